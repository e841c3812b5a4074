import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CallPoint, failuresAt, Killing } from './aws-killed';

let killing: Killing;
beforeAll(async () => {
  killing = await Killing.start();
});
afterAll(() => killing[Symbol.asyncDispose]());

/** Dry runs come first: one of each role's machines, one of the key pair, one of the group. */
const points: readonly CallPoint[] = [
  { action: 'ImportKeyPair', nth: 2, moment: 'onAfter' },
  { action: 'CreateSecurityGroup', nth: 2, moment: 'onAfter' },
  { action: 'RunInstances', nth: 3, moment: 'onBefore' },
  { action: 'RunInstances', nth: 4, moment: 'onAfter' },
  { action: 'DescribeInstances', nth: 1, moment: 'onBefore' },
];

describe('main killed by SIGKILL at a call leaves nothing at AWS', { retry: 0 }, () => {
  it('that post alone does not undo', async () => {
    expect(await failuresAt(points, (point) => killing.atCall(point, 'post'))).toEqual([]);
  });

  it('that a sweep alone does not undo', async () => {
    const last: CallPoint = { action: 'RunInstances', nth: 4, moment: 'onAfter' };
    await killing.atCall(last, 'sweep');
  });
});
