import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration, formatFiles } from '../../src/report/format';

describe('a duration', () => {
  it.each([
    [0, '0.0 s'],
    [0.26, '0.3 s'],
    [9.94, '9.9 s'],
    [9.96, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min'],
    [185, '3 min 5 s'],
    [3599.9, '1 h'],
    [7385, '2 h 3 min'],
    [18_000, '5 h'],
  ])('of %d seconds is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1500, '1.5 kB'],
    [9_960, '10 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [20_000_000, '20 MB'],
    [3_200_000_000, '3.2 GB'],
    [5_000_000_000_000_000, '5000 TB'],
  ])('of %d bytes is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

it('a count says one and many rightly', () => {
  expect([0, 1, 2].map((count) => formatCount(count, 'node'))).toEqual([
    '0 nodes',
    '1 node',
    '2 nodes',
  ]);
});

it('files are told by their number and their size together', () => {
  expect(formatFiles([{ bytes: 1000 }, { bytes: 500 }])).toBe('2 files, 1.5 kB');
});
