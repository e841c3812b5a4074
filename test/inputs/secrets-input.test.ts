import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSecrets } from '../../src/inputs/secrets-input';
import { seeded } from '../secrets/seeded';
import { iniText, secretValue } from '../secrets/texts';

function read(text: string | Uint8Array, ...allow: string[]) {
  return readSecrets(text, { origin: 's.yaml', allow });
}

function valuesOf(text: string, ...allow: string[]) {
  const { secrets, problems } = read(text, ...allow);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    [...(secrets?.sections ?? [])].map(([name, keys]) => [name, Object.fromEntries(keys)]),
  );
}

describe('secrets in YAML or JSON', () => {
  it.each(['1.0', '1e-3', '0123', '0x1F', '123456789012345678901', 'yes', 'null', '2026-01-01'])(
    'keep the scalar %s as it was written',
    (scalar) => {
      expect(valuesOf(`A:\n  b: ${scalar}\n`)).toEqual({ A: { b: scalar } });
      expect(valuesOf(`{"A": {"b": "${scalar}"}}`)).toEqual({ A: { b: scalar } });
    },
  );

  it('take a block as its lines, with a percent sign and an equals sign in them', () => {
    expect(valuesOf('A:\n  b: |-\n    one=%1\n\n    two\n')).toEqual({ A: { b: 'one=%1\n\ntwo' } });
  });

  it('that are flat give what the globs name, and never github_token', () => {
    const text = JSON.stringify({ A__b: '1', A__c: '2', B__d: '3', github_token: 'ghs', X: '4' });
    expect(valuesOf(text, 'A__*', 'b__D')).toEqual({ A: { b: '1', c: '2' }, B: { d: '3' } });
    expect(read(text, 'github_token').problems).not.toEqual([]);
    expect(read(text).problems).toMatchObject([{ field: 'secrets-allow' }]);
  });
});

describe('secrets that cannot be sent', () => {
  it.each([
    ['[A]\nb = 50%\n', 2, 'A.b'],
    ['[A]\nhidden\n', 2, undefined],
    ['b = hidden\n', 1, undefined],
    ['[A]\nb = 1\nB = 2\n', 3, 'A.b'],
    ['A:\n  b: "hidden\\r"\n', 2, 'A.b'],
    ['A:\n  b: |\n    hidden\n', 2, 'A.b'],
    ['A:\n  b: [hidden]\n', 2, 'A.b'],
    ['A:\n  b: *hidden\n', 2, 'A.b'],
    ['A:\n  b: &x hidden\n', 2, 'A.b'],
    ['A:\n  b: !t hidden\n', 2, 'A.b'],
    ['A:\n  b: 1\n  B: 2\n', 3, 'A.b'],
    ['DEFAULT:\n  b: 1\n', 1, 'DEFAULT'],
    ['A:\n  b: {c: hidden}\n', 2, 'A.b'],
    ['A: {b: "hidden\n', undefined, undefined],
    ['- hidden\n', undefined, undefined],
  ])('are told by file, line and name: %j', (text, line, field) => {
    const { secrets, problems } = read(text);
    expect(secrets).toBeUndefined();
    expect(problems[0]).toMatchObject({ file: 's.yaml', message: expect.stringMatching(/\.$/) });
    if (line !== undefined) expect(problems[0]?.line).toBe(line);
    if (field !== undefined) expect(problems[0]?.field?.toLowerCase()).toContain(fieldName(field));
    expect(JSON.stringify(problems)).not.toContain('hidden');
  });

  it('point to YAML where INI cannot say it', () => {
    expect(read('[A]\nb = 50%\n').problems[0]?.fix).toMatch(/YAML/);
  });

  it.each([
    ['A:\n  b: B]\ntOkEn-7f3a: [ B]\n ', 3],
    ['A:\n  b: x\n  tOkEn-7f3a: [ y ]\n', 3],
    ['A:\n  b: x\ntOkEn-7f3a:\n  tOkEn-7f3a: *y\n', 4],
    ['A:\n  b: x\n  tOkEn-7f3a: 1\n  tOkEn-7f3a: 2\n', 4],
    ['A:\n  b: x\n  tOkEn-7f3a: y #z\n  c: [1]\n', 4],
    ['[A]\nb = x\ntOkEn-7f3a = 50%\ny\n', 3],
    ['[A]\nb = x\n[tOkEn-7f3a]\n[tOkEn-7f3a]\ny\n', 4],
  ])('are told by line alone where a value may have become a name: %j', (text, line) => {
    const { problems, warnings } = read(text);
    expect(problems.map((problem) => problem.line)).toContain(line);
    expect(JSON.stringify([problems, warnings])).not.toMatch(/tOkEn-7f3a/i);
  });

  it('are told by name where no value stands before it', () => {
    const { problems } = read('A:\n  b: *x\nc: [y]\n');
    expect(problems.map(({ field }) => field)).toEqual(['[A] b', '[…]']);
  });

  it('are told without a piece of any value', { timeout: 300_000, retry: 0 }, () => {
    const token = 'tOkEn-7f3a';
    const texts = fc.oneof(
      fc.tuple(iniText(), fc.constantFrom(`\nx = ${token}%`, `\n${token}`, `[a]\n b=%(${token}`)),
      fc.tuple(fc.constantFrom('A:\n  b: ', '{"A": {"b": ', 'A__b: '), secretValue().map(yaml)),
    );
    fc.assert(
      fc.property(texts, ([before, after]) => {
        const { problems, warnings } = read(before + after, 'A__*');
        expect(JSON.stringify([problems, warnings])).not.toContain(token);
      }),
      seeded('texts without a leak', 3000),
    );

    function yaml(value: string): string {
      return `${value}${token}: [ ${value} `;
    }
  });
});

function fieldName(name: string): string {
  return name.split('.').at(-1)?.toLowerCase() ?? '';
}
