import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoMachines } from '../aws/machine-room';
import { type CallPoint, failuresAt, Killing } from './aws-killed';

let killing: Killing;
beforeAll(async () => {
  killing = await Killing.start();
});
afterAll(() => killing[Symbol.asyncDispose]());

describe('main killed by SIGKILL before and after every call leaves nothing at AWS', {
  retry: 0,
}, () => {
  let points: Promise<readonly CallPoint[]> | undefined;
  const all = async () => {
    points ??= killing.allPoints();
    // Every call of a run until its machines run, twice.
    expect((await points).length).toBeGreaterThan(30);
    return points;
  };

  it('that post alone does not undo', async () => {
    const points = await all();
    expect(await failuresAt(points, (point) => killing.atCall(point, 'post'))).toEqual([]);
  });

  it('that a sweep alone does not undo', async () => {
    const points = await all();
    expect(await failuresAt(points, (point) => killing.atCall(point, 'sweep'))).toEqual([]);
  });
});

const obstacle = whyNoMachines();

describe.skipIf(obstacle)(
  `main killed by SIGKILL between stages leaves nothing${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    it.each(['::group::connect', '::group::upload', '::group::prepare', '::group::run', 'begun'])(
      'that post alone does not undo: %s',
      (words) => killing.atWords(words, 'post'),
    );

    it.each(['::group::collect', '✓ collect'])('that post alone does not undo: %s', (words) =>
      killing.atWords(words, 'post', 'echo half >{results}/half.txt'),
    );

    it('that a sweep alone does not undo: begun', () => killing.atWords('begun', 'sweep'));
  },
);
