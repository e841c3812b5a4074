import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoMachines } from '../aws/machine-room';
import { Killing } from './aws-killed';

let killing: Killing;
beforeAll(async () => {
  killing = await Killing.start();
});
afterAll(() => killing[Symbol.asyncDispose]());

const quick = 'echo half >{results}/half.txt';

/** What the log says at each boundary between stages; the job is over at the last two. */
const boundaries: readonly (readonly [words: string, command?: string])[] = [
  ['✓ provision'],
  ['✓ connect'],
  ['✓ upload'],
  ['✓ prepare'],
  ['begun'],
  ['✓ run', quick],
  ['✓ collect', quick],
];

const obstacle = whyNoMachines();

describe.skipIf(obstacle)(
  `main killed by SIGKILL between stages, without post and sweep${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    it('leaves machines that end themselves, a key pair and a security group', async () => {
      // Side by side: most of it is waiting for the lease to end.
      const outcomes = await Promise.allSettled(
        boundaries.map(([words, command]) => killing.machinesAlone(words, command)),
      );
      const failures = outcomes.map((one, i) =>
        one.status === 'rejected' ? [boundaries[i]?.[0], (one.reason as Error).message] : [],
      );
      expect(failures.flat()).toEqual([]);
    });
  },
);
