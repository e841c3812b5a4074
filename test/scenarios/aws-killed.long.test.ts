import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../aws/keys';
import { whyNoMachines } from '../aws/machine-room';
import { type CallPoint, failuresAt, Killing } from './aws-killed';
import { killedStories } from './aws-killed-stories';

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
const quick = 'echo half >{results}/half.txt';

/** What the log says at each boundary between stages; the job is over at the last two. */
const boundaries: readonly (readonly [words: string, command: string | undefined])[] = [
  ['::group::connect', undefined],
  ['::group::upload', undefined],
  ['::group::prepare', undefined],
  ['::group::run', undefined],
  ['begun', undefined],
  ['::group::collect', quick],
  ['✓ collect', quick],
];

describe.skipIf(obstacle)(
  `main killed by SIGKILL between stages leaves nothing${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    it.each(boundaries)('that post alone does not undo: %s', (words, command) =>
      killing.atWords(words, 'post', command),
    );

    it.each(boundaries)('that a sweep alone does not undo: %s', (words, command) =>
      killing.atWords(words, 'sweep', command),
    );
  },
);

describe('main killed by SIGKILL leaves nothing of its own', () => {
  const keys = new Keys();
  afterAll(() => keys[Symbol.dispose]());

  for (const { name, points, ...story } of killedStories(keys)) {
    const ways = points.flatMap((point) => [
      { ...point, undo: 'post' as const },
      { ...point, undo: 'sweep' as const },
    ]);
    it.skipIf(story.hypervisor && obstacle)(
      `that post alone, or a sweep alone, does not undo, where it ${name}`,
      async () => {
        const work = ({ undo, ...point }: (typeof ways)[number]) =>
          killing.atCall(point, undo, story);
        expect(await failuresAt(ways, work)).toEqual([]);
      },
    );
  }
});
