import { describe, expect, it } from 'vitest';
import type { AwsClusterFile } from '../../src/inputs/cluster-file';
import {
  checkMaxCost,
  costOf,
  costOfUsed,
  dollars,
  formatDollars,
  instancePrice,
  machinesOf,
} from '../../src/plan/cost';
import { prices as committed } from '../../src/plan/prices';
import type { Volume } from '../../src/plan/volume-cost';
import { costUntilNow } from '../../src/run-cost';
import { problemsOf, textOf } from '../inputs/user';
import { cost, planOf, prices, volume } from './priced';

describe('what a run has had costs', () => {
  const used = (
    more: Partial<AwsClusterFile>,
    ...machines: readonly (readonly [string, number])[]
  ) =>
    costOfUsed(
      planOf(more, 'us-east-1'),
      prices,
      machines.map(([type, seconds]) => ({ type, seconds })),
    );

  it('nothing where there was nothing', () => {
    expect(used({})).toBe(0);
    expect(used({ dedicated: true })).toBe(0);
  });

  it('what each type costs for as long as it was there, whatever the plan was', () => {
    const expected = 0.096 + volume + (0.192 + volume) / 2;
    expect(used({}, ['m5.large', 3600], ['m5.xlarge', 1800])).toBeCloseTo(expected, 9);
  });

  it('nobody knows how much, when a type has no known price', async () => {
    const plan = planOf({}, 'us-east-1');
    const since = '2026-11-24T12:00:00.000Z';
    const machines = ['m5.large', 'x9.huge', 'x9.huge'].map((type, i) => {
      return { id: `i-${i}`, type, spot: false, since };
    });
    const at = Date.parse(since) + 60_000;
    expect((await costUntilNow(plan, machines, at))?.unknown).toEqual(['x9.huge']);
    const spent = await costUntilNow(plan, machines.slice(0, 1), at);
    expect(spent).toEqual({ dollars: expect.any(Number), unknown: [] });
    expect(spent?.dollars).toBeGreaterThan(0);
  });

  it('the disks of their images, too', () => {
    const disks = [{ type: 'gp2', gb: 730 }];
    const spent = costOfUsed(planOf({}, 'us-east-1'), prices, [
      { type: 'm5.large', seconds: 7200, disks },
    ]);
    expect(spent).toBeCloseTo(2 * (0.096 + volume + 0.1), 9);
  });

  it('a minute of each at least', () => {
    expect(used({}, ['g5.xlarge', 2])).toBeCloseTo((1 + volume) / 60, 9);
  });

  it('the fee of dedicated hardware once', () => {
    const expected = 2 + 1.5 * (0.096 * 1.1 + volume);
    const machines = [['m5.large', 3600] as const, ['m5.large', 1800] as const];
    expect(used({ dedicated: true }, ...machines)).toBeCloseTo(expected, 9);
  });

  it('nothing that is known, where the type has no price', () => {
    expect(used({}, ['p9.large', 3600])).toBeCloseTo(volume, 9);
  });
});

describe('an hour costs', () => {
  it.each<[string, Partial<AwsClusterFile>, string, number]>([
    ['machines and their volumes', {}, 'us-east-1', 0.096 + 4 * 1 + 5 * volume],
    ['what the region asks', {}, 'eu-central-1', 0.115 + 4 * 1.25 + 5 * 0.00952],
    [
      'public addresses where there are',
      { usePublic: true },
      'us-east-1',
      4.096 + 5 * (volume + 0.005),
    ],
    ['the orchestrator alone', { factoriesNum: 0 }, 'us-east-1', 0.096 + volume],
    [
      'the dearest of several types',
      { factoriesTypes: ['m5.large', 'g5.xlarge', 'm5.xlarge'] },
      'us-east-1',
      4.096 + 5 * volume,
    ],
    [
      'all CPU credits that machines can use beyond their own',
      { orchestratorType: 't4g.micro', factoriesTypes: ['m5.large', 't3.large'] },
      'us-east-1',
      0.0084 + 1.8 * 0.04 + 4 * (0.0832 + 1.4 * 0.05) + 5 * volume,
    ],
    ['spot instances at the on-demand price', { spot: true }, 'us-east-1', 4.096 + 5 * volume],
    ['gp2 volumes', { volumeType: 'gp2' }, 'us-east-1', 4.096 + 5 * 0.01],
    [
      'io1 volumes with 50 IOPS for each GiB',
      { volumeType: 'io1' },
      'us-east-1',
      4.096 + 5 * (0.0125 + (3650 * 0.065) / 730),
    ],
    [
      'more on dedicated hardware, and its region',
      { dedicated: true },
      'us-east-1',
      4.096 * 1.1 + 2 + 5 * volume,
    ],
  ])('%s', (_, more, region, expected) => {
    expect(cost(more, region).hourly).toBeCloseTo(expected, 9);
    expect(cost(more, region).unknown).toEqual([]);
  });

  it.each<[string, Volume, number]>([
    ['gp3', { type: 'gp3', gb: 730, iops: 3000, throughput: 125 }, 0.08],
    // 0.005 dollars a month for one of its operations, 0.04 for a MiB/s.
    [
      'a fast gp3',
      { type: 'gp3', gb: 730, iops: 10_300, throughput: 198 },
      0.08 + (7300 * 0.005 + 73 * 0.04) / 730,
    ],
    ['io2, with its operations', { type: 'io2', gb: 73, iops: 730 }, 0.0125 + 0.065],
    ['what costs less, as much as gp2', { type: 'st1', gb: 730 }, 0.1],
  ])('each disk of an image for each machine: %s', (_, disk, expected) => {
    const plan = planOf({}, 'us-east-1');
    const { cluster } = plan;
    if (cluster.kind !== 'aws') throw new Error('It is one.');
    const { hourly, lines } = costOf(plan, prices, machinesOf(cluster, { factory: [disk] }));
    expect(hourly).toBeCloseTo(cost().hourly + 4 * expected, 9);
    expect(lines.at(-1)?.what).toBe(`4 × ${disk.gb} GB ${disk.type} of the image`);
  });

  it('more than their price for types with CPU credits, which is noted', () => {
    expect(cost({ orchestratorType: 't3.large' }).notes).toContain(
      't3.large: with the CPU credits of one that is busy all the time.',
    );
    expect(cost().notes.join()).not.toContain('CPU credits');
  });

  it('nobody knows what, of a type that the table lacks there', () => {
    const { unknown, hourly } = cost({ factoriesTypes: ['p5.48xlarge'] }, 'eu-central-1');
    expect(unknown).toEqual(['4 × p5.48xlarge']);
    expect(hourly).toBeCloseTo(0.115 + 5 * 0.00952, 9);
    expect(cost({}, 'xx-north-1').unknown).toEqual(['1 × m5.large', '4 × g5.xlarge']);
  });

  it('as much for volumes as anywhere, where theirs are not known', () => {
    const known = cost({ factoriesNum: 0, usePublic: true }, 'us-east-1');
    const unknown = cost({ factoriesNum: 0, usePublic: true }, 'xx-north-1');
    expect(known.notes.join()).not.toContain('no known price');
    expect(unknown.notes.join()).toContain('Volumes in xx-north-1 have no known price');
    expect(unknown.hourly).toBeCloseTo(0.00952 + 0.005, 9);
  });
});

