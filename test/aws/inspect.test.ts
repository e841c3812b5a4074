import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/problem';
import { inspect } from '../../src/providers/aws/inspect';
import { Keys } from './keys';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { clusterIn, fieldsOf, inspectIn, planOf, refusal, runner } from './preflight';
import { startWorld, type World } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
}, 60_000);
afterAll(() => moto[Symbol.asyncDispose]());

const keys = new Keys();
afterAll(() => keys[Symbol.dispose]());

const worldWith = (cloud: CloudOptions = {}) => startWorld(moto, { cloud });

async function groupWith(world: World, rules: (id: string) => IpPermission[], vpcId = world.vpcId) {
  const { GroupId = '' } = await world.ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpcId, GroupName: 'own', Description: 'own' }),
  );
  const IpPermissions = rules(GroupId);
  if (IpPermissions.length > 0) {
    await world.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  }
  return GroupId;
}

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

describe('a cluster that the account can have', () => {
  it('is known in all that making it needs', async () => {
    await using world = await worldWith();
    const found = await inspectIn(world);
    expect(found.images.orchestrator).toMatchObject({
      id: world.amis.amd64,
      architecture: 'x86_64',
      rootDevice: '/dev/sda1',
      ebsOptimized: true,
    });
    expect(found.vpcId).toBe(world.vpcId);
    expect(found.subnets.map(({ id, zone }) => [id, zone])).toEqual([
      [world.subnetIds[0], 'us-east-1a'],
      [world.subnetIds[1], 'us-east-1b'],
    ]);
    expect(found.types.get('g4dn.xlarge')).toMatchObject({ vcpus: 4, gpus: '1 × NVIDIA T4' });
    expect(found.runner).toEqual([`${runner}/32`]);
    expect(found.warnings).toEqual([]);
    expect(found.infos.join('\n')).toContain(world.amis.amd64);
  });

  it('is warned of GPUs in an image that has no driver, unless setup_cmds bring one', async () => {
    await using world = await worldWith();
    const { warnings } = await inspectIn(world, { setupCmds: [] });
    expect(warnings).toMatchObject([
      {
        field: 'factory_ami',
        message: "g4dn.xlarge with GPUs, and Ubuntu's own image has no driver for them.",
        fix: expect.stringContaining('ssm:/aws/service/deeplearning/ami/x86_64/'),
      },
    ]);
    expect((await inspectIn(world)).warnings).toEqual([]);
  });

  it('is looked at in few calls, as many for 1,000 factories as for two', async () => {
    await using world = await worldWith();
    const calls = async (factoriesNum: number) => {
      world.proxy.calls.length = 0;
      // Too many for the subnets: what is wrong is found by the same calls.
      await inspectIn(world, { factoriesNum, minFactories: 0 }).catch(() => {});
      return world.proxy.calls.map(({ service, action }) => `${service}:${action}`).sort();
    };
    const few = await calls(2);
    expect(await calls(1000)).toEqual(few);
    expect(few.filter((call) => call.startsWith('ec2:'))).toHaveLength(10);
    expect(few.length).toBeLessThanOrEqual(13);
  });

  it('is not begun', async () => {
    await using world = await worldWith();
    await inspectIn(world, { securityGroup: 'runner' });
    expect(await world.leftovers()).toEqual(nothingLeft);
  });
});

describe('images', () => {
  it('are chosen by the architecture of each role', async () => {
    await using world = await worldWith();
    const { images } = await inspectIn(world, { factoriesTypes: ['m6g.large', 'c6g.large'] });
    expect(images.orchestrator.id).toBe(world.amis.amd64);
    expect(images.factories).toMatchObject({ id: world.amis.arm64, architecture: 'arm64' });
  });

  it("are Ubuntu's with a warning where the file relies on flambé's own", async () => {
    await using world = await worldWith();
    const { images, warnings } = await inspectIn(world, {
      orchestratorAmi: undefined,
      factoryAmi: undefined,
    });
    expect(images.factories.id).toBe(world.amis.amd64);
    expect(fieldsOf(warnings)).toEqual(['orchestrator_ami, factory_ami']);
    expect(warnings[0]?.message).toContain(world.amis.amd64);
  });

  it('may be named by a parameter', async () => {
    await using world = await worldWith();
    const name =
      'ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id';
    const arm = { orchestratorType: 'm6g.large', orchestratorAmi: name, factoriesNum: 0 };
    const { images } = await inspectIn(world, arm);
    expect(images.orchestrator.id).toBe(world.amis.arm64);
  });

  it.each([
    ['that the region has not', { orchestratorAmi: 'ami-0123' }, /no image ami-0123 in us-east-1/],
    ['whose parameter is not there', { orchestratorAmi: 'ssm:/mine' }, /parameter \/mine/],
  ])('are refused %s', async (_, cluster, message) => {
    await using world = await worldWith();
    const { problems, exitCode } = await refusal(world, cluster);
    expect(fieldsOf(problems)).toEqual(['orchestrator_ami']);
    expect(problems[0]?.message).toMatch(message);
    expect(exitCode).toBe(69);
  });

  it('are refused when they cannot start on the type: the file is wrong', async () => {
    await using world = await worldWith();
    const { problems, exitCode } = await refusal(world, { factoryAmi: world.amis.arm64 });
    expect(fieldsOf(problems)).toEqual(['factory_ami']);
    expect(problems[0]?.message).toMatch(/is arm64, and g4dn.xlarge is x86_64/);
    expect(exitCode).toBe(65);
  });

  it('need a disk that holds them', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { volumeSize: 1, factoriesNum: 0 });
    expect(fieldsOf(problems)).toEqual(['volume_size']);
  });
});

