import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretParts } from '../../src/secrets/redact';
import { redactor } from '../../src/secrets/redactor';

/** What comes of a text whose bytes come in these pieces. */
function inPieces(text: string, sizes: readonly number[], secrets: readonly string[]): string {
  const bytes = Buffer.from(text);
  const { next, end } = redactor(secrets);
  const out: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    out.push(next(bytes.subarray(at, at + size)));
    at += size;
  }
  return Buffer.concat([...out, next(bytes.subarray(at)), end()]).toString();
}

describe('redacting a log that comes piece by piece', () => {
  it.each([
    ['that comes in two', [12], 'a hunter2-long b'],
    ['that comes byte by byte', Array<number>(16).fill(1), 'a hunter2-long b'],
    ['that begins like another one', [9], 'a hunter2-long b'],
  ])('replaces a secret %s', (_, sizes, text) => {
    expect(inPieces(text, sizes, ['hunter2', 'hunter2-long'])).toBe('a *** b');
  });

  it('replaces one whose end could be the beginning of another', () => {
    expect(inPieces('keyword, then', [7], ['keyword', 'word2you'])).toBe('***, then');
  });

  it('is not kept back by a line of what a secret is made of', () => {
    const { next } = redactor(['====']);
    expect(next(Buffer.alloc(1002, '=')).toString()).toBe('***'.repeat(250));
  });

  it('keeps back nothing that cannot be the beginning of a secret', () => {
    const { next } = redactor(['hunter2']);
    expect(next(Buffer.from('begun, h')).toString()).toBe('begun, ');
    expect(next(Buffer.from('ow\n')).toString()).toBe('how\n');
  });

  it('keeps every byte of a log without secrets, also within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(5)), (text, sizes) => {
        expect(inPieces(text, sizes, ['⟦hünter⟧'])).toBe(text);
      }),
    );
  });

  it('leaves no secret behind, however it is cut', { retry: 0 }, () => {
    const secret = fc.string({ minLength: 4, unit: fc.constantFrom('a', 'b', 'c', '\n', ' ') });
    fc.assert(
      fc.property(
        fc.array(secret),
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n') }),
        fc.array(fc.nat(7)),
        (secrets, between, sizes) => {
          const shown = inPieces(secrets.join(between), sizes, secrets);
          for (const value of secrets.flatMap(secretParts)) expect(shown).not.toContain(value);
        },
      ),
    );
  });
});
