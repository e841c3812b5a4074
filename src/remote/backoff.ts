import { setTimeout as sleep } from 'node:timers/promises';

const first = 200;
const longest = 5000;

/**
 * Waits before another attempt: longer each time, up to 5 s, and never in step with others that were
 * turned away at the same moment, as by sshd's MaxStartups.
 *
 * @param attempt how many have failed, from 1
 * @throws the reason of `signal` when aborted
 */
export async function backOff(attempt: number, signal: AbortSignal): Promise<void> {
  const pause = Math.min(first * 2 ** (attempt - 1), longest);
  await sleep(pause * (0.5 + Math.random()), undefined, { signal });
}
