import {
  CreateManagedPrefixListCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from './moto';
import { groupWith } from './own-group';
import { fieldsOf, inspectIn, refusal, runner } from './preflight';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = () => startWorld(moto);

const tcp = (from: number, to: number, ...CidrIps: string[]): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: from,
  ToPort: to,
  IpRanges: CidrIps.map((CidrIp) => ({ CidrIp })),
});
const members = (id: string): IpPermission => ({
  IpProtocol: '-1',
  UserIdGroupPairs: [{ GroupId: id }],
});

describe('the network', () => {
  it('must have the subnets', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { subnetIds: ['subnet-0123', 'subnet-0456'] });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/no subnet-0123, subnet-0456 in us-east-1/);
  });

  it('must be one VPC, that of the security group, too', async () => {
    await using world = await worldWith();
    const { Vpc } = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/24' }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await world.ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: '10.1.0.0/26', AvailabilityZone: 'us-east-1a' }),
    );
    const other = Subnet?.SubnetId ?? '';
    const { problems } = await refusal(world, { subnetIds: [other, world.subnetIds[0] ?? ''] });
    expect(fieldsOf(problems)).toEqual(['security_group', 'subnet_id']);
  });

  it('must have addresses for the factories that it cannot do without', async () => {
    await using world = await worldWith();
    const { Vpc } = await world.ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/28' }));
    const VpcId = Vpc?.VpcId ?? '';
    const { Subnet } = await world.ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock: '10.1.0.0/28', AvailabilityZone: 'us-east-1a' }),
    );
    const many = {
      factoriesNum: 20,
      minFactories: 20,
      subnetIds: [Subnet?.SubnetId ?? ''],
      securityGroup: 'runner',
    } as const;
    const { problems } = await refusal(world, many);
    expect(problems[0]).toMatchObject({
      field: 'subnet_id',
      message: expect.stringMatching(/too few free addresses for 21 machines: subnet-\w+ has 11/),
    });
    const { warnings } = await inspectIn(world, { ...many, minFactories: 10 });
    expect(fieldsOf(warnings)).toEqual(['subnet_id']);
  });

  it('must have the security group', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { securityGroup: 'sg-0123' });
    expect(problems[0]?.message).toBe('This account has no sg-0123 in us-east-1.');
  });
});

describe('the rules of a security group', () => {
  it.each([
    ['everybody', ['0.0.0.0/0']],
    ['its address', [`${runner}/32`]],
    ['its network', ['10.0.0.0/8', '203.0.113.0/24']],
  ])('let the runner in by %s', async (_, blocks) => {
    await using world = await worldWith();
    const securityGroup = await groupWith(world, (id) => [tcp(22, 22, ...blocks), members(id)]);
    const { warnings } = await inspectIn(world, { securityGroup });
    expect(warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/49556 and 49558/),
    ]);
  });

  it('that keep the runner out are named with the command that opens them', async () => {
    await using world = await worldWith();
    const securityGroup = await groupWith(world, (id) => [
      tcp(22, 22, '198.51.100.0/24'),
      members(id),
    ]);
    const { problems } = await refusal(world, { securityGroup });
    expect(problems).toEqual([
      {
        field: 'security_group',
        message: `${securityGroup} does not let the runner, ${runner}, in to port 22 (SSH).`,
        fix: `Open it: aws ec2 authorize-security-group-ingress --region us-east-1 --group-id ${securityGroup} --protocol tcp --port 22 --cidr ${runner}/32`,
      },
    ]);
  });

  it.each([
    ['when the address of the runner is not known', {}, undefined],
    ['when the runner comes through the VPC', { usePublic: false }, runner],
  ])('cannot be judged %s', async (_, cluster, address) => {
    await using world = await worldWith();
    const securityGroup = await groupWith(world, (id) => [
      tcp(22, 22, '198.51.100.0/24'),
      members(id),
    ]);
    const { warnings } = await inspectIn(
      world,
      { ...cluster, securityGroup },
      { runnerAddress: async () => address },
    );
    expect(warnings.map(({ message }) => message).join('\n')).toMatch(/cannot be told .* 22/);
  });

  it('must let members reach each other', async () => {
    await using world = await worldWith();
    const securityGroup = await groupWith(world, () => [tcp(22, 22, `${runner}/32`)]);
    const { problems } = await refusal(world, { securityGroup });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toContain(`--protocol -1 --source-group ${securityGroup}`);
    await inspectIn(world, { securityGroup, factoriesNum: 0, minFactories: 0 });
  });

  it('may let members reach each other by the addresses of the subnets', async () => {
    await using world = await worldWith();
    const securityGroup = await groupWith(world, () => [
      tcp(22, 22, '0.0.0.0/0'),
      tcp(0, 65_535, '10.99.0.0/16'),
    ]);
    await inspectIn(world, { securityGroup });
  });

  it.each<[[number, number], RegExp]>([
    [[0, 65_535], /cannot be told .* members reach each other/],
    [[22, 22], /By a prefix list .* may let its members reach only some ports/],
  ])(
    'may let members reach each other by a prefix list, which is not looked into: ports %j',
    async (ports, words) => {
      await using world = await worldWith();
      const list = { PrefixListName: 'ours', MaxEntries: 1, AddressFamily: 'IPv4' };
      const made = await world.ec2.send(new CreateManagedPrefixListCommand(list));
      const { PrefixListId } = made.PrefixList ?? {};
      const securityGroup = await groupWith(world, () => [
        tcp(22, 22, `${runner}/32`),
        { ...tcp(...ports), PrefixListIds: [{ PrefixListId }] },
      ]);
      const { warnings } = await inspectIn(world, { securityGroup });
      expect(warnings).toContainEqual({
        field: 'security_group',
        message: expect.stringMatching(words),
        fix: expect.stringContaining(`--protocol -1 --source-group ${securityGroup}`),
      });
    },
  );

  it('are no matter where the run makes its own group, but the address of the runner is', async () => {
    await using world = await worldWith();
    const { runner: blocks } = await inspectIn(world, { securityGroup: 'runner' });
    expect(blocks).toEqual([`${runner}/32`]);
    const unknown = { runnerAddress: async () => undefined };
    const { problems } = await refusal(world, { securityGroup: 'runner' }, unknown);
    expect(fieldsOf(problems)).toEqual(['security_group']);
  });
});
