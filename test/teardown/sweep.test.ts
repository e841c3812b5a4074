import { describe, expect, it } from 'vitest';
import type { Owned, OwnedKind } from '../../src/providers/aws/owned';
import type { RunAnswer } from '../../src/teardown/github-runs';
import { judge, runsToAsk } from '../../src/teardown/sweep';

const now = Date.parse('2026-11-24T12:00:00Z');
const clock = { now, margin: 120 };
const run = 'org/repo/42/1';

interface Case {
  readonly kind?: OwnedKind;
  readonly cluster?: string;
  readonly run?: string;
  /** Seconds from now. */
  readonly expires?: number | string;
  /** Seconds ago. */
  readonly age?: number;
  readonly warm?: string;
}

function owned({ kind = 'instance', expires = 3600, age = 600, ...more }: Case = {}): Owned {
  const at = typeof expires === 'string' ? expires : new Date(now + expires * 1000).toISOString();
  return {
    kind,
    region: 'us-east-1',
    id: `${kind}-1`,
    createdAt: now - age * 1000,
    tags: {
      'flambe-action:id': more.cluster ?? 'lab-1',
      'flambe-action:run': more.run ?? run,
      'flambe-action:expires-at': at,
      ...(more.warm !== undefined && { 'flambe-action:warm': more.warm }),
    },
  };
}

const answered = (state: RunAnswer['state']) => new Map([[run, { state, why: `it is ${state}` }]]);

function goes(resource: Case, state?: RunAnswer['state']): boolean | undefined {
  return judge([owned(resource)], state ? answered(state) : new Map(), clock)[0]?.goes;
}

describe('what a sweep ends', () => {
  it.each<[string, Case, RunAnswer['state'] | undefined, boolean]>([
    ['is past its deadline, its run unknown', { expires: -121 }, undefined, true],
    ['is past its deadline, its run alive', { expires: -121 }, 'alive', true],
    ['is past its deadline as far as clocks can differ', { expires: -119 }, 'alive', false],
    ['has time left and a run that is over', {}, 'over', true],
    ['has time left and a run that goes on', {}, 'alive', false],
    ['has time left and an unknown run', {}, 'unknown', false],
    ['has time left and a run that was not asked for', {}, undefined, false],
    ['was just made by a run that is over', { age: 119 }, 'over', false],
    ['was made a margin ago by a run that is over', { age: 121 }, 'over', true],
    ['is made in the future of this clock by a run that is over', { age: -30 }, 'over', false],
    ['is warm and has time left, its run over', { warm: 'true' }, 'over', false],
    ['is warm and past its deadline', { warm: 'true', expires: -121 }, 'over', true],
    ['was warm and is claimed by a run that is over', { warm: 'false' }, 'over', true],
    ['has no deadline that can be read and an unknown run', { expires: 'soon' }, 'unknown', false],
    ['has no deadline that can be read and a run that is over', { expires: 'soon' }, 'over', true],
  ])('%s', (_, resource, state, expected) => {
    expect(goes(resource, state)).toBe(expected);
  });

  it('leaves key pair and security group while an instance of their cluster stays', () => {
    const kinds: OwnedKind[] = ['key-pair', 'security-group', 'volume', 'network-interface'];
    const rest = kinds.map((kind) => owned({ kind }));
    const warm = owned({ warm: 'true' });
    const other = owned({ kind: 'key-pair', cluster: 'lab-2' });
    const verdicts = judge([warm, ...rest, other], answered('over'), clock);
    expect(verdicts.filter((one) => one.goes).map((one) => one.resource)).toEqual([other]);
    const ending = judge([owned(), ...rest], answered('over'), clock);
    expect(ending.map((one) => one.goes)).toEqual(Array(1 + rest.length).fill(true));
  });

  it('tells for each why, with the deadline that decides about what stays', () => {
    const why = (one: Case, state?: RunAnswer['state']) =>
      judge([owned(one)], state ? answered(state) : new Map(), clock)[0]?.why;
    expect(why({ expires: -3600 })).toBe('its deadline passed at 2026-11-24T11:00:00.000Z');
    expect(why({}, 'over')).toBe('it is over');
    expect(why({}, 'unknown')).toBe('it is unknown; its deadline is 2026-11-24T13:00:00.000Z');
    expect(why({ warm: 'true' })).toMatch(/warm; its deadline is 2026-11-24T13/);
  });
});

describe('the runs that GitHub is asked for', () => {
  it('are those whose machines have time left, each once', () => {
    const resources = [
      owned(),
      owned({ kind: 'key-pair' }),
      owned({ run: 'org/repo/43/1', expires: -3600 }),
      owned({ run: 'org/repo/44/1', warm: 'true' }),
      owned({ run: 'me@laptop' }),
      owned({ run: 'org/repo/45/2' }),
    ];
    expect(runsToAsk(resources, clock)).toEqual([run, 'org/repo/45/2']);
  });
});
