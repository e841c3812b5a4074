import { constants } from 'node:os';
import type { RunFacts } from './facts';
import { formatDuration } from './format';

/** Whether the run did what was wanted of it. */
export function succeeded({ ended, exitCode }: RunFacts): boolean {
  return ended === 'exited' && exitCode === 0;
}

/** `exited with 137 (SIGKILL) after 3 min 5 s`: how the run ended, to be read after its name. */
export function outcome(facts: RunFacts): string {
  return `${ending(facts)} after ${formatDuration(elapsed(facts))}`;
}

function ending({ ended, exitCode }: RunFacts): string {
  const exited = exitCode === undefined ? undefined : `exited with ${exitCode}${signal(exitCode)}`;
  if (ended === 'exited') return exited ?? 'ended';
  const how = {
    'timed-out': 'was ended at max-runtime',
    lost: 'was lost',
    failed: 'failed',
    cancelled: 'was cancelled',
  }[ended];
  return exited === undefined ? how : `${how} (the job ${exited})`;
}

/** Shells report a job that was killed as 128 + the signal's number. */
function signal(exitCode: number): string {
  const name = Object.entries(constants.signals).find(([, number]) => number === exitCode - 128);
  return name ? ` (${name[0]})` : '';
}

function elapsed({ stages }: RunFacts): number {
  if (stages.length === 0) return 0;
  const start = Math.min(...stages.map((stage) => stage.startedAt));
  const end = Math.max(...stages.map((stage) => stage.startedAt + stage.seconds * 1000));
  return (end - start) / 1000;
}
