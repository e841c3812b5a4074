import type { Problem } from '../problem';
import { checkIni } from '../secrets/check-ini';
import { encodeIni } from '../secrets/encode-ini';
import type { Secrets, Sections } from '../secrets/secrets';
import { spell } from '../secrets/spell';
import { gatherAllowed } from './secrets-allow';
import { shownNames } from './secrets-names';
import { GatheredSecrets, gatherSections } from './secrets-sections';
import { parseSecretTree } from './secrets-tree';
import { type Where, whereIn } from './secrets-where';

interface Source {
  /** `secrets`, the input, or a file's path as the user wrote it. */
  readonly origin: string;
  /** Names or globs of what to take from flat JSON. */
  readonly allow: readonly string[];
}

export interface ReadSecrets {
  /** Undefined if there are problems. */
  readonly secrets?: Secrets;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Secrets from INI text, which is kept byte for byte; from sections of keys in YAML or JSON; or from
 * flat JSON like `toJSON(secrets)` by `allow`. No problem shows a value, nor any piece of the text
 * that could be one: only names of sections and keys, and places.
 *
 * @param source bytes of a file are best given as such: what is not UTF-8 is refused
 */
export function readSecrets(source: string | Uint8Array, { origin, allow }: Source): ReadSecrets {
  const text = decode(source);
  const where = whereIn(text ?? '', origin);
  if (text === undefined) return fail({ ...where(undefined), ...notUtf8 });
  return isIni(text)
    ? fromIni(text, Buffer.from(source), where, allow)
    : fromTree(text, where, allow);
}

const notUtf8 = { message: 'The text is not UTF-8.', fix: 'Save it as UTF-8.' };

function decode(source: string | Uint8Array): string | undefined {
  if (typeof source === 'string') return source.isWellFormed() ? source : undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(source);
  } catch {
    return undefined;
  }
}

/** By the first line that is neither empty nor a comment. Nothing at all is INI, too. */
function isIni(text: string): boolean {
  const line =
    text
      .match(/^(?![^\S\r\n]*(?:#|$))[^\r\n]*/m)?.[0]
      .replace('\ufeff', '')
      .trim() ?? '';
  if (line === '' || line.startsWith(';')) return true;
  if (line.startsWith('[')) return !isJson(text);
  return /^[^{"':=]*=/.test(line);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function fromIni(text: string, ini: Buffer, where: Where, allow: readonly string[]): ReadSecrets {
  const { sections, raw, problems } = checkIni(text);
  const secrets = { ini, sections, raw };
  if (problems.length > 0) {
    return fail(...problems.map((one) => ({ ...one, ...where(one.field) })));
  }
  const warnings = [...unusedAllow(allow), ...emptyValues(raw, (...name) => where(spell(...name)))];
  return { secrets, problems, warnings };
}

function fromTree(text: string, where: Where, allow: readonly string[]): ReadSecrets {
  const documents = parseSecretTree(text);
  if ('message' in documents) return fail({ ...where(undefined), ...documents });
  const [root, ...others] = documents;
  if (root?.kind !== 'mapping' || root.items.length === 0 || others.length > 0) {
    return fail({ ...where(undefined), ...noSections });
  }
  const gathered = new GatheredSecrets(where, shownNames(root.items));
  const isFlat = root.items.every(({ value }) => value.kind === 'scalar');
  if (isFlat) gatherAllowed(root.items, allow, gathered);
  else {
    gathered.warnings.push(...unusedAllow(allow));
    gatherSections(root.items, gathered);
  }
  return encoded(gathered);
}

const noSections = {
  message: 'The secrets are no sections of keys.',
  fix: 'Write INI text that starts with a line like `[SERVICE]`, or YAML or JSON like `SERVICE: { token: … }`.',
};

function encoded(gathered: GatheredSecrets): ReadSecrets {
  const where: WhereKey = (section, key, value) => gathered.where(section, key, value);
  const { text, problems: unfit } = encodeIni(gathered.sections, where);
  const problems = [...gathered.problems, ...unfit];
  if (problems.length > 0) return { problems, warnings: gathered.warnings };
  const { sections, raw, problems: unread } = checkIni(text);
  if (unread.length > 0) throw new Error('The secrets were written as what Python does not read.');
  const warnings = [...gathered.warnings, ...emptyValues(raw, where)];
  return { secrets: { ini: Buffer.from(text), sections, raw }, problems, warnings };
}

type WhereKey = (section: string, key?: string, value?: string) => Partial<Problem>;

/** What an unset `${{ secrets.NAME }}` leaves behind. */
function emptyValues(raw: Sections, where: WhereKey): Problem[] {
  const message = 'The value is empty.';
  const fix =
    'If it comes from a secret of the workflow, check that it is set and its name is right.';
  return [...raw].flatMap(([section, keys]) =>
    [...keys]
      .filter(([, value]) => value === '')
      .map(([key, value]) => ({ ...where(section, key, value), message, fix })),
  );
}

function unusedAllow(allow: readonly string[]): Problem[] {
  if (allow.length === 0) return [];
  const message = 'It is for flat JSON, as from `toJSON(secrets)`; these secrets have sections.';
  return [{ field: 'secrets-allow', message, fix: 'Leave it out: all sections are taken.' }];
}

function fail(...problems: Problem[]): ReadSecrets {
  return { problems, warnings: [] };
}
