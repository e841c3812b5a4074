import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/problem';
import { inspect } from '../../src/providers/aws/inspect';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import { groupWith } from './own-group';
import { clusterIn, fieldsOf, inspectIn, planOf, refusal, runner } from './preflight';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = () => startWorld(moto);

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
    expect(problems[0]?.fix).toMatch(/the region \(`region_name`, `aws-region`\) is not enabled/);
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

describe('the clock of this machine', () => {
  it.each([
    ['behind', 1_800_000, '30 min behind that of AWS: the machines would end so much too early'],
    ['ahead of', -600_000, '10 min ahead of that of AWS: the machines would end so much too late'],
  ])('far %s that of AWS is refused before anything is made', async (_, aheadMs, words) => {
    await using world = await worldWith();
    world.proxy.aheadMs = aheadMs;
    const { problems, exitCode } = await refusal(world);
    const message = expect.stringContaining(words);
    expect(problems).toEqual([{ message, fix: expect.stringContaining('set-ntp') }]);
    expect(exitCode).toBe(69);
  });

  it('a little behind that of AWS is a warning', async () => {
    await using world = await worldWith();
    world.proxy.aheadMs = 120_000;
    const { warnings } = await inspectIn(world);
    expect(warnings).toMatchObject([{ message: expect.stringContaining('2 min behind') }]);
  });
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
