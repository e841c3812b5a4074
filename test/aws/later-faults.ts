import { expect, vi } from 'vitest';
import type { UserError } from '../../src/problem';
import type { Claim } from '../../src/providers/provider';
import { Region } from '../scenarios/account';
import { expectClear, passing } from './fault-matrix';
import type { FaultName } from './faults';
import { Keys } from './keys';
import { nothingLeft } from './leftovers';
import type { Moto } from './moto';
import { AwsRun, ownEverything } from './run';
import { startWorld, type World } from './world';

const cloud = { pendingMs: 0, shuttingDownMs: 0 };

/** A call with one fault, of a run that is beyond its first machines. */
type With = (moto: Moto, fault: FaultName) => Promise<void>;

export interface LaterCall {
  readonly action: string;
  readonly of: string;
  readonly with: With;
}

/** What a run calls besides what every acquisition and release does. */
export const laterCalls: readonly LaterCall[] = [
  { action: 'TerminateInstances', of: 'a second attempt', with: secondAttempt },
  { action: 'CreateTags', of: 'taking warm machines', with: (...on) => taking(1, ...on) },
  { action: 'CreateTags', of: 'taking their volumes', with: (...on) => taking(2, ...on) },
  { action: 'GetConsoleOutput', of: 'looking for host keys', with: consoles },
  { action: 'CreateTags', of: 'putting their end off', with: extending },
  { action: 'CreateTags', of: 'keeping: the host key', with: (...on) => keeping(1, ...on) },
  { action: 'CreateTags', of: 'keeping: all machines', with: (...on) => keeping(2, ...on) },
  { action: 'DescribeInstances', of: 'keeping', with: keepingUnseen },
  { action: 'DescribeInstances', of: 'a release after a launch cut short', with: releasing },
];

/**
 * Looks every twenty seconds: a fault is told, and the next look finds what has happened. Whoever may
 * not ask whether machines are well is not asked again, and still finds one that has ended.
 */
export const watchCalls = ['DescribeInstances', 'DescribeInstanceStatus'] as const;

export async function watching(
  moto: Moto,
  action: (typeof watchCalls)[number],
  fault: FaultName,
): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  const [, factory] = world.cloud.instances;
  if (!factory) throw new Error('There is no factory.');
  const end = () =>
    world.cloud.end(factory, 'terminate', { code: 'Server.X', message: 'Server.X: gone' });
  if (action === 'DescribeInstanceStatus') factory.impairedSince = new Date(Date.now() - 600_000);
  else await end();
  world.proxy.addFaults({ action, nth: 1, fault });
  const told = () =>
    run.told.filter((line) => /^EC2 does not say (how|whether) the machines are/.test(line));
  const lost = run.watch(AbortSignal.timeout(120_000));
  if (action === 'DescribeInstanceStatus' && fault === 'denied') {
    await vi.waitFor(() => expect(told()).toHaveLength(1), { timeout: 60_000, interval: 500 });
    await end();
  }
  expect((await lost).exitCode).toBe(75);
  expect(told()).toHaveLength(passing.has(fault) ? 0 : 1);
  await endsWell(world, run);
}

async function acquired(world: World): Promise<AwsRun> {
  const run = await AwsRun.begin(world, { cluster: ownEverything });
  await run.acquire();
  world.proxy.clearFaults();
  return run;
}

async function endsWell(world: World, run: AwsRun): Promise<void> {
  world.proxy.clearFaults();
  expect(await run.post()).toEqual([]);
  expect(await world.leftovers()).toEqual(nothingLeft);
}

/** What the first one has left is no reason not to run: it ends by its own lease, and is the sweep's. */
async function secondAttempt(moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  const here = new Region(world, world.region);
  const left = await here.launch({ id: 'lab-first', run: 'me/repo/1/1' });
  await using run = await AwsRun.begin(world, {
    cluster: ownEverything,
    plan: { run: 'me/repo/1/2' },
  });
  world.proxy.addFaults({ action: 'TerminateInstances', nth: 1, fault });
  expect((await run.acquire()).nodes).toHaveLength(3);
  expect(await run.post()).toEqual([]);
  expect(await here.alive()).toEqual(passing.has(fault) ? [] : left);
}

const twoHours = () => new Date(Date.now() + 7_200_000).toISOString();