describe('the worst case', () => {
  it('lasts until the machines end themselves: max-runtime and 60 s', () => {
    expect(cost().seconds).toBe(3600);
    expect(cost().worstCase).toBeCloseTo(cost().hourly, 9);
  });

  it('is a minute at least, as EC2 bills', () => {
    expect(dollars(6, 1)).toBeCloseTo(0.1, 9);
    expect(dollars(6, 1800)).toBe(3);
  });
});

describe('max-cost', () => {
  it.each([undefined, 4.2, 100])('of %s lets the run begin', (most) => {
    expect(problemsOf(() => checkMaxCost(cost(), most))).toEqual([]);
  });

  it('of less shows the sum', () => {
    expect(textOf(problemsOf(() => checkMaxCost(cost(), 4)))).toBe(
      'max-cost: At worst the run costs $4.14, and $4.00 are allowed: an hour costs $4.14 (1 × m5.large $0.0960 + 4 × g5.xlarge $4.00 + 5 × 73 GB gp3 $0.0400), and the machines end themselves after 3600 s. Shorten `max-runtime`, ask for fewer or smaller machines, or allow more.',
    );
  });

  it('refuses what nobody knows the price of', () => {
    const unknown = cost({ orchestratorType: 'z9.huge' });
    expect(problemsOf(() => checkMaxCost(unknown, undefined))).toEqual([]);
    expect(textOf(problemsOf(() => checkMaxCost(unknown, 1000)))).toMatch(
      /^max-cost: Nobody knows here what this costs: 1 × z9\.huge \(prices of 2026-01-01/,
    );
  });
});

describe('dollars are shown', () => {
  it.each([
    [0.0042, '$0.0042'],
    [0.00421, '$0.0043'],
    [3.5, '$3.50'],
    [3.501, '$3.51'],
    [0.1 + 0.2, '$0.30'],
    [1200, '$1200.00'],
  ])('%s as %s, never less than they are', (amount, shown) => {
    expect(formatDollars(amount)).toBe(shown);
  });
});

describe('the table of the repository', () => {
  // The price pages of Amazon EC2.
  it.each([
    ['m5.large', 'us-east-1', 0.096],
    ['m6i.large', 'eu-central-1', 0.115],
    ['g4dn.xlarge', 'us-west-2', 0.526],
    ['g5.xlarge', 'us-east-1', 1.006],
    ['c6g.large', 'us-east-1', 0.068],
  ])('has %s in %s', (type, region, price) => {
    expect(instancePrice(type, region, committed)).toBe(price);
  });

  it('has a price for every cell', () => {
    const columns = committed.regions.split(' ').length;
    const rows = committed.instances.trim().split('\n');
    for (const row of rows) expect(row).toMatch(/^[a-z][\w-]*\.[\w-]+( (-|\d*\.?\d+))+$/);
    expect(Math.max(...rows.map((row) => row.split(' ').length))).toBe(columns + 1);
    for (const row of committed.volumes.trim().split('\n')) {
      expect(row).toMatch(/^[a-z-]+\d( (\d*\.\d+)){4}$/);
    }
  });
});
