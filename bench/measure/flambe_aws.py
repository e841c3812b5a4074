"""Has flambé's own AWSCluster load its instances: flambe_aws.py ENDPOINT REGION FACTORIES SUBNET GROUP AMI KEY_NAME

What flambé does at EC2, and nothing else of it: nobody is logged in to (wait_until_accessible,
contains_gpu), and no alarm of CloudWatch is looked for or made.
"""
import sys

import boto3
from flambe.cluster import AWSCluster, instance

endpoint, region, factories, subnet, group, ami, key_name = sys.argv[1:]


class Session(boto3.Session):
    def client(self, *args, **kwargs):
        return super().client(*args, **{**kwargs, "endpoint_url": endpoint})


class Cluster(AWSCluster):
    def _get_boto_session(self, region_name):
        return Session(region_name=region_name)

    def remove_existing_events(self):
        pass

    def create_cloudwatch_events(self):
        pass


instance.Instance.wait_until_accessible = lambda self: None
instance.Instance.contains_gpu = lambda self: False

cluster = Cluster(
    name="bench",
    factories_num=int(factories),
    factories_type="t3.micro",
    orchestrator_type="t3.micro",
    key_name=key_name,
    security_group=group,
    subnet_id=subnet,
    creator="bench",
    key="/nonexistent",
    region_name=region,
    orchestrator_ami=ami,
    factory_ami=ami,
)
cluster.load_all_instances()
print("%d factories" % len(cluster.factories))
