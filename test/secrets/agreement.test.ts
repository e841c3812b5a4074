import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkIni } from '../../src/secrets/check-ini';
import { encodeIni, encodeValue } from '../../src/secrets/encode-ini';
import type { Sections } from '../../src/secrets/secrets';
import { PythonConfigParser, type PythonReading, pythons } from './python-configparser';
import { seeded } from './seeded';
import { iniText, keyName, secretValue } from './texts';

const timeout = 60_000;

/** Sent to Python together: the way there and back takes longer than the reading. */
function batch<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.array(arbitrary, { minLength: 20, maxLength: 20 });
}

const fittingValue = secretValue().filter(
  (value) => encodeIni(new Map([['a', new Map([['a', value]])]])).problems.length === 0,
);

function plain(sections: Sections) {
  return Object.fromEntries([...sections].map(([name, keys]) => [name, Object.fromEntries(keys)]));
}

describe.each(pythons())("with %s's configparser", { retry: 0 }, (python) => {
  const runs = python === 'python3' ? 500 : 100;
  let parser: PythonConfigParser;
  beforeAll(() => {
    parser = new PythonConfigParser(python);
  });
  afterAll(() => parser.close());

  it('writes what Python reads back, and refuses nothing else', { timeout }, async () => {
    const entry = fc.tuple(keyName(), keyName(), secretValue());
    await fc.assert(
      fc.asyncProperty(batch(entry), async (entries) => {
        const kept = entries.filter(([section]) => section !== 'DEFAULT');
        const encoded = kept.map(([section, key, value]) => {
          const { text, problems } = encodeIni(new Map([[section, new Map([[key, value]])]]));
          return { section, key: key.toLowerCase(), value, text, isRefused: problems.length > 0 };
        });
        const readings = await parser.readAll(encoded.map(({ text }) => text));
        for (const [i, { section, key, value, isRefused }] of encoded.entries()) {
          const isReadBack = readings[i]?.sections?.[section]?.[key] === value;
          expect({ isReadBack, isRefused }).toEqual({ isReadBack, isRefused: !isReadBack });
        }
      }),
      seeded(`values (20 a run) with ${python}`, runs),
    );
  });

  it('reads back whole files of values as they were', { timeout }, async () => {
    const keys = fc.uniqueArray(fc.tuple(keyName(), fittingValue), {
      selector: ([key]) => key.toLowerCase(),
      maxLength: 5,
    });
    const files = fc.uniqueArray(fc.tuple(keyName(), keys), { selector: ([name]) => name });
    await fc.assert(
      fc.asyncProperty(files, async (entries) => {
        const kept = entries.filter(([name]) => name !== 'DEFAULT');
        const { text } = encodeIni(new Map(kept.map(([name, some]) => [name, new Map(some)])));
        const [reading] = await parser.readAll([text]);
        const lowered = kept.map(([name, some]) => [
          name,
          Object.fromEntries(some.map(([key, value]) => [key.toLowerCase(), value])),
        ]);
        expect(reading?.sections).toEqual(Object.fromEntries(lowered));
      }),
      seeded(`files with ${python}`, runs),
    );
  });

  it('accepts and reads INI text as Python does', { timeout }, async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(batch(iniText()), async (texts) => {
        accepted += await agreeOn(texts);
      }),
      seeded(`INI texts (20 a run) with ${python}`, runs),
    );
    expect(accepted).toBeGreaterThan((runs * 20) / 10);
  });

  it('reads what it writes, refused or not, as Python does', { timeout }, async () => {
    const values = secretValue().map((value) => value.toWellFormed());
    await fc.assert(
      fc.asyncProperty(batch(values), async (some) => {
        await agreeOn(some.map((value) => `[a]\nb = ${encodeValue(value)}\n`));
      }),
      seeded(`written values (20 a run) with ${python}`, runs / 5),
    );
  });

  /** @returns how many are accepted */
  async function agreeOn(texts: readonly string[]): Promise<number> {
    const readings = await parser.readAll(texts);
    const accepted = texts.filter((text, i) => {
      const { error, portable, sections } = readings[i] as PythonReading;
      const checked = checkIni(text);
      const isRead = error === undefined && portable;
      expect({ text, isRead: checked.problems.length === 0 }).toEqual({ text, isRead });
      if (isRead) expect({ text, sections: plain(checked.sections) }).toEqual({ text, sections });
      return isRead;
    });
    return accepted.length;
  }
});
