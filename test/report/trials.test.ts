import { describe, expect, it } from 'vitest';
import type { TrialFacts } from '../../src/report/facts';
import { trialsSection } from '../../src/report/trials';

const trial = (name: string, ...metrics: number[]): TrialFacts => ({
  ...{ stage: 'train', name, metrics, host: 'host-2', seconds: 1.21, failure: undefined },
});

describe('the trials in a job summary', () => {
  it('are a table and a chart that tell which is the best', () => {
    const section = trialsSection([trial('rate=1', 4), trial('rate=2', 3, 8), trial('rate=3', 6)]);
    expect(section.split('\n').slice(2, 5)).toEqual([
      '| train | rate\\=1 | 4 |  | host\\-2 | 1.2 s |',
      '| train | rate\\=2 | 8 | ★ best | host\\-2 | 1.2 s |',
      '| train | rate\\=3 | 6 |  | host\\-2 | 1.2 s |',
    ]);
    expect(section).toContain('xychart-beta');
    expect(section).toContain('bar [4, 8, 6]');
  });

  it('that failed are marked, with the end of what they said', () => {
    const failed = { ...trial('rate=-1'), failure: 'ValueError: ```' };
    const section = trialsSection([trial('rate=1', 4), failed]);
    expect(section).toContain('| train | rate\\=\\-1 |  | ✗ failed |');
    expect(section).toContain('````\nValueError: ```\n````');
  });

  it('that failed are never the best', () => {
    const failed = { ...trial('rate=2', 9), failure: 'ValueError' };
    const section = trialsSection([trial('rate=1', 4), failed]);
    expect(section).toContain('| train | rate\\=1 | 4 | ★ best |');
    expect(section).toContain('| train | rate\\=2 | 9 | ✗ failed |');
  });

  it('that diverged are shown so, and are neither the best nor in the chart', () => {
    const ends = [Number.NaN, Infinity, -Infinity];
    const diverged = ends.map((end, i) => trial(`d${i}`, 9, end));
    const section = trialsSection([...diverged, trial('rate=1', 4), trial('rate=2', 3)]);
    expect(section.match(/\| d. \| .*? \| .*? \|/g)).toEqual([
      ...['| d0 | NaN |  |', '| d1 | Infinity |  |', '| d2 | -Infinity |  |'],
    ]);
    expect(section).toContain('| train | rate\\=1 | 4 | ★ best |');
    expect(section).toContain('bar [4, 3]');
    expect(trialsSection(diverged)).not.toMatch(/best|xychart|reduce/);
  });

  it('that reduce left out are counted, not shown', () => {
    const section = trialsSection([trial('rate=1'), trial('rate=2', 1)]);
    expect(section).not.toContain('rate\\=1');
    expect(section).toContain('1 trial left out by reduce.');
  });

  it('have no best where they have no metric', () => {
    expect(trialsSection([trial('a'), trial('b')])).not.toMatch(/best|reduce|xychart/);
  });

  it('are told of by fifty of them', () => {
    const many = Array.from({ length: 60 }, (_, i) => trial(`t${i}`, i));
    const section = trialsSection(many);
    expect(section).toContain('… and 10 trials more.');
    expect(section.match(/^\| train/gm)).toHaveLength(50);
  });

  it('have bars in plain decimals: the chart knows no exponents', () => {
    const bars = (...values: number[]) =>
      /bar \[(.*)\]/.exec(trialsSection(values.map((value, i) => trial(`t${i}`, value))))?.[1];
    expect(bars(1e-7, -2.5e-8)).toBe('0.0000001, -0.000000025');
    expect(bars(1e-7, -1e-7, 0.123456789)).toBe('0, 0, 0.123457');
    expect(bars(1e21, 1234567, 0)).toBe('1000000000000000000000, 0, 0');
    expect(bars(1234567, 2)).toBe('1234570, 2');
  });

  it('have bars side by side also where their names are equal as far as they are shown', () => {
    const long = 'learning_rate=0.0001, hidden_size=128, dropout=';
    const section = trialsSection([trial(`${long}0.1`, 1), trial(`${long}0.2`, 2), trial('b', 3)]);
    const cut = long.slice(0, 40);
    expect(section).toContain(`x-axis ["1. ${cut}", "2. ${cut}", "3. b"]`);
  });

  it('cannot end the chart by their names', () => {
    const section = trialsSection([trial('a"]\nbar [1]', 1), trial('b', 2)]);
    expect(section).toContain('x-axis ["a bar  1 ", "b"]');
  });
});
