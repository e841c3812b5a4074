import { describe, expect, it } from 'vitest';
import type { AwsClusterFile } from '../../src/inputs/cluster-file';
import type { ImageDisk } from '../../src/providers/aws/images';
import {
  type Asked,
  type MachineOrder,
  type Market,
  runInstancesRequest,
} from '../../src/providers/aws/machine-order';
import { clusterIn, planOf } from './preflight';

const place = { type: 'g4dn.xlarge', subnetId: 'subnet-1' };

interface Wanted {
  readonly role?: MachineOrder['role'];
  readonly cluster?: Partial<AwsClusterFile>;
  readonly market?: Market;
  readonly asked?: Partial<Asked>;
  readonly salt?: string;
  readonly ebsOptimized?: boolean;
  readonly disks?: readonly ImageDisk[];
}

function request({
  role = 'factory',
  market = 'on-demand',
  salt = 'salt',
  ebsOptimized = true,
  disks = [],
  ...more
}: Wanted = {}) {
  const given = { subnetIds: ['subnet-1'], securityGroupId: 'sg-1', region: 'us-east-1' } as const;
  const cluster = clusterIn({ ...given, sshPort: 22 }, more.cluster);
  const image = {
    ...{ id: 'ami-1', name: 'ubuntu', architecture: 'x86_64' as const },
    ...{ rootDevice: '/dev/xvda', rootSize: 8, disks, ebsOptimized },
  };
  const order = {
    ...{ role, count: 3, least: 1, places: [place], image, idleHours: 1 },
    markets: [market] as const,
  };
  const asked = { ...place, market, count: 3, call: 0, ...more.asked };
  const setting = { plan: planOf(cluster), cluster, keyName: 'key', securityGroupId: 'sg-1', salt };
  return runInstancesRequest(order, asked, setting, '#cloud-config\n');
}

