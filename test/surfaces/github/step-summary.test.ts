import { describe, expect, it } from 'vitest';
import { cut } from '../../../src/surfaces/github/step-summary';

describe('a summary', () => {
  it('of 900 kB stays as it is', () => {
    const markdown = 'é'.repeat(450_000);
    expect(cut(markdown)).toBe(markdown);
  });

  it('that is longer stays below the limit, in bytes', () => {
    expect(Buffer.byteLength(cut('é\n'.repeat(400_000)))).toBeLessThanOrEqual(900_000);
  });

  it('that is longer says first that it was cut', () => {
    expect(cut('line\n'.repeat(200_000))).toMatch(
      /^> \[!WARNING\]\n> This summary was cut at 900 kB\.\n\nline\n/,
    );
  });

  it('is cut after a whole line', () => {
    expect(cut('0123456\n'.repeat(120_000))).toMatch(/\n0123456\n$/);
  });

  it('of one endless line is only the notice', () => {
    expect(cut('x'.repeat(1_000_000))).toMatch(/900 kB\.\n\n$/);
  });
});
