import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Host } from '../hosts/host';
import type { Hosts } from '../hosts/hosts';
import { ActionStep, stepOn, token } from './action';
import { leftOfLocal, leftSince, type Picture, shownSecrets } from './left';

/** What can be seen from outside while main runs. */
export interface Scene extends RunnerScene {
  readonly hosts: Hosts;
}

/** What can be seen on the runner alone. */
interface RunnerScene {
  readonly step: ActionStep;
  readonly log: string;
  /** Since main was started. */
  readonly milliseconds: number;
  /** How often the record was written anew. */
  readonly saves: number;
}

/** Main is killed as soon as it holds. */
export type Moment = (scene: Scene) => boolean;
export type RunnerMoment = (scene: RunnerScene) => boolean;

/**
 * Leaves processes everywhere: in sessions of their own, deaf to SIGTERM, and where the job runs also
 * without its environment; takes long enough to be killed in.
 */
export const clingingCommand = `cat $FLAMBE_SECRETS | wc -c
deaf='trap : TERM; while :; do sleep 1; done'
for node in factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node "setsid sh -c '$deaf' >/dev/null 2>&1 &"
done
setsid sh -c "$deaf" & env -i sleep 600 &
echo half >{results}/half.txt; echo begun; sleep 1; echo done`;

/** The stages of a run, by the groups of the log. */
const stages = ['provision', 'connect', 'upload', 'prepare', 'run', 'collect'];

const logged =
  (words: string): RunnerMoment =>
  ({ log }) =>
    log.includes(words);

export const stageMoments: Readonly<Record<string, RunnerMoment>> = Object.fromEntries([
  ...stages.map((stage) => [`${stage} begins`, logged(`::group::${stage}`)]),
  ...stages.map((stage) => [`${stage} has ended`, logged(`✓ ${stage}`)]),
]);

export const hostMoments: Readonly<Record<string, Moment>> = {
  'the first folder is made': ({ hosts }) => hosts.list.some((host) => inRun(host, '.')),
  'a factory knows how to undo': ({ hosts }) => inRun(hosts.at(1), 'bin/release.sh'),
  'the cluster has its key': ({ hosts }) => inRun(hosts.at(0), 'ssh/id_ed25519'),
  'authorized_keys is being edited': ({ hosts }) =>
    hosts.list.some(({ home }) => existsSync(join(home, '.ssh/authorized_keys.flambe-action'))),
  'a factory admits the cluster': ({ hosts }) =>
    readFileSync(join(hosts.at(1).home, '.ssh/authorized_keys'), 'utf8').includes('flambe-action:'),
  'the workdir arrives': ({ hosts }) => inRun(hosts.at(0), 'workdir/cluster.yaml'),
  'the runnable arrives': ({ hosts }) => inRun(hosts.at(0), 'runnable/experiment.yaml'),
  'a factory gets the key': ({ hosts }) => inRun(hosts.at(2), 'ssh/id_ed25519'),
  'the secrets lie on the runner': ({ step }) => inState(step, 'secrets.ini'),
  'the secrets are on a node': ({ hosts }) => hosts.list.some(hasSecrets),
  'the secrets are on all nodes': ({ hosts }) => hosts.list.every(hasSecrets),
  'the job is launched': ({ hosts }) => inRun(hosts.at(0), 'job/launched'),
  'the job has a supervisor': ({ hosts }) => inRun(hosts.at(0), 'job/supervisor'),
  'the job has begun': logged('begun'),
  'the job has ended': ({ hosts }) => inRun(hosts.at(0), 'job/exit'),
  'a result is at home': ({ step }) => existsSync(join(step.workspace, 'flambe-results/half.txt')),
};

/** After each writing of the record. */
export const recordMoments: Readonly<Record<string, RunnerMoment>> = Object.fromEntries([
  [
    'post knows where the record will be',
    ({ step }: RunnerScene) => existsSync(join(step.temp, 'flambe-action')),
  ],
  ...[1, 2, 3, 4, 5].map((n) => [
    `the record was written ${n} times`,
    ({ saves }: RunnerScene) => saves >= n,
  ]),
]);

/**
 * Runs main until the moment has come, kills it, and runs post alone.
 *
 * @returns whether main was killed: it may have been faster
 */
export async function killAndUndo(hosts: Hosts, before: Picture, moment: Moment): Promise<boolean> {
  await using step = stepOn(hosts, { command: clingingCommand });
  const killed = await killAt(step, (scene) => moment({ ...scene, hosts }));
  await undo(step, () => leftSince(before, hosts, { step, secrets: [token] }));
  return killed;
}

/** The same on the embedded local cluster, of which nothing else must be left either. */
export async function killLocalAndUndo(moment: RunnerMoment): Promise<boolean> {
  await using step = new ActionStep({ command: clingingCommand });
  const killed = await killAt(step, moment);
  await undo(step, () => leftOfLocal(step));
  return killed;
}

/** What was left fails at once; a moment that was missed on a busy machine showed nothing. */
export async function untilKilled(kill: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 3; tries++) if (await kill()) return;
  expect.fail('The moment was missed three times.');
}

/** Runs post alone, after which nothing may be left. */
export async function undo(
  step: ActionStep,
  left: () => Promise<readonly string[]>,
): Promise<void> {
  const began = performance.now();
  const { code, log } = await step.post();
  expect(performance.now() - began).toBeLessThan(60_000);
  expect(await left(), log).toEqual([]);
  expect(code, log).toBe(0);
  expect(shownSecrets(log, [token])).toEqual([]);
}

async function killAt(step: ActionStep, moment: RunnerMoment): Promise<boolean> {
  const began = performance.now();
  const main = step.begin();
  let over = false;
  void main.ended.then(() => {
    over = true;
  });
  let record = '';
  let saves = 0;
  while (!over) {
    const now = recordOf(step);
    if (now !== record) saves += 1;
    record = now;
    const milliseconds = performance.now() - began;
    if (moment({ step, log: main.log(), milliseconds, saves })) main.kill('SIGKILL');
    await delay(1);
  }
  const { code, log } = await main.ended;
  expect(shownSecrets(log, [token])).toEqual([]);
  if (code !== null) expect(code, log).toBe(0);
  return code === null;
}

function recordOf(step: ActionStep): string {
  return folders(join(step.temp, 'flambe-action'))
    .map((dir) => readIfThere(join(dir, 'record.json')))
    .join('');
}

function inState(step: ActionStep, name: string): boolean {
  return folders(join(step.temp, 'flambe-action')).some((dir) => existsSync(join(dir, name)));
}

function inRun({ home }: Host, path: string): boolean {
  return folders(join(home, '.flambe-action')).some((dir) => existsSync(join(dir, path)));
}

function hasSecrets(host: Host): boolean {
  const memory = host.outside('/dev/shm') ?? '/dev/shm';
  return folders(memory).some((dir) => existsSync(join(dir, 'secrets.ini')));
}

function folders(parent: string): readonly string[] {
  try {
    return readdirSync(parent).map((name) => join(parent, name));
  } catch {
    return [];
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