/** @param nth call of the run that takes: machines, then what they have */
async function taking(nth: number, moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  using keys = new Keys();
  await world.importKey('mine', keys.publicOf('ed25519'));
  const [hostKey = ''] = /^\S+ \S+/.exec(keys.publicOf('other')) ?? [];
  const options = { cluster: { keyName: 'mine' }, userKeyFile: keys.fileOf('ed25519') };
  await using first = await AwsRun.begin(world, {
    ...options,
    plan: { id: 'lab-first', run: 'me/repo/1/1', expiresAt: twoHours() },
  });
  await first.acquire();
  expect(await keep(first, hostKey)).toEqual([]);
  await using run = await AwsRun.begin(world, {
    ...options,
    plan: { id: 'lab-second', run: 'me/repo/2/1', expiresAt: twoHours() },
  });
  world.proxy.clearFaults();
  world.proxy.addFaults({ action: 'CreateTags', nth, fault });
  const claim: Claim = async ({ nodes }) => new Map(nodes.map(({ name }) => [name, hostKey]));
  const taken = run.acquire(new AbortController().signal, claim);
  // What machines have ends with them, whatever its tags say.
  if (passing.has(fault) || nth === 2) {
    expect((await taken).nodes).toHaveLength(3);
  } else {
    const { problems, exitCode } = (await taken.catch((error) => error)) as UserError;
    expect(exitCode).toBe(69);
    expect(problems).toMatchObject([
      { message: expect.stringContaining('does not let the machines of lab-first be taken') },
    ]);
  }
  expect(world.cloud.instances).toHaveLength(3);
  await endsWell(world, run);
}

async function consoles(moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  const text = ['BEGIN SSH HOST KEY KEYS', 'END SSH HOST KEY KEYS'].map(
    (one) => `-----${one}-----`,
  );
  using keys = new Keys();
  const [key = ''] = /^\S+ \S+/.exec(keys.publicOf('other')) ?? [];
  world.cloud.machines = { changed() {}, consoleOf: async () => text.join(`\n${key}\n`) };
  world.proxy.addFaults({ action: 'GetConsoleOutput', nth: 1, fault });
  const { signal } = new AbortController();
  const said = run.provider.hostKeysSaid?.(['orchestrator'], signal);
  if (passing.has(fault)) expect(await said).toEqual(new Map([['orchestrator', [key]]]));
  else expectClear((await said?.catch((error) => error)) as UserError, 'GetConsoleOutput');
  world.cloud.machines = undefined;
  await endsWell(world, run);
}

/** Whoever asks for it tells the failure, and goes on. */
async function extending(moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  world.proxy.addFaults({ action: 'CreateTags', nth: 1, fault });
  const extended = run.provider.extend?.(twoHours(), new AbortController().signal);
  if (passing.has(fault)) await extended;
  else await expect(extended).rejects.toThrow(/authorized|maximum/);
  await endsWell(world, run);
}

function keep({ provider, record }: AwsRun, hostKey: string) {
  const hosts = { nodes: [], keys: { orchestrator: { line: hostKey } } };
  return provider.keep?.({ ...record, teardown: 'never', hosts: hosts as never });
}

async function keeping(nth: number, moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  world.proxy.addFaults({ action: 'CreateTags', nth, fault });
  const left = await keep(run, 'ssh-ed25519 AAAA');
  const command = expect.stringMatching(/^aws ec2 --region us-east-1 create-tags --resources i-/);
  expect(left).toEqual(
    passing.has(fault) ? [] : [{ what: expect.any(String), why: expect.any(String), command }],
  );
  expect(await keep(run, 'ssh-ed25519 AAAA')).toEqual([]);
  await endsWell(world, run);
}

/** All that the record knows. */
async function keepingUnseen(moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  world.proxy.addFaults({ action: 'DescribeInstances', nth: 1, fault });
  expect(await keep(run, 'ssh-ed25519 AAAA')).toEqual([]);
  const words = Object.values(world.proxy.callsOf('CreateTags').at(-1)?.params ?? {});
  expect(words).toEqual(expect.arrayContaining([...(run.record.aws?.instances ?? [])]));
  await endsWell(world, run);
}

/** EC2 may show later what it was asked for: it is looked at three times, and the second fails. */
async function releasing(moto: Moto, fault: FaultName): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await acquired(world);
  const { aws } = run.record;
  if (aws) run.record = { ...run.record, aws: { ...aws, launching: true } };
  world.proxy.addFaults({ action: 'DescribeInstances', nth: 2, fault });
  const left = await run.post();
  const command = expect.stringMatching(
    / terminate-instances .*\$\(aws ec2 .* describe-instances /,
  );
  expect(left).toEqual(
    passing.has(fault)
      ? []
      : [{ what: expect.stringMatching(/^instances of lab-/), why: expect.any(String), command }],
  );
  await endsWell(world, run);
}
