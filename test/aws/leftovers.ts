import {
  DescribeInstancesCommand,
  DescribeKeyPairsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';

/** What costs money or opens doors, by id (key pairs: by name). */
export interface Leftovers {
  /** Neither `terminated` nor `shutting-down`. */
  readonly instances: readonly string[];
  readonly volumes: readonly string[];
  readonly networkInterfaces: readonly string[];
  readonly securityGroups: readonly string[];
  readonly keyPairs: readonly string[];
}

export const nothingLeft: Leftovers = {
  instances: [],
  volumes: [],
  networkInterfaces: [],
  securityGroups: [],
  keyPairs: [],
};

/** @param own what was there before: ids, and names of keys; groups named `default` are every VPC's */
export async function leftoversOf(ec2: EC2Client, own: readonly string[]): Promise<Leftovers> {
  const states = ['pending', 'running', 'stopping', 'stopped'];
  const wanted = [{ Name: 'instance-state-name', Values: states }];
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ Filters: wanted }));
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({}));
  const { NetworkInterfaces } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const { KeyPairs } = await ec2.send(new DescribeKeyPairsCommand({}));
  const groups = (SecurityGroups ?? []).filter(({ GroupName }) => GroupName !== 'default');
  const others = (ids: readonly (string | undefined)[]) => {
    return ids.map((id) => id ?? '').filter((id) => !own.includes(id));
  };
  const instances = (Reservations ?? []).flatMap((one) => one.Instances ?? []);
  return {
    instances: instances.map(({ InstanceId }) => InstanceId ?? ''),
    volumes: (Volumes ?? []).map(({ VolumeId }) => VolumeId ?? ''),
    networkInterfaces: (NetworkInterfaces ?? []).map((one) => one.NetworkInterfaceId ?? ''),
    securityGroups: others(groups.map(({ GroupId }) => GroupId)),
    keyPairs: others((KeyPairs ?? []).map(({ KeyName }) => KeyName)),
  };
}
