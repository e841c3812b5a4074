import { tagNames } from '../plan/tags';
import type { Owned } from '../providers/aws/owned';
import { parseRun, type RunAnswer } from './github-runs';

/** What a sweep does with a resource, and why, to be read after its name. */
export interface Verdict {
  readonly resource: Owned;
  readonly goes: boolean;
  readonly why: string;
}

export interface SweepClock {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * Seconds by which this machine's clock may be wrong, and in which a run that is over may still be
   * taking down what it started last.
   */
  readonly margin: number;
}

/** Runs that have to be asked for: what they started has time left and is not kept warm. */
export function runsToAsk(resources: readonly Owned[], clock: SweepClock): readonly string[] {
  const runs = resources
    .filter((one) => !isExpired(one, clock) && !isWarm(one))
    .map(({ tags }) => tags[tagNames.run] ?? '');
  return [...new Set(runs)].filter((run) => parseRun(run) !== undefined);
}

/**
 * What is to go: everything whose deadline has passed or whose run is over, warm machines only
 * after their deadline. A run that could not be asked is not over. What belongs to a cluster
 * goes when none of its instances stays.
 *
 * @param resources all carry `flambe-action:id`: anything else is not ours
 * @param answers by the value of `flambe-action:run`
 */
export function judge(
  resources: readonly Owned[],
  answers: ReadonlyMap<string, RunAnswer>,
  clock: SweepClock,
): readonly Verdict[] {
  const verdicts = resources.map((one) => verdict(one, answers, clock));
  const staying = new Set(
    verdicts
      .filter(({ resource, goes }) => resource.kind === 'instance' && !goes)
      .map(({ resource }) => resource.tags[tagNames.id]),
  );
  return verdicts.map((one) =>
    one.goes && one.resource.kind !== 'instance' && staying.has(one.resource.tags[tagNames.id])
      ? { ...one, goes: false, why: 'instances of its cluster stay' }
      : one,
  );
}

function verdict(
  resource: Owned,
  answers: ReadonlyMap<string, RunAnswer>,
  clock: SweepClock,
): Verdict {
  const { tags, createdAt = 0 } = resource;
  const expires = tags[tagNames.expiresAt];
  const until = expires === undefined ? 'it has no deadline' : `its deadline is ${expires}`;
  const run = tags[tagNames.run] ?? '';
  if (isExpired(resource, clock)) {
    return { resource, goes: true, why: `its deadline passed at ${expires}` };
  }
  if (isWarm(resource)) return { resource, goes: false, why: `it is kept warm; ${until}` };
  const answer = answers.get(run);
  if (answer === undefined) {
    return { resource, goes: false, why: `its run cannot be asked for; ${until}` };
  }
  if (answer.state !== 'over') return { resource, goes: false, why: `${answer.why}; ${until}` };
  const isNew = clock.now - createdAt < clock.margin * 1000;
  if (isNew) return { resource, goes: false, why: `${answer.why}, but it was just made` };
  return { resource, goes: true, why: answer.why };
}

function isExpired({ tags }: Owned, { now, margin }: SweepClock): boolean {
  const at = Date.parse(tags[tagNames.expiresAt] ?? '');
  return now >= at + margin * 1000;
}

/** When another run takes a warm machine over, it says `false` in the same call as its own name. */
function isWarm({ tags }: Owned): boolean {
  return !['', 'false'].includes(tags[tagNames.warm] ?? '');
}
