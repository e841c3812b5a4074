import { load } from 'js-yaml';
import type { Problem } from '../problem';
import { checkIni } from '../secrets/check-ini';
import { encodeIni } from '../secrets/encode-ini';
import type { Secrets } from '../secrets/secrets';

interface Source {
  /** What the user calls it: the input `secrets`, or a file's path. */
  readonly origin: string;
  /** Names or globs taken from flat JSON. */
  readonly allow: readonly string[];
}

export interface ReadSecrets {
  readonly secrets?: Secrets;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

type Sections = Map<string, Map<string, string>>;

/**
 * Secrets from INI text, which is kept byte for byte, or from sections of keys in YAML or JSON.
 * No problem ever shows a value: messages of parsers quote the text, so theirs are not used.
 */
export function readSecrets(text: string, { origin, allow }: Source): ReadSecrets {
  if (/^\s*(\[[^\]"{]+\]\s*$|[#;])/m.test(text) && !/^\s*[{]/.test(text))
    return fromIni(text, origin);
  let value: unknown;
  try {
    value = load(text);
  } catch {
    return fail({ field: origin, message: 'The secrets are neither INI nor YAML nor JSON.' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fromIni(text, origin);
  const entries = Object.entries(value);
  const flat = entries.length > 0 && entries.every(([, one]) => typeof one === 'string');
  return flat
    ? fromFlat(entries as [string, string][], origin, allow)
    : fromSections(entries, origin);
}

function fail(...problems: Problem[]): ReadSecrets {
  return { problems, warnings: [] };
}

function fromIni(text: string, origin: string): ReadSecrets {
  const { sections, raw, problems } = checkIni(text);
  if (problems.length > 0) {
    return fail(
      ...problems.map((one) => ({ ...one, field: [origin, one.field].filter(Boolean).join(' ') })),
    );
  }
  return { secrets: { ini: Buffer.from(text), sections, raw }, problems: [], warnings: [] };
}

function fromSections(entries: readonly [string, unknown][], origin: string): ReadSecrets {
  const problems: Problem[] = [];
  const sections: Sections = new Map();
  for (const [section, keys] of entries) {
    if (typeof keys !== 'object' || keys === null || Array.isArray(keys)) {
      problems.push({ field: `${origin} ${section}`, message: 'A section is a mapping of keys.' });
      continue;
    }
    const values = new Map<string, string>();
    for (const [key, value] of Object.entries(keys)) {
      if (typeof value === 'string') values.set(key, value);
      else {
        problems.push({
          field: `${origin} ${section}.${key}`,
          message: 'A value is text.',
          fix: 'Put it in quotes, so that it arrives as it is written.',
        });
      }
    }
    sections.set(section, values);
  }
  return problems.length > 0 ? fail(...problems) : encoded(sections, origin, []);
}

function fromFlat(
  entries: readonly [string, string][],
  origin: string,
  allow: readonly string[],
): ReadSecrets {
  if (allow.length === 0) {
    return fail({
      field: origin,
      message: 'Flat JSON, as from `toJSON(secrets)`, would send every secret of the repository.',
      fix: 'Name the ones to send in `secrets-allow`, or give sections of keys.',
    });
  }
  const matches = (pattern: string, name: string) =>
    new RegExp(`^${pattern.split('').map(globCharacter).join('')}$`).test(name);
  const names = entries.filter(([name]) => name.toLowerCase() !== 'github_token');
  const warnings = allow
    .filter((pattern) => !names.some(([name]) => matches(pattern, name)))
    .map((pattern) => ({ field: 'secrets-allow', message: `\`${pattern}\` matches no secret.` }));
  const taken = names.filter(([name]) => allow.some((pattern) => matches(pattern, name)));
  const problems: Problem[] = taken
    .filter(([name]) => !/^.+?__.+$/.test(name))
    .map(([name]) => ({ field: `${origin} ${name}`, message: 'The name is not SECTION__KEY.' }));
  if (taken.length === 0)
    problems.push({ field: 'secrets-allow', message: 'Nothing matches any secret.' });
  if (problems.length > 0) return fail(...problems);
  const sections: Sections = new Map();
  for (const [name, value] of taken) {
    const [section = '', key = ''] = name.split(/__(.*)/s);
    const keys = sections.get(section) ?? new Map<string, string>();
    sections.set(section, keys.set(key, value));
  }
  return encoded(sections, origin, warnings);
}

function globCharacter(character: string): string {
  if (character === '*') return '.*';
  if (character === '?') return '.';
  return character.replace(/[\\^$.|+()[\]{}]/, '\\$&');
}

function encoded(sections: Sections, origin: string, warnings: readonly Problem[]): ReadSecrets {
  const { text, problems } = encodeIni(sections);
  if (problems.length > 0) {
    return fail(...problems.map((one) => ({ ...one, field: `${origin} ${one.field}` })));
  }
  const read = new Map(
    [...sections].map(([name, keys]) => [
      name,
      new Map([...keys].map(([k, v]) => [k.toLowerCase(), v])),
    ]),
  );
  return { secrets: { ini: Buffer.from(text), sections: read, raw: read }, problems: [], warnings };
}
