import { expect } from 'vitest';
import type { Hosts } from '../hosts/hosts';
import { ActionStep, stepOn, token } from './action';
import { undo } from './killed';
import { leftOfLocal, leftSince, type Picture } from './left';

/** What a runner sends at a cancel, one after the other; each of them alone must do. */
export const signals = ['SIGINT', 'SIGTERM'] as const;

/** A stage that lasts, and the words of the log after which it is under way. */
interface Stage {
  readonly words: string;
  readonly command?: string;
  readonly setup_cmds?: readonly string[];
}

export const stages = {
  connect: { words: '::group::connect' },
  upload: { words: '::group::upload' },
  prepare: { words: 'factory-1: true', setup_cmds: ['true', 'sleep 600'] },
  run: {
    words: 'begun',
    command: 'echo kept >{results}/kept.txt; echo begun; setsid sleep 600 & sleep 600',
  },
  collect: {
    words: '::group::collect',
    command: 'echo kept >{results}/kept.txt; head -c 60000000 /dev/urandom >{results}/large',
  },
} as const satisfies Readonly<Record<string, Stage>>;

/** Cancels main in a stage, and runs post. */
export async function cancelAndUndo(
  hosts: Hosts,
  before: Picture,
  stage: keyof typeof stages,
  signal: NodeJS.Signals,
): Promise<void> {
  const { words, command = 'true', setup_cmds = [] }: Stage = stages[stage];
  await using step = stepOn(hosts, { command }, { setup_cmds });
  await cancel(step, words, signal);
  await undo(step, () => leftSince(before, hosts, { step, secrets: [token] }));
  if (command.includes('kept')) expect(step.read('flambe-results/kept.txt')).toBe('kept\n');
}

/** The same while the embedded local cluster is made. */
export async function cancelLocalAndUndo(signal: NodeJS.Signals): Promise<void> {
  await using step = new ActionStep({ command: 'true' });
  await cancel(step, '::group::provision', signal);
  await undo(step, () => leftOfLocal(step));
}

/** Sends main a signal once its log says this: it must be gone within five seconds. */
export async function cancel(
  step: ActionStep,
  words: string,
  signal: NodeJS.Signals,
  beforehand: () => Promise<void> = async () => {},
): Promise<void> {
  const main = step.begin();
  await expect.poll(() => main.log(), { timeout: 60_000, interval: 1 }).toContain(words);
  await beforehand();
  const sent = performance.now();
  main.kill(signal);
  const { code, log } = await main.ended;
  expect(performance.now() - sent).toBeLessThan(5000);
  expect(code, log).toBe(130);
}
