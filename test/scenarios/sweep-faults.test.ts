import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GitHubApi } from '../aws/github-api';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import { Region } from './account';
import { sweepCommand, sweepStep } from './sweep-step';

let moto: Moto;
let github: GitHubApi;
beforeAll(async () => {
  moto = await startMoto();
  github = await GitHubApi.start();
});
afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await moto[Symbol.asyncDispose]();
});

let world: World;
let here: Region;
beforeEach(async () => {
  world = await startWorld(moto, { cloud: { pendingMs: 0, shuttingDownMs: 60_000 } });
  here = new Region(world, world.region);
});
afterEach(() => world[Symbol.asyncDispose]());

const old = { id: 'old', run: 'org/repo/1/1', expires: -3600 };

describe('a sweep that something stands in the way of', () => {
  it('leaves a security group to a later sweep while a machine that is ending holds it', async () => {
    const group = await here.securityGroup(old);
    await here.launch({
      ...old,
      more: { SecurityGroupIds: [group], SubnetId: world.subnetIds[0] },
    });
    const first = await sweepStep(world, github);
    expect(first.code, first.log).toBe(0);
    expect(first.summary).toMatch(/for a later sweep.*DependencyViolation/);
    expect((await world.leftovers()).securityGroups).toEqual([group]);
  });

  it('goes on in other regions when one fails, says which, and fails the step', async () => {
    const far = new Region(world, 'eu-west-1');
    await here.launch(old);
    await far.launch(old);
    world.proxy.addFaults({ action: '*', region: 'eu-west-1', fault: 'denied' });
    const regions = `eu-west-1\n${world.region}`;
    const { code, log, summary } = await sweepStep(world, github, { regions });
    expect(code).toBe(1);
    expect(await here.alive()).toEqual([]);
    expect(await far.alive()).toHaveLength(1);
    expect(log).toMatch(/^::error title=eu-west-1::.*UnauthorizedOperation/m);
    expect(summary).toMatch(/❌ <code>eu\\-west\\-1<\/code>.*UnauthorizedOperation/);
  });

  it('names what cannot be ended, with the command that removes it, and ends the rest', async () => {
    const other = { ...old, id: 'other' };
    await here.keyPair(old);
    const [id = ''] = await here.launch(other);
    const key = await here.keyPair(other);
    world.proxy.addFaults({ action: 'TerminateInstances', fault: 'denied' });
    const { code, log, summary } = await sweepStep(world, github);
    expect(code).toBe(1);
    expect(log).toContain(`aws ec2 terminate-instances --region us-east-1 --instance-ids ${id}`);
    expect(summary).toContain('1 left behind');
    expect((await world.leftovers()).keyPairs).toEqual([key]);
  });

  it('ends what it can find when one kind cannot be looked for', async () => {
    await here.launch(old);
    world.proxy.addFaults({ action: 'DescribeVolumes', fault: 'denied' });
    expect((await sweepStep(world, github)).code).toBe(1);
    expect(await here.alive()).toEqual([]);
  });

  it('ends nothing where it cannot see the machines', async () => {
    const key = await here.keyPair(old);
    world.proxy.addFaults({ action: 'DescribeInstances', fault: 'denied' });
    expect(await sweepStep(world, github)).toMatchObject({ code: 1, ended: [] });
    expect((await world.leftovers()).keyPairs).toEqual([key]);
  });

  it('is not kept from it by calls that fail once', async () => {
    await here.launch(old);
    await here.keyPair(old);
    world.proxy.addFaults(
      { action: 'DescribeInstances', nth: 1, fault: 'throttled' },
      { action: 'DescribeKeyPairs', nth: 1, fault: 'malformed' },
      { action: 'TerminateInstances', nth: 1, fault: 'malformed' },
      { action: 'DeleteKeyPair', nth: 1, fault: 'cut-after' },
    );
    const { code, log } = await sweepStep(world, github);
    expect(code, log).toBe(0);
    expect(await here.alive()).toEqual([]);
    expect((await world.leftovers()).keyPairs).toEqual([]);
  });

  it('tells without credentials what is missing, once', async () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
    const { code, log } = await sweepStep(world, github, { env, regions: 'us-east-1 eu-west-1' });
    expect(code).toBe(65);
    expect(log.match(/::error/g)).toHaveLength(1);
  });
});

describe('flambe-action sweep', () => {
  it('shows what it would end, and ends it with --yes', async () => {
    const ids = await here.launch({ ...old, count: 2 });
    const shown = await sweepCommand(world, github, ['--aws-region', 'us-east-1,eu-west-1']);
    expect(shown.code, shown.log).toBe(0);
    expect(shown.log).toMatch(/to be ended: us-east-1 instance i-\w+, i-\w+ of old: its deadline/);
    expect(shown.log).toContain('--yes');
    expect(await here.alive()).toEqual([...ids].sort());
    const done = await sweepCommand(world, github, ['--aws-region', 'us-east-1', '--yes']);
    expect(done.code, done.log).toBe(0);
    expect(done.log).toContain('Sweep of 1 region: 2 ended');
    expect(await here.alive()).toEqual([]);
  });
});
