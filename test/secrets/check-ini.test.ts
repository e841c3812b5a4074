import { describe, expect, it } from 'vitest';
import { checkIni } from '../../src/secrets/check-ini';

function problemsOf(text: string) {
  return checkIni(text).problems;
}

function valueIn(text: string, section: string, key: string) {
  return checkIni(text).sections.get(section)?.get(key);
}

describe('checkIni', () => {
  it('reads keys in lower case', () => {
    expect(valueIn('[S]\nToKen = v', 'S', 'token')).toBe('v');
  });

  it('takes : for =', () => {
    expect(valueIn('[S]\nk : a=b', 'S', 'k')).toBe('a=b');
  });

  it('keeps what looks like a comment behind a value', () => {
    expect(valueIn('[S]\nk = a ; b # c', 'S', 'k')).toBe('a ; b # c');
  });

  it('passes over indented comments within a value', () => {
    expect(valueIn('[S]\nk = a\n  # no\n  b', 'S', 'k')).toBe('a\nb');
  });

  it('keeps empty lines within a value, not those behind it', () => {
    expect(valueIn('[S]\nk = a\n\n  b\n\n', 'S', 'k')).toBe('a\n\nb');
  });

  it('takes an indented header below a key for a line of its value', () => {
    expect(valueIn('[S]\nk = a\n [T]', 'S', 'k')).toBe('a\n[T]');
  });

  it('gives each section what [DEFAULT] has', () => {
    expect(valueIn('[DEFAULT]\nk = v\n[S]', 'S', 'k')).toBe('v');
  });

  it('does not list [DEFAULT] among the sections', () => {
    expect([...checkIni('[DEFAULT]\nk = v\n[S]').sections.keys()]).toEqual(['S']);
  });

  it('interpolates from the section and from [DEFAULT]', () => {
    const text = '[DEFAULT]\nhost = h\n[S]\nport = 80%%\nurl = %(HOST)s:%(port)s';
    expect(valueIn(text, 'S', 'url')).toBe('h:80%');
  });

  it('keeps values as they are written, too', () => {
    expect(checkIni('[DEFAULT]\na = b\n[S]\nk = %(a)s%%').raw).toEqual(
      new Map([
        ['DEFAULT', new Map([['a', 'b']])],
        ['S', new Map([['k', '%(a)s%%']])],
      ]),
    );
  });

  it('accepts a value of [DEFAULT] that refers to what every section has', () => {
    expect(problemsOf('[DEFAULT]\npath = /%(name)s\n[A]\nname = a\n[B]\nname = b')).toEqual([]);
  });

  it('refuses a value of [DEFAULT] that some section cannot read', () => {
    const [problem] = problemsOf('[DEFAULT]\npath = /%(name)s\n[A]\nname = a\n[B]');
    expect(problem).toMatchObject({ line: 2, field: '[B] path' });
  });

  it('refuses a value of [DEFAULT] that no section inherits and Python cannot read', () => {
    expect(problemsOf('[DEFAULT]\npath = %\n')).toMatchObject([{ field: '[DEFAULT] path' }]);
  });

  it.each([
    ['a key before any section', 'a = b', 1, 'above the first section header'],
    ['a byte order mark', '\ufeff[S]\na = b', 1, 'byte order mark'],
    ['a line without a delimiter', '[S]\na = b\nv41ue', 3, 'neither `key = value` nor a comment'],
    ['a key without a name', '[S]\n= v41ue', 2, 'neither `key = value` nor a comment'],
    ['an empty header', '[S]\n[]', 2, 'neither `key = value` nor a comment'],
    ['a section twice', '[S]\n[T]\n[S]', 3, 'twice, first in line 1'],
    ['a key twice', '[S]\na = 1\nA = 2', 3, 'twice, first in line 2'],
    [
      'a key twice in two blocks of [DEFAULT]',
      '[DEFAULT]\na=1\n[DEFAULT]\na=2',
      4,
      'first in line 2',
    ],
    ['a header that Pythons read differently', '[a]b]', 1, 'Python 3.9 and Python 3.10'],
    ['a % by itself', '[S]\na = 5% v41ue', 2, 'has a `%` by itself'],
    ['a reference that does not end', '[S]\na = %(v41ue', 2, 'has a `%` by itself'],
    ['a reference to nothing', '[S]\na = %(v41ue)s', 2, 'neither its section nor [DEFAULT]'],
    ['a reference to itself', '[S]\na = %(a)s', 2, 'to itself'],
  ])('refuses %s by its line', (_, text, line, reason) => {
    expect(problemsOf(text)).toMatchObject([{ line, message: expect.stringContaining(reason) }]);
  });

  it('reads ten references deep, and no deeper', () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, i) => `k${i} = %(k${i + 1})s\n`).join('');
    expect(problemsOf(`[S]\n${chain(9)}k9 = %%`)).toEqual([]);
    expect(problemsOf(`[S]\n${chain(10)}k10 = %%`)).toMatchObject([
      { field: '[S] k0', message: expect.stringContaining('more than ten') },
    ]);
  });

  it('stops at references that expand without measure', () => {
    const bombs = Array.from({ length: 8 }, (_, i) => `k${i} = ${`%(k${i + 1})s`.repeat(12)}\n`);
    expect(problemsOf(`[S]\n${bombs.join('')}k8 = x`)[0]?.message).toContain('longer than 1 MiB');
  });

  it('tells of a value pasted over several lines once', () => {
    const pem = '-----BEGIN KEY-----\nTWFu\nTWFu\n-----END KEY-----';
    expect(problemsOf(`[S]\nkey = ${pem}\n\nb = c\nTWFu`)).toMatchObject([
      { line: 3, message: expect.stringContaining('Lines 3 to 5 are') },
      { line: 8, message: expect.stringContaining('This line is') },
    ]);
  });

  it('points to YAML and toJSON', () => {
    expect(problemsOf('[S]\na = 5%')[0]?.fix).toContain('`key: ${{ toJSON(secrets.NAME) }}`');
  });

  it('reports every problem at once, by line', () => {
    const lines = problemsOf('[S]\na = %\nb\n[S]\nc = %(d)s').map(({ line }) => line);
    expect(lines).toEqual([2, 3, 4, 5]);
  });

  it('does not take the end of a base64 value for a name', () => {
    const [problem] = problemsOf('[S]\nc2VjcmV0IHZhbHVl==\nc2VjcmV0IHZhbHVl==');
    expect(problem?.field).toBe('[S] …');
  });

  it('does not show what does not look like a name', () => {
    expect(problemsOf('[a b]\nc+/d = %')[0]?.field).toBe('[…] …');
  });
});
