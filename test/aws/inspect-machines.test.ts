import type { Image } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountFindings } from '../../src/providers/aws/inspection/findings';
import { checkImagePrices, checkZonePrices } from '../../src/providers/aws/inspection/unpriced';
import { noSpotRole } from './faults';
import { Keys } from './keys';
import { type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { groupWith } from './own-group';
import { fieldsOf, inspectIn, refusal } from './preflight';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const keys = new Keys();
afterAll(() => keys[Symbol.dispose]());

const worldWith = (cloud: CloudOptions = {}) => startWorld(moto, { cloud });

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

  it('bring the disks that they have besides the root one', async () => {
    await using world = await worldWith({
      imageDisks: [{ device: '/dev/sdf', gb: 500, type: 'st1' }],
    });
    const { images } = await inspectIn(world);
    const disk = {
      device: '/dev/sdf',
      gb: 500,
      type: 'st1',
      snapshot: expect.stringMatching(/^snap-/),
    };
    expect(images.factories.disks).toEqual([disk]);
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

  it('are refused when they are no Linux', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { factoryAmi: world.amis.windows });
    expect(fieldsOf(problems)).toEqual(['factory_ami']);
    expect(problems[0]?.message).toMatch(/is Windows; Linux is wanted/);
  });

  it('need a disk that holds them', async () => {
    await using world = await worldWith();
    const { problems } = await refusal(world, { volumeSize: 1, factoriesNum: 0 });
    expect(fieldsOf(problems)).toEqual(['volume_size']);
  });
});

describe('what costs more than the price list knows', () => {
  const billed = { platformDetails: 'Red Hat Enterprise Linux' };

  it('is told of an image, once for both roles', async () => {
    await using world = await worldWith(billed);
    const { warnings } = await inspectIn(world);
    expect(warnings).toEqual([
      {
        field: 'orchestrator_ami, factory_ami',
        message: expect.stringContaining('besides the machine (Red Hat Enterprise'),
      },
    ]);
  });

  it('is refused where the run has a limit', async () => {
    await using world = await worldWith(billed);
    const { problems } = await refusal(world, {}, { maxCost: 100 });
    expect(problems).toMatchObject([{ fix: expect.stringMatching(/Or leave `max-cost` out\.$/) }]);
  });

  it.each([
    ['us-west-2a', []],
    ['us-west-2-lax-1a', [expect.stringContaining('subnet-1 is in us-west-2-lax-1a')]],
  ])('is told of a zone of another kind: %s', (zone, messages) => {
    const findings = new AccountFindings();
    const subnet = { id: 'subnet-1', vpcId: 'vpc-1', zone, freeAddresses: 9, cidr: '10.0.0.0/24' };
    checkZonePrices('us-west-2', [subnet], findings);
    expect(findings.warnings.map(({ message }) => message)).toEqual(messages);
  });

  const magnetic = (DeviceName: string) => ({
    RootDeviceName: '/dev/sda1',
    BlockDeviceMappings: [{ DeviceName, Ebs: { VolumeType: 'standard' as const } }],
  });
  it.each<[string, Image, readonly string[]]>([
    ['of the Marketplace', { ProductCodes: [{ ProductCodeId: 'abc123' }] }, ['abc123']],
    ['with a magnetic disk', magnetic('/dev/sdf'), ['magnetic disk']],
    ['whose root disk is magnetic, which a run makes of another type', magnetic('/dev/sda1'), []],
  ])('is told of an image %s', (_, image, words) => {
    const findings = new AccountFindings();
    const found = new Map([['ami-1', { PlatformDetails: 'Linux/UNIX', ...image }]]);
    checkImagePrices([{ field: 'factory_ami', id: 'ami-1' }], found, findings);
    const messages = words.map((word) => expect.stringContaining(word));
    expect(findings.warnings.map(({ message }) => message)).toEqual(messages);
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

describe('spot instances', () => {
  it('need a role of the account, which is told where nothing else will do', async () => {
    await using world = await worldWith();
    world.proxy.addFaults({ action: 'RunInstances', fault: noSpotRole });
    const { problems } = await refusal(world, { spot: true });
    const mend = 'aws iam create-service-linked-role --aws-service-name spot.amazonaws.com';
    expect(problems).toEqual([
      {
        field: 'spot',
        message: expect.stringContaining('ServiceLinkedRoleCreationNotPermitted'),
        fix: expect.stringContaining(mend),
      },
    ]);
    const { warnings } = await inspectIn(world, { spot: 'prefer' });
    expect(warnings[0]?.fix).toContain(mend);
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
