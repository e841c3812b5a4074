import { setTimeout as sleep } from 'node:timers/promises';

/** @throws the reason of `signal` when aborted */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
}
