import {
  CreateSecurityGroupCommand,
  DeleteKeyPairCommand,
  DeleteSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypeOfferingsCommand,
  DescribeKeyPairsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSpotInstanceRequestsCommand,
  RunInstancesCommand,
  type RunInstancesCommandInput,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from './leftovers';
import { amis, type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { startWorld, type World } from './world';

const within = { timeout: 15_000 };

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = (cloud: CloudOptions = {}) => startWorld(moto, { cloud });

function wish(world: World, more: Partial<RunInstancesCommandInput> = {}) {
  return new RunInstancesCommand({
    ImageId: amis.amd64,
    InstanceType: 't3.micro',
    SubnetId: world.subnetIds[0],
    SecurityGroupIds: [world.securityGroupId],
    MinCount: 1,
    MaxCount: 1,
    BlockDeviceMappings: [
      { DeviceName: '/dev/sda1', Ebs: { VolumeSize: 20, DeleteOnTermination: true } },
    ],
    ...more,
  });
}

async function run(world: World, more: Partial<RunInstancesCommandInput> = {}) {
  const { Instances } = await world.ec2.send(wish(world, more));
  return (Instances ?? []).map(({ InstanceId }) => InstanceId ?? '');
}

async function find(world: World, name: string, ...values: string[]) {
  const asked = { Filters: [{ Name: name, Values: values }] };
  const { Reservations } = await world.ec2.send(new DescribeInstancesCommand(asked));
  return (Reservations ?? []).flatMap(({ Instances }) => Instances ?? []);
}

const idsOf = (instances: readonly { readonly InstanceId?: string | undefined }[]) =>
  instances.map(({ InstanceId }) => InstanceId);

describe('RunInstances', () => {
  it('starts the same instances for the same token, and refuses it for others', async () => {
    await using world = await worldWith();
    const first = await run(world, { ClientToken: 'once', MaxCount: 2 });
    expect(await run(world, { ClientToken: 'once', MaxCount: 2 })).toEqual(first);
    await expect(run(world, { ClientToken: 'once', MaxCount: 3 })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    });
    const others = await run(world, { ClientToken: 'other' });
    expect(idsOf(await find(world, 'client-token', 'once'))).toEqual(first);
    expect(idsOf(await find(world, 'client-token', 'once', 'other'))).toHaveLength(3);
    expect(others).not.toEqual(first);
  });

  it('starts as many as there is room for, up to MaxCount', async () => {
    const capacity = [{ type: 't3.micro', zone: 'us-east-1a', count: 3 }];
    await using world = await worldWith({ capacity });
    expect(await run(world, { MaxCount: 2 })).toHaveLength(2);
    await expect(run(world, { MinCount: 2, MaxCount: 4 })).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
      $metadata: { httpStatusCode: 500 },
    });
    expect(await run(world, { MinCount: 1, MaxCount: 4 })).toHaveLength(1);
    expect(await run(world, { SubnetId: world.subnetIds[1], MaxCount: 4 })).toHaveLength(4);
  });

  it.each([
    ['vCPUs', { vcpuQuota: 4 }, {}, 'VcpuLimitExceeded'],
    [
      'spot vCPUs',
      { spotVcpuQuota: 4 },
      { InstanceMarketOptions: { MarketType: 'spot' } },
      'MaxSpotInstanceCountExceeded',
    ],
    [
      'types in a zone',
      { unsupported: [{ type: 't3.micro', zone: 'us-east-1a' }] },
      {},
      'Unsupported',
    ],
  ] as const)('refuses more %s than there are', async (_, cloud, more, name) => {
    await using world = await worldWith(cloud);
    await expect(run(world, { ...more, MinCount: 3, MaxCount: 3 })).rejects.toMatchObject({ name });
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('is told beforehand what a zone does not offer', async () => {
    await using world = await worldWith({
      unsupported: [{ type: 't3.micro', zone: 'us-east-1a' }],
    });
    const Filters = [{ Name: 'instance-type', Values: ['t3.micro'] }];
    const asked = { LocationType: 'availability-zone' as const, Filters };
    const answer = await world.ec2.send(new DescribeInstanceTypeOfferingsCommand(asked));
    const zones = answer.InstanceTypeOfferings?.map(({ Location }) => Location);
    expect(zones).toContain('us-east-1b');
    expect(zones).not.toContain('us-east-1a');
  });

  it('refuses what does not fit or does not exist', async () => {
    await using world = await worldWith();
    const refusals: readonly (readonly [Partial<RunInstancesCommandInput>, string])[] = [
      [{ ImageId: 'ami-00000000000000000' }, 'InvalidAMIID.NotFound'],
      [{ InstanceType: 't3.huge' as 't3.micro' }, 'InvalidParameterValue'],
      [{ KeyName: 'nobodys' }, 'InvalidKeyPair.NotFound'],
      [{ ImageId: amis.arm64 }, 'InvalidParameterValue'],
      [{ UserData: Buffer.alloc(16_385).toString('base64') }, 'InvalidParameterValue'],
      [{ DryRun: true }, 'DryRunOperation'],
    ];
    for (const [more, name] of refusals)
      await expect(run(world, more)).rejects.toMatchObject({ name });
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('tags network interfaces and spot requests', async () => {
    await using world = await worldWith();
    const Tags = [{ Key: 'flambe-action:id', Value: 'a & b' }];
    const kinds = ['network-interface', 'spot-instances-request'] as const;
    const TagSpecifications = kinds.map((ResourceType) => ({ ResourceType, Tags }));
    const spot = { InstanceMarketOptions: { MarketType: 'spot' as const } };
    const [id] = await run(world, { ...spot, TagSpecifications });
    const asked = { Filters: [{ Name: 'tag:flambe-action:id', Values: ['a & b'] }] };
    const interfaces = await world.ec2.send(new DescribeNetworkInterfacesCommand(asked));
    expect(interfaces.NetworkInterfaces).toHaveLength(1);
    const requests = await world.ec2.send(new DescribeSpotInstanceRequestsCommand(asked));
    expect(requests.SpotInstanceRequests).toMatchObject([
      { InstanceId: id, Tags, State: 'active' },
    ]);
    const [instance] = await find(world, 'vpc-id', world.vpcId);
    expect(instance?.SpotInstanceRequestId).toBe(
      requests.SpotInstanceRequests?.[0]?.SpotInstanceRequestId,
    );
  });
});

describe('an instance', () => {
  it('is unknown at first, then pending, then running', async () => {
    await using world = await worldWith({ hiddenMs: 3000, pendingMs: 8000 });
    const [id = ''] = await run(world);
    const described = () => world.ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
    await expect(described()).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' });
    expect(await find(world, 'vpc-id', world.vpcId)).toEqual([]);
    await expect.poll(() => find(world, 'instance-state-name', 'pending'), within).toHaveLength(1);
    expect(await find(world, 'instance-state-name', 'running')).toEqual([]);
    await expect.poll(() => find(world, 'instance-state-name', 'running'), within).toHaveLength(1);
  });

  it('ends in its time, may be ended again, and holds its security group until then', async () => {
    await using world = await worldWith({ shuttingDownMs: 6000 });
    const group = { VpcId: world.vpcId, GroupName: 'own', Description: 'own' };
    const { GroupId = '' } = await world.ec2.send(new CreateSecurityGroupCommand(group));
    const [id = ''] = await run(world, { SecurityGroupIds: [GroupId] });
    const end = () => world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] }));
    const removeGroup = () => world.ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    const states = { TerminatingInstances: [{ CurrentState: { Name: 'shutting-down' } }] };
    expect(await end()).toMatchObject(states);
    expect(await end()).toMatchObject(states);
    await expect(removeGroup()).rejects.toMatchObject({ name: 'DependencyViolation' });
    await expect
      .poll(() => find(world, 'instance-state-name', 'terminated'), within)
      .toMatchObject([{ StateReason: { Code: 'Client.UserInitiatedShutdown' } }]);
    expect(await end()).toMatchObject({
      TerminatingInstances: [{ CurrentState: { Name: 'terminated' } }],
    });
    await removeGroup();
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('may die while it starts', async () => {
    const death = { code: 'Server.InternalError', message: 'Server.InternalError: on launch' };
    await using world = await worldWith({ failsToStart: { 1: death }, shuttingDownMs: 0 });
    const [, id] = await run(world, { MinCount: 2, MaxCount: 2 });
    await expect
      .poll(() => find(world, 'instance-state-name', 'terminated'), within)
      .toMatchObject([
        { InstanceId: id, StateReason: { Code: death.code, Message: death.message } },
      ]);
  });
});

describe('key pairs', () => {
  it('have AWS’s fingerprint, and go by their id', async () => {
    await using world = await worldWith();
    const blob = 'AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
    await world.importKey('mine', `ssh-ed25519 ${blob} github.com`);
    const { KeyPairs } = await world.ec2.send(new DescribeKeyPairsCommand({}));
    // ssh-keygen -l shows the same without the last `=`.
    expect(KeyPairs?.[0]?.KeyFingerprint).toBe('+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU=');
    const KeyPairId = KeyPairs?.[0]?.KeyPairId;
    await world.ec2.send(new DeleteKeyPairCommand({ KeyPairId }));
    expect((await world.ec2.send(new DescribeKeyPairsCommand({}))).KeyPairs).toEqual([]);
  });
});
