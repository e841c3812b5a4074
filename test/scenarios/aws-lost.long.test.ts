import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { type Sts, startSts } from '../aws/sts';
import { startWorld, type World } from '../aws/world';
import type { RunningStep } from './action';
import { stepOnAws } from './aws-step';

const obstacle = whyNoMachines();

/** Another type than the orchestrator's, by which it is known. */
const oneFactory = { factories_num: 1, factories_type: 't3.small' };

/** Ends the factory from outside once main says this. @returns the instance's id */
async function lose(world: World, main: RunningStep, words: string): Promise<string> {
  await expect.poll(() => main.log(), { timeout: 120_000 }).toContain(words);
  const lost = world.cloud.instances.find(({ launch }) => launch.type === 't3.small');
  await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [lost?.id ?? ''] }));
  return lost?.id ?? '';
}

describe.skipIf(obstacle)(`a lost machine of EC2${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  let sts: Sts;
  beforeAll(async () => {
    [moto, sts] = await Promise.all([startMoto(), startSts()]);
  });
  afterAll(async () => {
    await sts[Symbol.asyncDispose]();
    await moto[Symbol.asyncDispose]();
  });

  it('ends the run with its cause, and the results so far are at home', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const command = 'echo half >{results}/half.txt; echo begun; sleep 600';
    await using step = stepOnAws(world, { command }, oneFactory);
    const main = step.begin();
    const id = await lose(world, main, 'begun');
    const { code, log } = await main.ended;
    expect(code, log).toBe(75);
    expect(log).toContain(`factory-1 (${id}): EC2 has ended the machine: Client.UserInit`);
    const post = await step.post();
    expect(post.code, post.log).toBe(0);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await expect.poll(() => world.leftovers(), { timeout: 60_000 }).toEqual(nothingLeft);
  });

  it.each([
    ['boots', '::group::connect', []],
    ['is made ready', '::group::prepare', ['sleep 600']],
  ] as const)('ends the run with its cause when it %s', async (_, words, setup_cmds) => {
    await using world = await startWorld(moto, { hypervisor: true });
    await using step = stepOnAws(world, { command: 'true' }, { ...oneFactory, setup_cmds });
    const main = step.begin();
    const id = await lose(world, main, words);
    const since = performance.now();
    const { code, log } = await main.ended;
    expect(code, log).toBe(75);
    expect(log).toContain(`factory-1 (${id}): EC2 has ended the machine: Client.UserInit`);
    // A host that does not answer is given 120 s, one that boots 300 s.
    expect(performance.now() - since).toBeLessThan(90_000);
    const post = await step.post();
    expect(post.code, post.log).toBe(0);
    await expect.poll(() => world.leftovers(), { timeout: 60_000 }).toEqual(nothingLeft);
  });

  it('does not keep post from ending it when it hangs, however slow AWS gives credentials', async () => {
    const setup = readFileSync(resolve(import.meta.dirname, '../../docs/aws-setup.md'), 'utf8');
    const trust = /```json\n(\{[^`]*"Principal"[^`]*)```/.exec(setup)?.[1] ?? '';
    const role = await sts.addRole('flambe-ci', JSON.parse(trust));
    await using world = await startWorld(moto, { hypervisor: true, sts });
    const inputs = { 'role-to-assume': role, command: 'echo begun; sleep 600' };
    const alone = { factories_num: 0 };
    await using step = stepOnAws(world, inputs, alone, world.webIdentityEnv);
    await step.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    const [orchestrator] = world.cloud.instances;
    await (await world.hypervisor?.machine(orchestrator?.id ?? ''))?.freeze();
    world.proxy.calls.length = 0;
    let unanswered = 2;
    world.proxy.onBefore(async ({ action }) => {
      // A call that is not answered for 5 s is made again.
      if (action === 'AssumeRoleWithWebIdentity' && unanswered-- > 0) await delay(6000);
    });
    const began = Date.now();
    const post = await step.post();
    expect(post.log).toMatch(
      /::warning.*results of .* are lost.*the job could not be asked to end/,
    );
    expect(post.code, post.log).toBe(0);
    const asked = world.proxy.callsOf('AssumeRoleWithWebIdentity').map(({ at }) => at - began);
    // To give the job up takes 20 s.
    expect(asked).toHaveLength(3);
    expect(asked[0]).toBeLessThan(12_000);
    await expect.poll(() => world.leftovers(), { timeout: 60_000 }).toEqual(nothingLeft);
  });
});
