import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, secretParts } from '../../src/secrets/redact';

describe('redacting', () => {
  it('replaces every occurrence', () => {
    expect(redact('a hunter2 b hunter2', ['hunter2'])).toBe('a *** b ***');
  });

  it('leaves no end of a secret that begins with another one', () => {
    expect(redact('hunter2-long', ['hunter2', 'hunter2-long'])).toBe('***');
  });

  it('takes a secret of several lines line by line, since a log shows it so', () => {
    expect(redact('| first line\n|  second', ['first line\n  second\n'])).toBe('| ***\n|  ***');
  });

  it('takes characters of regular expressions as they are', () => {
    expect(redact('a.c abc $& (', ['a.c', '('])).toBe('*** abc $& ***');
  });

  it('leaves text alone when there is nothing to hide', () => {
    expect(redact('text', ['', ' \n'])).toBe('text');
  });

  it('leaves no secret behind', { retry: 0 }, () => {
    const secret = fc.string({ minLength: 4, unit: fc.constantFrom('a', 'b', 'c', '\n', ' ') });
    fc.assert(
      fc.property(fc.array(secret), fc.string(), (secrets, between) => {
        const redacted = redact(secrets.join(between.replaceAll('*', '')), secrets);
        for (const value of secrets.flatMap(secretParts)) expect(redacted).not.toContain(value);
      }),
    );
  });
});
