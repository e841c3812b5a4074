import { describe, expect, it } from 'vitest';
import { sessionName } from '../../src/credentials/session-name';

describe('the name of a session', () => {
  const names = [
    ['octo/lab/4711/1', 'octo-lab-4711-1'],
    ['jane@host.example', 'jane@host.example'],
    ['Jörg Ä@host', 'J-rg-@host'],
    ['x', '-x'],
  ] as const;
  for (const [run, name] of names) {
    it(`is ${name} for ${run}`, () => expect(sessionName(run)).toBe(name));
  }

  it('keeps the end of what is too long: it tells runs apart', () => {
    const name = sessionName(`${'o'.repeat(39)}/${'r'.repeat(100)}/123456789/2`);
    expect(name).toMatch(/^[\w+=,.@-]{64}$/);
    expect(name).toMatch(/r-123456789-2$/);
  });
});