describe('instance types', () => {
  /** us-east-1e has no newer ones. */
  const old = { orchestratorType: 'm4.large' } as const;

  it('of several architectures are no list for one image', async () => {
    await using world = await worldWith();
    const { problems, exitCode } = await refusal(world, {
      factoriesTypes: ['m5.large', 'm6g.large'],
    });
    expect(problems[0]).toMatchObject({
      field: 'factories_type',
      message: expect.stringMatching(/m5.large is x86_64, m6g.large is arm64/),
    });
    expect(exitCode).toBe(65);
  });

  it('must be there', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { orchestratorType: 'm5.huge' });
    expect(problems[0]).toMatchObject({
      field: 'orchestrator_type',
      message: 'EC2 has no m5.huge in us-east-1.',
    });
  });

  it('must be offered in a zone of the subnets', async () => {
    await using world = await startWorld(moto, { zones: ['us-east-1e'] });
    const { problems } = await refusal(world, { ...old, factoriesTypes: ['m6i.large'] });
    expect(fieldsOf(problems)).toEqual(['factories_type']);
    expect(problems[0]?.message).toMatch(/zones of the subnets, us-east-1e: m6i.large/);
  });

  it('may be offered elsewhere alone when another of the list is here', async () => {
    await using world = await startWorld(moto, { zones: ['us-east-1e'] });
    const list = ['m4.large', 'm6i.large'] as const;
    const { warnings } = await inspectIn(world, { ...old, factoriesTypes: list });
    expect(fieldsOf(warnings)).toEqual(['factories_type']);
  });

  it('must stay within the quota of vCPUs', async () => {
    await using world = await worldWith({ vcpuQuota: 5 });
    const { problems } = await refusal(world, { factoriesTypes: ['m5.large'] });
    expect(problems[0]).toMatchObject({
      field: 'orchestrator_type, factories_type',
      message: expect.stringMatching(/6 vCPUs are asked for, and the quota .* is 5/),
    });
  });

  it('are not held against a quota that the role may not read', async () => {
    await using world = await worldWith({ vcpuQuota: 5 });
    world.proxy.addFaults({ action: 'GetServiceQuota', fault: 'denied' });
    const { infos, warnings } = await inspectIn(world, { factoriesTypes: ['m5.large'] });
    expect(warnings).toEqual([]);
    expect(infos.join('\n')).toMatch(/quota was not read: this role may not/);
  });
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

  it('are no matter where the run makes its own group, but the address of the runner is', async () => {
    await using world = await worldWith();
    const { runner: blocks } = await inspectIn(world, { securityGroup: 'runner' });
    expect(blocks).toEqual([`${runner}/32`]);
    const unknown = { runnerAddress: async () => undefined };
    const { problems } = await refusal(world, { securityGroup: 'runner' }, unknown);
    expect(fieldsOf(problems)).toEqual(['security_group']);
  });
});

describe('a key pair', () => {
  it('must be there', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { keyName: 'nobodys' }, { privateKey: keys.ed25519 });
    expect(problems[0]).toMatchObject({
      field: 'key_name',
      message: 'There is no key pair `nobodys` in us-east-1.',
    });
  });

  it.each(['ed25519', 'rsa'] as const)('must be that of the private key (%s)', async (type) => {
    await using world = await worldWith();
    await world.importKey('mine', keys.publicOf(type));
    await inspectIn(world, { keyName: 'mine' }, { privateKey: keys[type] });
    const { problems } = await refusal(world, { keyName: 'mine' }, { privateKey: keys.other });
    expect(fieldsOf(problems)).toEqual(['key_name']);
    expect(problems[0]?.message).toMatch(/^The private key is not that of the key pair `mine`/);
  });
});