describe('what EC2 is asked for', () => {
  const { ClientToken, TagSpecifications, ...always } = request();

  it('is a machine that ends when it powers off, with nothing that outlives it, and IMDSv2 alone', () => {
    expect(always).toEqual({
      MinCount: 1,
      MaxCount: 3,
      ImageId: 'ami-1',
      InstanceType: 'g4dn.xlarge',
      KeyName: 'key',
      UserData: Buffer.from('#cloud-config\n').toString('base64'),
      InstanceInitiatedShutdownBehavior: 'terminate',
      EbsOptimized: true,
      MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
      BlockDeviceMappings: [
        {
          DeviceName: '/dev/xvda',
          Ebs: {
            VolumeSize: 100,
            VolumeType: 'gp3',
            Encrypted: true,
            DeleteOnTermination: true,
          },
        },
      ],
      NetworkInterfaces: [
        {
          DeviceIndex: 0,
          SubnetId: 'subnet-1',
          Groups: ['sg-1'],
          DeleteOnTermination: true,
          AssociatePublicIpAddress: true,
        },
      ],
    });
  });

  const [disk] = always.BlockDeviceMappings ?? [];
  const [card] = always.NetworkInterfaces ?? [];
  const volume = (ebs: object) => ({
    BlockDeviceMappings: [{ ...disk, Ebs: { ...disk?.Ebs, ...ebs } }],
  });
  const archive = { device: '/dev/sdf', snapshot: 'snap-1', gb: 500, type: 'io2', iops: 9000 };
  const scratch = { device: '/dev/sdg', snapshot: undefined, gb: 10, type: 'gp3' };
  const ends = { Encrypted: true, DeleteOnTermination: true };
  const { AssociatePublicIpAddress, ...privateCard } = card ?? {};
  const profile = 'arn:aws:iam::123456789012:instance-profile/job';
  const options = { SpotInstanceType: 'one-time', InstanceInterruptionBehavior: 'terminate' };

  it.each<[what: string, wanted: Wanted, differs: object]>([
    [
      'an image with more disks: they end with the machine, and are as they were otherwise',
      { disks: [archive, { ...scratch, iops: 4000, throughput: 500 }] },
      {
        BlockDeviceMappings: [
          disk,
          {
            DeviceName: '/dev/sdf',
            Ebs: { SnapshotId: 'snap-1', VolumeSize: 500, VolumeType: 'io2', Iops: 9000, ...ends },
          },
          {
            DeviceName: '/dev/sdg',
            Ebs: { VolumeSize: 10, VolumeType: 'gp3', Iops: 4000, Throughput: 500, ...ends },
          },
        ],
      },
    ],
    ['all orchestrators or none', { role: 'orchestrator' }, { MinCount: 3 }],
    ['`volume_type: gp2`', { cluster: { volumeType: 'gp2' } }, volume({ VolumeType: 'gp2' })],
    [
      "`volume_type: io1`, with flambé's rate",
      { cluster: { volumeType: 'io1', volumeSize: 200 } },
      volume({ VolumeType: 'io1', VolumeSize: 200, Iops: 5000 }),
    ],
    [
      '`volume_type: io1` with as many operations as its size lets it have',
      { cluster: { volumeType: 'io1', volumeSize: 20 } },
      volume({ VolumeType: 'io1', VolumeSize: 20, Iops: 1000 }),
    ],
    ['`dedicated`', { cluster: { dedicated: true } }, { Placement: { Tenancy: 'dedicated' } }],
    [
      '`instance_profile` by name',
      { cluster: { instanceProfile: 'job' } },
      { IamInstanceProfile: { Name: 'job' } },
    ],
    [
      '`instance_profile` by ARN',
      { cluster: { instanceProfile: profile } },
      { IamInstanceProfile: { Arn: profile } },
    ],
    [
      '`use_public: false`',
      { cluster: { usePublic: false } },
      { NetworkInterfaces: [privateCard] },
    ],
    ['a type without EBS optimization', { ebsOptimized: false }, { EbsOptimized: false }],
    [
      // As `standard` it would have no credits when it boots (EC2 User Guide, "Launch credits").
      'a type with CPU credits',
      { asked: { type: 't3.micro' } },
      { InstanceType: 't3.micro' },
    ],
    [
      'a T2, which has credits when it boots, and no more than those in any account',
      { asked: { type: 't2.micro' } },
      { InstanceType: 't2.micro', CreditSpecification: { CpuCredits: 'standard' } },
    ],
    [
      'spot',
      { market: 'spot' },
      { InstanceMarketOptions: { MarketType: 'spot', SpotOptions: options } },
    ],
  ])('differs in nothing else with %s', (_, wanted, differs) => {
    const { ClientToken, TagSpecifications, ...asked } = request(wanted);
    expect(asked).toEqual({ ...always, ...differs });
  });

  const tags = (wanted: Wanted) =>
    Object.fromEntries(
      (request(wanted).TagSpecifications ?? []).map(({ ResourceType, Tags = [] }) => [
        ResourceType,
        Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
      ]),
    );
  const allTags = {
    project: 'mine',
    creator: 'me',
    Purpose: 'flambe',
    'Cluster-Name': 'lab',
    Role: 'Factory',
    Name: 'lab_factory',
    'flambe-action:id': 'lab-0123456789',
    'flambe-action:run': 'me/repo/1/1',
    'flambe-action:expires-at': '2026-11-24T13:01:00.000Z',
  };
  const cluster = { tags: new Map([['project', 'mine']]) };

  it('has the tags of flambé and ours on all that is made with it', () => {
    const ofMachine = { instance: allTags, volume: allTags, 'network-interface': allTags };
    expect(tags({ cluster })).toEqual(ofMachine);
    const ofSpot = { ...ofMachine, 'spot-instances-request': allTags };
    expect(tags({ cluster, market: 'spot' })).toEqual(ofSpot);
    const first = { ...allTags, Role: 'Orchestrator', Name: 'lab_orchestrator' };
    const ofFirst = { instance: first, volume: first, 'network-interface': first };
    expect(tags({ cluster, role: 'orchestrator' })).toEqual(ofFirst);
  });

  it('has a token that is the same for the same, and another for anything else', () => {
    expect(request().ClientToken).toBe(ClientToken);
    expect(ClientToken).toMatch(/^[0-9a-f]{64}$/);
    const others: readonly Wanted[] = [
      { role: 'orchestrator' },
      { market: 'spot' },
      { salt: 'other' },
      { asked: { subnetId: 'subnet-2' } },
      { asked: { type: 'm5.large' } },
      { asked: { count: 2 } },
      { asked: { call: 1 } },
    ];
    const tokens = [ClientToken, ...others.map((wanted) => request(wanted).ClientToken)];
    expect(new Set(tokens).size).toBe(others.length + 1);
  });
});
