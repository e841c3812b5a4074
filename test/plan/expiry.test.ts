import { describe, expect, it } from 'vitest';
import { affordableSeconds, type Cost } from '../../src/plan/cost';
import { earlierExpiry, laterExpiry, type RunPlan } from '../../src/plan/plan';
import { inTime } from '../../src/stages/collect-home';

const end = '2026-11-24T13:00:00.000Z';
const plan = { expiresAt: end } as RunPlan;
/** So many seconds before the machines end. */
const secondsBefore = (seconds: number) => Date.parse(end) - seconds * 1000;
const secondsAfter = (seconds: number) => new Date(Date.parse(end) + seconds * 1000).toISOString();

describe('the end of machines while results are brought home', () => {
  it('stays where it is with five minutes or more to go', () => {
    expect(laterExpiry(plan, secondsBefore(300), 3600)).toBeUndefined();
    expect(laterExpiry(plan, secondsBefore(299), 3600)).toBeDefined();
  });

  it('is put off by a quarter of an hour at most', () => {
    const endless = Number.POSITIVE_INFINITY;
    expect(laterExpiry(plan, secondsBefore(60), endless)).toBe(secondsAfter(900));
    expect(laterExpiry(plan, secondsBefore(60), 901)).toBe(secondsAfter(900));
  });

  it('is put off by no more whole seconds than `max-cost` allows', () => {
    expect(laterExpiry(plan, secondsBefore(60), 120.9)).toBe(secondsAfter(120));
    expect(laterExpiry(plan, secondsBefore(60), 0.9)).toBeUndefined();
    expect(laterExpiry(plan, secondsBefore(60), -5)).toBeUndefined();
  });

  it('comes back to where it was, or to a minute from now', () => {
    expect(earlierExpiry(plan, secondsBefore(200))).toBe(end);
    expect(earlierExpiry(plan, secondsBefore(20))).toBe(secondsAfter(40));
  });
});

describe('an orchestrator that must stay to bring results home', () => {
  /** @returns what is told, and how often its own timer was moved, where one of both steps fails */
  async function staying(fails: 'tag' | 'timer') {
    const told: string[] = [];
    let moved = 0;
    const failing = () => Promise.reject(new Error(`no ${fails}`));
    const check = async () => {
      moved += 1;
      if (fails === 'timer') await failing();
    };
    const deps = {
      plan: { expiresAt: new Date(Date.now() + 60_000).toISOString() },
      provider: { extend: fails === 'tag' ? failing : async () => {} },
      surface: { info: (line: string) => told.push(line) },
      affordableSeconds: async () => 3600,
      signal: new AbortController().signal,
    };
    const fleet = { orchestrator: { check } };
    expect(await inTime(fleet as never, deps as never, async () => 'at home')).toBe('at home');
    return { told, moved };
  }

  it('stays though its tag cannot say so, which is told', async () => {
    const { told, moved } = await staying('tag');
    expect(moved).toBe(2);
    expect(told).toEqual([
      expect.stringMatching(/^A sweep may end the orchestrator .*: no tag$/),
      expect.stringMatching(/^The orchestrator stays until /),
    ]);
  });

  it('is told when its timer cannot be moved, and work goes on', async () => {
    const { told } = await staying('timer');
    expect(told).toEqual(['The orchestrator cannot stay for longer: no timer']);
  });
});

describe('what the machines of a run may cost more', () => {
  const cost = { worstCase: 3, hourly: 2 } as Cost;

  it('is the time between the worst case and `max-cost`', () => {
    expect(affordableSeconds(cost, 3.5)).toBe(900);
    expect(affordableSeconds(cost, 3)).toBe(0);
    expect(affordableSeconds(cost, 2)).toBeLessThan(0);
  });

  it('is without end without `max-cost`', () => {
    expect(affordableSeconds(cost, undefined)).toBe(Number.POSITIVE_INFINITY);
  });
});
