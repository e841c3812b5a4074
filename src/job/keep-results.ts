import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from '../remote/fleet';
import { type Collect, collectResults } from './collect';

/** Milliseconds between two times. */
const every = 180_000;

/**
 * Brings results home again and again while the job runs, so that a host that is lost takes less with
 * it. A time that fails is made up for by the next.
 */
export function keepResults(fleet: Fleet, options: Collect): { stop(): Promise<void> } {
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const keep = async () => {
    while (!signal.aborted) {
      await sleep(every, undefined, { signal });
      await collectResults(fleet, { ...options, signal }).catch(() => {});
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
