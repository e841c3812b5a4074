import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hiddenAgain } from '../src/hidden-again';
import type { RawInputs } from '../src/inputs/raw-inputs';

const startedAt = '2026-11-24T12:00:00.000Z';
const hours = (count: number) => new Date(Date.parse(startedAt) + count * 3_600_000);

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hidden-again-'));
  file = join(dir, 'secrets.ini');
  writeFileSync(file, '[SERVICE]\ntoken = a-token-of-the-run\n');
  utimesSync(file, hours(-1), hours(-1));
});
afterEach(() => rmSync(dir, { recursive: true }));

const nothing: RawInputs = { form: 'command-line', values: new Map() };
const naming = (): RawInputs => ({ ...nothing, values: new Map([['secrets', file]]) });
const token = expect.arrayContaining(['a-token-of-the-run']);

it('hides nothing for a run without secrets', () => {
  expect(hiddenAgain(nothing, { startedAt })).toEqual([]);
});

it('hides what the file has from which the run had its secrets', () => {
  expect(hiddenAgain(nothing, { secrets: { file }, startedAt })).toEqual(token);
});

it('hides what was taken of flat JSON alone', () => {
  writeFileSync(file, JSON.stringify({ SERVICE__TOKEN: 'a-token-of-the-run', OTHER: 'not-taken' }));
  utimesSync(file, hours(-1), hours(-1));
  const hidden = hiddenAgain(nothing, { secrets: { file, allow: ['SERVICE__*'] }, startedAt });
  expect(hidden).toEqual(token);
  expect(hidden).not.toContain('not-taken');
});

it('wants those that the command line names to be readable', () => {
  rmSync(file);
  const secrets = { file: undefined };
  expect(() => hiddenAgain(naming(), { secrets, startedAt })).toThrow('is not there');
  writeFileSync(file, '');
});

it('hides what is given, whatever the record says', () => {
  expect(hiddenAgain(naming(), { secrets: { file: undefined }, startedAt })).toEqual(token);
  expect(hiddenAgain(naming(), { startedAt })).toEqual(token);
});

it.each([
  ['that were given as text', () => undefined],
  ['whose file is gone', () => rmSync(file)],
  ['whose file was changed since', () => utimesSync(file, hours(1), hours(1))],
])('does not know secrets %s', (what, change) => {
  change();
  const secrets = { file: what.endsWith('text') ? undefined : file };
  expect(hiddenAgain(nothing, { secrets, startedAt })).toBeUndefined();
  writeFileSync(file, '');
});
