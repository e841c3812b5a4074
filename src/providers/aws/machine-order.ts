import { createHash } from 'node:crypto';
import type { BlockDeviceMapping, RunInstancesCommandInput } from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../inputs/cluster-file';
import type { LaunchPlace } from '../../plan/launch-places';
import type { RunPlan } from '../../plan/plan';
import { machineTags } from '../../plan/tags';
import { io1Operations } from '../../plan/volume-cost';
import type { Image, ImageDisk } from './images';
import { tagSpecifications } from './tag-specifications';

export type Market = 'spot' | 'on-demand';

/** Machines of one role that are alike. */
export interface MachineOrder {
  readonly role: 'orchestrator' | 'factory';
  readonly count: number;
  /** With fewer than this nothing is kept. */
  readonly least: number;
  /** Tried in this order. */
  readonly places: readonly LaunchPlace[];
  readonly markets: readonly [Market, ...Market[]];
  readonly image: Image;
  readonly idleHours: number;
}

/** What one RunInstances call asks for. */
export interface Asked extends LaunchPlace {
  readonly market: Market;
  readonly count: number;
  /** Counts the calls of one role. */
  readonly call: number;
}

/** What all machines of a run have in common. */
export interface MachineSetting {
  readonly plan: RunPlan;
  readonly cluster: AwsClusterFile;
  readonly keyName: string;
  readonly securityGroupId: string;
  /** The same in every process that asks for the same machines. */
  readonly salt: string;
}

/** The request for these machines; asked again with the same words, EC2 answers with the same machines. */
export function runInstancesRequest(
  order: MachineOrder,
  asked: Asked,
  { plan, cluster, keyName, securityGroupId, salt }: MachineSetting,
  userData: string,
): RunInstancesCommandInput {
  const { volumeType, volumeSize, usePublic, dedicated, instanceProfile } = cluster;
  const tags = machineTags(plan, cluster, order.role === 'factory' ? 'Factory' : 'Orchestrator');
  const iops = volumeType === 'io1' ? { Iops: io1Operations(volumeSize) } : {};
  return {
    ClientToken: clientToken(plan.id, salt, order.role, asked),
    MinCount: order.role === 'orchestrator' ? asked.count : 1,
    MaxCount: asked.count,
    ImageId: order.image.id,
    InstanceType: asked.type as never,
    KeyName: keyName,
    UserData: Buffer.from(userData).toString('base64'),
    InstanceInitiatedShutdownBehavior: 'terminate',
    EbsOptimized: order.image.ebsOptimized,
    MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
    BlockDeviceMappings: [
      {
        DeviceName: order.image.rootDevice,
        Ebs: {
          VolumeSize: volumeSize,
          VolumeType: volumeType,
          Encrypted: true,
          DeleteOnTermination: true,
          ...iops,
        },
      },
      ...order.image.disks.map(ending),
    ],
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        SubnetId: asked.subnetId,
        Groups: [securityGroupId],
        DeleteOnTermination: true,
        ...(usePublic && { AssociatePublicIpAddress: true }),
      },
    ],
    TagSpecifications: [
      ...tagSpecifications(tags, ['instance', 'volume', 'network-interface']),
      ...(asked.market === 'spot' ? tagSpecifications(tags, ['spot-instances-request']) : []),
    ],
    ...(dedicated && { Placement: { Tenancy: 'dedicated' } }),
    // They begin with credits, unlike T3; an account may have them pay for more (EC2 User Guide).
    ...(asked.type.startsWith('t2.') && { CreditSpecification: { CpuCredits: 'standard' } }),
    ...(instanceProfile !== undefined && { IamInstanceProfile: profile(instanceProfile) }),
    ...(asked.market === 'spot' && { InstanceMarketOptions: spot }),
  };
}

/** The same disk, which ends with its machine: by the flags of an image it may stay when all is over. */
function ending({ device, snapshot, gb, type, iops, throughput }: ImageDisk): BlockDeviceMapping {
  return {
    DeviceName: device,
    // What is not said anew is not always the image's.
    Ebs: {
      ...(snapshot !== undefined && { SnapshotId: snapshot }),
      VolumeSize: gb,
      VolumeType: type as never,
      ...(iops !== undefined && { Iops: iops }),
      ...(throughput !== undefined && { Throughput: throughput }),
      Encrypted: true,
      DeleteOnTermination: true,
    },
  };
}

const spot = {
  MarketType: 'spot',
  SpotOptions: { SpotInstanceType: 'one-time', InstanceInterruptionBehavior: 'terminate' },
} as const;

function profile(nameOrArn: string) {
  return nameOrArn.startsWith('arn:') ? { Arn: nameOrArn } : { Name: nameOrArn };
}

/** At most 64 ASCII characters (Amazon EC2 API Reference, "Ensuring idempotency"). */
function clientToken(
  id: string,
  salt: string,
  role: string,
  { type, subnetId, market, call, count }: Asked,
): string {
  const words = [id, salt, role, type, subnetId, market, call, count].join('\0');
  return createHash('sha256').update(words).digest('hex');
}
