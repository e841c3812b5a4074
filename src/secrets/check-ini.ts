import type { Problem } from '../problem';
import { type InterpolationFault, interpolate } from './interpolate';
import { nameless, type Option, parseIni, wayOut } from './parse-ini';
import type { Sections } from './secrets';
import { spell } from './spell';

interface CheckedIni {
  /** As Python reads them. */
  readonly sections: Sections;
  /** Before interpolation, `[DEFAULT]` included. */
  readonly raw: Sections;
  /** With a line, and a section and key as `field`; never a value. */
  readonly problems: readonly Problem[];
}

type Options = ReadonlyMap<string, Option>;

/**
 * Reads INI text as every Python from 3.6 on does with `configparser.ConfigParser()`. A problem is
 * what makes `read` raise, or `get` of any value of any section. A value of `[DEFAULT]` may refer to
 * keys that only sections have: it is read there, unless no section inherits it.
 */
export function checkIni(text: string): CheckedIni {
  const { sections: parsed, problems, isClear } = parseIni(text.replace(/^\ufeff/, ''));
  if (text.startsWith('\ufeff')) problems.push(byteOrderMark);
  const raw = new Map([...parsed].map(([name, options]) => [name, valuesOf(options)]));
  const defaults: Options = parsed.get('DEFAULT') ?? new Map();
  const faulty = new Map<Option, Problem>();
  const sections = new Map<string, Map<string, string>>();
  for (const [name, own] of parsed) {
    if (name !== 'DEFAULT') sections.set(name, readAll(name, new Map([...defaults, ...own])));
  }
  const inherited = (key: string) =>
    [...sections.keys()].some((name) => !parsed.get(name)?.has(key));
  readAll('DEFAULT', defaults, (key) => !inherited(key));
  problems.push(...(isClear ? [...faulty.values()] : [...faulty.values()].map(nameless)));
  return { sections, raw, problems: problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };

  function readAll(section: string, options: Options, wanted = (_key: string) => true) {
    const values = valuesOf(options);
    const read = new Map<string, string>();
    for (const [key, option] of options) {
      if (!wanted(key)) continue;
      const result = interpolate(option.value, values);
      if ('text' in result) read.set(key, result.text);
      else if (!faulty.has(option)) {
        const { line } = option;
        faulty.set(option, { line, field: spell(section, key), ...faults[result.fault] });
      }
    }
    return read;
  }
}

const byteOrderMark: Problem = {
  line: 1,
  message:
    'The text starts with a byte order mark, for which Python does not see the section header.',
  fix: 'Save it as UTF-8 without a byte order mark.',
};

const doublePercent = `Write \`%%\` for each \`%\`, or ${wayOut}.`;
const faults: Readonly<Record<InterpolationFault, { message: string; fix: string }>> = {
  syntax: {
    message: 'The value has a `%` by itself, which Python takes for the start of `%(key)s`.',
    fix: doublePercent,
  },
  missing: {
    message: 'The value refers with `%(…)s` to a key that neither its section nor [DEFAULT] has.',
    fix: doublePercent,
  },
  'too-deep': {
    message: 'The value refers with `%(…)s` to itself, or through more than ten other values.',
    fix: 'Write out what it refers to.',
  },
  'too-long': {
    message: 'The value refers with `%(…)s` to so much that it is longer than 1 MiB.',
    fix: 'Write out what it refers to.',
  },
};

function valuesOf(options: Options): ReadonlyMap<string, string> {
  return new Map([...options].map(([key, { value }]) => [key, value]));
}