describe('rights', () => {
  it.each([
    'DescribeSubnets',
    'DescribeSecurityGroups',
    'DescribeInstanceTypes',
    'DescribeInstanceTypeOfferings',
    'DescribeImages',
    'GetParameters',
    'RunInstances',
    'ImportKeyPair',
    'DescribeInstances',
  ])('that lack are named: %s', async (action) => {
    await using world = await worldWith();
    world.proxy.addFaults({ action, fault: 'denied' });
    const { problems, exitCode } = await refusal(world);
    expect(problems.map(({ message }) => message).join('\n')).toContain(`:${action}`);
    expect(exitCode).toBe(69);
  });

  it('to ask for status checks are not worth a run: that they lack is a warning', async () => {
    await using world = await worldWith();
    world.proxy.addFaults({ action: 'DescribeInstanceStatus', fault: 'denied' });
    const { warnings } = await inspectIn(world);
    expect(warnings).toContainEqual({
      field: 'role-to-assume',
      message: expect.stringContaining('ec2:DescribeInstanceStatus'),
      fix: expect.stringContaining('docs/aws-setup.md'),
    });
  });

  it('are named as AWS names them', async () => {
    await using world = await worldWith();
    const message =
      'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/ci/x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/node because no identity-based policy allows the iam:PassRole action. Encoded authorization failure message: AbC123';
    const fault = { status: 403, code: 'UnauthorizedOperation', message };
    world.proxy.addFaults({ action: 'RunInstances', nth: 1, fault });
    const { problems } = await refusal(world, { instanceProfile: 'node' });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/^It may not do iam:PassRole: /);
    expect(problems[0]?.message).not.toContain('AbC123');
  });

  it('to make a security group are asked where the run makes one', async () => {
    await using world = await worldWith();
    world.proxy.addFaults({ action: 'CreateSecurityGroup', fault: 'denied' });
    const { problems } = await refusal(world, { securityGroup: 'runner' });
    expect(problems.map(({ message }) => message).join('\n')).toContain('ec2:CreateSecurityGroup');
  });

  it('of nobody are told once', async () => {
    await using world = await worldWith();
    const fault = { status: 401, code: 'AuthFailure', message: 'AWS was not able to validate' };
    world.proxy.addFaults({ action: '*', fault });
    const { problems } = await refusal(world);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toMatch(/does not take the credentials/);
  });
});

describe('an instance profile', () => {
  const noProfile = {
    status: 400,
    code: 'InvalidParameterValue',
    message:
      'Value (nobody) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name',
  };

  it('that is not there is told in the words of EC2', async () => {
    await using world = await worldWith();
    world.proxy.addFaults({ action: 'RunInstances', fault: noProfile });
    const { problems } = await refusal(world, { instanceProfile: 'nobody' });
    expect(fieldsOf(problems)).toEqual(['instance_profile']);
  });

  it('that is not there is told beside what else is wrong, which EC2 would say first', async () => {
    await using world = await worldWith();
    world.proxy.addFaults({ action: 'RunInstances', fault: noProfile });
    const { problems } = await refusal(world, {
      ...{ instanceProfile: 'nobody', keyName: 'nobodys', volumeSize: 1 },
      securityGroup: await groupWith(world, () => []),
    });
    expect(new Set(fieldsOf(problems))).toEqual(
      new Set(['instance_profile', 'key_name', 'security_group', 'volume_size']),
    );
    expect(fieldsOf(problems).filter((field) => field === 'instance_profile')).toHaveLength(1);
    const [asked] = world.proxy.callsOf('RunInstances');
    const said = Object.keys(asked?.params ?? {}).join(' ');
    expect(said).not.toMatch(/KeyName|SecurityGroupId|BlockDeviceMapping/);
  });
});

it('tells all that is wrong at once', async () => {
  await using world = await worldWith();
  const securityGroup = await groupWith(world, () => []);
  const { problems, exitCode } = await refusal(world, {
    securityGroup,
    keyName: 'nobodys',
    orchestratorType: 'm5.huge',
    factoryAmi: world.amis.arm64,
    volumeSize: 1,
    subnetIds: [world.subnetIds[0] ?? '', 'subnet-0123'],
  });
  expect(new Set(fieldsOf(problems))).toEqual(
    new Set([
      'factory_ami',
      'key_name',
      'orchestrator_type',
      'security_group',
      'subnet_id',
      'volume_size',
    ]),
  );
  expect(exitCode).toBe(69);
});

it('says so when AWS does not answer', async () => {
  await using world = await worldWith();
  world.proxy.addFaults({ action: 'DescribeSubnets', fault: '500' });
  const { problems } = await refusal(world);
  expect(problems).toEqual([
    {
      message: expect.stringMatching(/no answer to ec2:DescribeSubnets: InternalError/),
      fix: 'Try again later.',
    },
  ]);
}, 40_000);

it('tells what the credentials themselves are refused for', async () => {
  await using world = await worldWith();
  const file = clusterIn(world);
  const told = new UserError({ message: 'The trust policy refuses.' }, 69);
  const credentials = () => Promise.reject(told);
  const access = { region: world.region, credentials, endpoint: world.proxy.url };
  const deps = {
    privateKey: undefined,
    runnerAddress: async () => runner,
    signal: AbortSignal.timeout(30_000),
  };
  await expect(inspect(planOf(file), file, access, deps)).rejects.toBe(told);
});
