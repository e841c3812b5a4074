import type { AwsClusterFile } from '../inputs/cluster-file';

/** What a run asks of AWS. */
export interface Right {
  /** As IAM names it. */
  readonly action: string;
  /**
   * How often, whatever the number of machines; `each`: for each factory; `polled`: while the run
   * waits; `in need`: when something goes wrong; `implied`: no call, but a right.
   */
  readonly calls: number | 'each' | 'polled' | 'in need' | 'implied';
}

/** RunInstances asks for so many machines at once (providers/aws/launch.ts). */
const mostInOneCall = 50;

/**
 * What a run of this cluster does at AWS, teardown included: calls of EC2 do not
 * grow with the machines, but for their names and a RunInstances for every 50 of them.
 */
export function rightsOf(cluster: AwsClusterFile): readonly Right[] {
  const { factoriesNum, keyName, securityGroup, instanceProfile } = cluster;
  const images = [cluster.orchestratorAmi, cluster.factoryAmi];
  const named = images.some((image) => !image?.startsWith('ami-'));
  const roles = factoriesNum > 0 ? 2 : 1;
  const right = (action: string, calls: Right['calls']): Right => ({ action, calls });
  return [
    right('ec2:DescribeSubnets', 1),
    right('ec2:DescribeInstanceTypes', 1),
    right('ec2:DescribeInstanceTypeOfferings', 1),
    ...(named ? [right('ssm:GetParameters', 1)] : []),
    right('ec2:DescribeImages', 1),
    right('servicequotas:GetServiceQuota', roles),
    ...(keyName === undefined
      ? [
          right('ec2:ImportKeyPair', 2),
          right('ec2:DeleteKeyPair', 1),
          right('ec2:DescribeKeyPairs', 'in need'),
        ]
      : [right('ec2:DescribeKeyPairs', 1)]),
    ...(securityGroup === 'runner'
      ? [
          right('ec2:CreateSecurityGroup', 2),
          right('ec2:AuthorizeSecurityGroupIngress', 1),
          right('ec2:DescribeSecurityGroups', 1),
          right('ec2:DeleteSecurityGroup', 1),
        ]
      : [right('ec2:DescribeSecurityGroups', 1)]),
    // DryRun for each role, then the machines.
    right('ec2:RunInstances', roles + 1 + Math.ceil(factoriesNum / mostInOneCall)),
    ...(instanceProfile === undefined ? [] : [right('iam:PassRole', 'implied')]),
    ...(factoriesNum > 0 ? [right('ec2:CreateTags', 'each')] : []),
    right('ec2:DescribeInstances', 'polled'),
    right('ec2:DescribeInstanceStatus', 'polled'),
    right('ec2:GetConsoleOutput', 'in need'),
    right('ec2:TerminateInstances', 1),
  ];
}
