import fc from 'fast-check';

/** What INI readers trip over, one piece each. */
const pieces = [
  ...['\n', '\n\n', '\r', '\r\n', ' ', '\t', '\v', '\f', '\x1c', '\x1f', '\x85', '\xa0'],
  ...['\u2028', '\u2029', '\u3000', '\ufeff', '\u180e', '\u200b', '\0', '\x7f'],
  ...['%', '%%', '%(', '%(key)s', '%(b)s', '%s', ')', '#', ';', '=', ':', '[', ']', '[a]'],
  ...['"', "'", '\\', '\\n', '$', '{', '}', '<', '&', '*', '!', '|', '>', '-', ',', '`', '@'],
  ...['a', 'B', '0', 'key', 'DEFAULT', 'é', 'İ', 'Σ', '😀', '\ud83d', '\ude00', 'token', '-----'],
];

/** Values of secrets: hostile ones, usual ones, anything at all. */
export function secretValue(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map(join) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
    { weight: 1, arbitrary: fc.array(fc.nat(0xffff), { maxLength: 12 }).map(utf16) },
    { weight: 1, arbitrary: pem() },
    { weight: 1, arbitrary: json() },
  );
}

function pem(): fc.Arbitrary<string> {
  const line = fc.constantFrom('TWFu', 'c2VjcmV0IHZhbHVl', 'AAAAB3Nza/+x', 'Zm9vYg==');
  return fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '\n', '\r\n'))
    .map(([lines, end]) => ['-----BEGIN KEY-----', ...lines, '-----END KEY-----'].join('\n') + end);
}

function json(): fc.Arbitrary<string> {
  const member = fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 1, ['y'], { c: null }));
  return fc
    .tuple(fc.array(member, { maxLength: 2 }), fc.constantFrom(0, 2))
    .map(([members, indent]) => JSON.stringify(Object.fromEntries(members), null, indent));
}

export function keyName(): fc.Arbitrary<string> {
  return fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/);
}

/** INI text, right and wrong: lines by grammar, then some characters changed. */
export function iniText(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('', '', '', '', '[a]\n', '[a]\n', '\ufeff[a]\n', '\n# x\n[b]\n'),
      fc.array(fc.tuple(line(), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 9 }),
      fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...pieces), fc.boolean()), { maxLength: 2 }),
    )
    .map(([start, lines, changes]) =>
      changes.reduce(change, start + join(lines.flat())).toWellFormed(),
    );
}

function line(): fc.Arbitrary<string> {
  const indent = fc.constantFrom('', '', '', ' ', '\t', '  ', '\u3000', '\x1c');
  const name = fc.constantFrom('a', 'b', 'A', 'c d', 'İ', 'ΑΣ', 'key', 'x-y', '1', '');
  const section = fc.constantFrom('a', 'b', 'c', 'DEFAULT', 'default', ' a ', 'a]b', ']', '', '%x');
  const delimiter = fc.constantFrom('=', ' = ', ':', ': ', ' \t=', '==', ' =: ', '\xa0=\u2028');
  const value = fc
    .array(
      fc.constantFrom(
        ...[
          '',
          'x',
          'y z',
          ' ',
          '%%',
          '%(a)s',
          '%(b)s',
          '%(KEY)s',
          '%(c d)s',
          '%(a',
          '%',
          '#x',
          ' ;x',
        ],
        ...['=', ':', '[b]', '"q"', '\\', 'é', '\0', '\x85', '\u2029', '%(İ)s', '%(none)s'],
      ),
      { maxLength: 3 },
    )
    .map(join);
  const option = fc.tuple(name, delimiter, value).map(join);
  const tail = fc.constantFrom('', '', ' x', ' # c', '=y', ']', ' = ]');
  const content = fc.oneof(
    { weight: 8, arbitrary: option },
    { weight: 3, arbitrary: fc.tuple(section, tail).map(([text, end]) => `[${text}]${end}`) },
    { weight: 2, arbitrary: value },
    { weight: 1, arbitrary: fc.constantFrom('# c', ';c', '#', '; [a]', 'word', '[', '[a', '=') },
    { weight: 1, arbitrary: fc.constant('') },
  );
  return fc.tuple(indent, content).map(join);
}

function change(text: string, [at, piece, replaces]: [number, string, boolean]): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + piece + text.slice(start + (replaces ? 1 : 0));
}

function join(parts: readonly string[]): string {
  return parts.join('');
}

function utf16(codes: readonly number[]): string {
  return String.fromCharCode(...codes);
}
