import {
  CreateKeyPairCommand,
  CreateNetworkInterfaceCommand,
  CreateSecurityGroupCommand,
  CreateVolumeCommand,
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import { ownAccessKeyId } from '../aws/fault-proxy';
import type { World } from '../aws/world';

export interface RunOf {
  /** `flambe-action:id` */
  readonly id: string;
  /** `flambe-action:run` */
  readonly run: string;
  /** Seconds from now; an hour by default. */
  readonly expires?: number;
  readonly warm?: string;
  readonly count?: number;
  readonly more?: Partial<RunInstancesCommandInput>;
}

/** One region of an account, with what runs have made there. */
export class Region {
  readonly ec2: EC2Client;

  constructor(
    readonly world: World,
    readonly name: string,
  ) {
    const credentials = { accessKeyId: ownAccessKeyId, secretAccessKey: 'own' };
    this.ec2 = new EC2Client({ endpoint: world.proxy.url, region: name, credentials });
  }

  /** Instances as a run makes them. @returns their ids */
  launch(of: RunOf): Promise<readonly string[]> {
    const kinds = ['instance', 'volume', 'network-interface'] as const;
    const spot = of.more?.InstanceMarketOptions ? (['spot-instances-request'] as const) : [];
    return this.start(
      of,
      [...kinds, ...spot].flatMap((kind) => tagged(of, kind)),
    );
  }

  /** Instances with these tags alone. */
  async start(
    { count = 1, more }: Pick<RunOf, 'count' | 'more'>,
    TagSpecifications: TagSpecification[],
  ): Promise<readonly string[]> {
    const { Instances = [] } = await this.ec2.send(
      new RunInstancesCommand({
        ImageId: this.world.amis.amd64,
        InstanceType: 't3.micro',
        ...{ MinCount: count, MaxCount: count, TagSpecifications },
        ...more,
      }),
    );
    return Instances.map(({ InstanceId }) => InstanceId ?? '');
  }

  /** @returns its name */
  async keyPair(of: RunOf): Promise<string> {
    const KeyName = `flambe-action-${of.id}`;
    await this.ec2.send(
      new CreateKeyPairCommand({ KeyName, TagSpecifications: tagged(of, 'key-pair') }),
    );
    return KeyName;
  }

  /** @returns its id */
  async securityGroup(of: RunOf): Promise<string> {
    const { GroupId = '' } = await this.ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: `flambe-action-${of.id}`,
        Description: 'of a run',
        VpcId: this.world.vpcId,
        TagSpecifications: tagged(of, 'security-group'),
      }),
    );
    return GroupId;
  }

  /** A volume and a network interface that nothing uses. */
  async loseParts(of: RunOf): Promise<void> {
    await this.ec2.send(
      new CreateVolumeCommand({
        ...{ AvailabilityZone: `${this.name}a`, Size: 8 },
        TagSpecifications: tagged(of, 'volume'),
      }),
    );
    await this.ec2.send(
      new CreateNetworkInterfaceCommand({
        SubnetId: this.world.subnetIds[0],
        TagSpecifications: tagged(of, 'network-interface'),
      }),
    );
  }

  /** Ids of the instances that are neither ending nor gone. */
  async alive(): Promise<readonly string[]> {
    const Values = ['pending', 'running', 'stopping', 'stopped'];
    const Filters = [{ Name: 'instance-state-name', Values }];
    const { Reservations = [] } = await this.ec2.send(new DescribeInstancesCommand({ Filters }));
    return Reservations.flatMap(({ Instances = [] }) => Instances)
      .map(({ InstanceId }) => InstanceId ?? '')
      .sort();
  }
}

function tagged(of: RunOf, kind: TagSpecification['ResourceType']): TagSpecification[] {
  const tags = {
    creator: 'me',
    'flambe-action:id': of.id,
    'flambe-action:run': of.run,
    'flambe-action:expires-at': new Date(Date.now() + (of.expires ?? 3600) * 1000).toISOString(),
    ...(of.warm !== undefined && { 'flambe-action:warm': of.warm }),
  };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return [{ ResourceType: kind, Tags }];
}
