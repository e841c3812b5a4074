import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '../remote/fleet';
import { type Collect, collectResults } from './collect';
import { gatherOutput } from './gather';

export interface Keep extends Collect {
  /** Folder that trials write to, each on its own node. */
  readonly trialsIn: string | undefined;
  /** Seconds between two times. */
  readonly every: number;
}

/** Seconds that one time may spend among the nodes: whoever is slow must not keep the others away. */
const gatherSeconds = 600;

/**
 * Brings results home again and again while the job runs, so that a host that is lost takes less with
 * it. A time that fails is made up for by the next.
 */
export function keepResults(fleet: Fleet, options: Keep): { stop(): Promise<void> } {
  const { layout, trialsIn: output, every } = options;
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const once = async () => {
    if (output) await gatherOutput(fleet, layout, { output, seconds: gatherSeconds, signal });
    await collectResults(fleet, { ...options, signal });
  };
  const keep = async () => {
    while (!signal.aborted) {
      await sleep(every * 1000, undefined, { signal });
      await once().catch(() => {});
    }
  };
  const kept = keep().catch(() => {});
  return {
    stop: () => {
      ended.abort();
      return kept;
    },
  };
}
