import type { Problem } from '../problem';
import type { ShownName } from './secrets-names';
import type { SecretFault, SecretItem, SecretNode } from './secrets-tree';
import type { Where } from './secrets-where';

/** Sections of keys as they were written, with what is wrong with them. */
export class GatheredSecrets {
  readonly sections = new Map<string, Map<string, string>>();
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #starts = new Map<string, number>();
  readonly #where: Where;
  readonly #shown: ShownName;

  constructor(where: Where, shown: ShownName) {
    this.#where = where;
    this.#shown = shown;
  }

  /** Where a section or a key of it stands; case of the key does not count. */
  where(section: string, key?: string, value?: string) {
    return this.#where(this.#shown(section, key, value), this.#starts.get(identity(section, key)));
  }

  /** @returns the name, unless what stands there cannot be one, which is noted */
  name({ key }: SecretItem): string | undefined {
    if (key.kind === 'scalar' && key.fault === undefined) return key.text;
    this.refuse([], key, {
      message: 'This name of a section or key is not plain text.',
      fix: 'Give it a name of letters, digits, `_`, `.` and `-`.',
    });
    return undefined;
  }

  /** @returns the keys of the section, if it is not there twice, which is noted */
  addSection(name: string, { start }: SecretNode): Map<string, string> | undefined {
    if (this.sections.has(name)) {
      this.refuse([name], { start }, { message: 'The section is there twice.' });
      return undefined;
    }
    const keys = new Map<string, string>();
    this.sections.set(name, keys);
    this.#starts.set(identity(name), start);
    return keys;
  }

  addValue(section: string, key: string, { key: { start }, value }: SecretItem): void {
    const names = [section, key] as const;
    const keys = this.sections.get(section);
    const trouble = troubleWith(value);
    if (trouble) this.refuse(names, { start }, trouble);
    if (keys?.has(key)) {
      this.refuse(names, { start }, { message: 'The key is in its section twice.' });
    } else if (value.kind === 'scalar') {
      keys?.set(key, value.text);
      this.#starts.set(identity(section, key), start);
      if (value.commented) this.warnings.push({ ...this.where(section, key), ...comment });
    }
  }

  /** @param names section and key, as far as there are any */
  refuse(
    [section, key]: readonly string[],
    { start }: Pick<SecretNode, 'start'>,
    problem: Pick<Problem, 'message' | 'fix'>,
  ): void {
    const name = section === undefined ? undefined : this.#shown(section, key);
    this.problems.push({ ...this.#where(name, start), ...problem });
  }
}

function identity(section: string, key?: string): string {
  return JSON.stringify([section, key?.toLowerCase()]);
}

/** Takes a mapping of sections to mappings of keys. */
export function gatherSections(items: readonly SecretItem[], gathered: GatheredSecrets): void {
  for (const item of items) {
    const name = gathered.name(item);
    if (name === undefined) continue;
    const { key, value } = item;
    if (value.kind !== 'mapping' || value.fault) {
      gathered.refuse([name], key, {
        message: `This is ${kinds[value.kind]}, not a section of keys.`,
        fix: 'Write sections with keys and values: `SECTION: { key: value }`.',
      });
    } else if (gathered.addSection(name, key)) {
      for (const inner of value.items) {
        const keyName = gathered.name(inner);
        if (keyName !== undefined) gathered.addValue(name, keyName, inner);
      }
    }
  }
}

const kinds: Readonly<Record<SecretNode['kind'], string>> = {
  scalar: 'one value',
  sequence: 'a list',
  alias: 'an alias',
  mapping: 'a mapping with a tag or an anchor',
};

const comment = {
  message: 'A comment follows the value, from the ` #` on: that is not part of it.',
  fix: 'If it is, quote the value.',
};

type Trouble = Pick<Problem, 'message' | 'fix'>;

const quote = 'Quote the value.';
const oneText = 'Give the key one text.';
const faults: Readonly<Record<SecretFault, Trouble>> = {
  tag: { message: 'The value starts with `!`, which YAML takes for a tag.', fix: quote },
  anchor: { message: 'The value starts with `&`, which YAML takes for an anchor.', fix: quote },
  folded: {
    message: 'The value runs over several lines, which YAML joins by spaces.',
    fix: `Write it as a block, \`key: |-\`, or as \`key: \${{ toJSON(secrets.NAME) }}\`.`,
  },
};

function troubleWith({ kind, fault }: SecretNode): Trouble | undefined {
  if (fault) return faults[fault];
  if (kind === 'alias') {
    return { message: 'The value starts with `*`, which YAML takes for an alias.', fix: quote };
  }
  if (kind === 'sequence') return { message: 'The value is a list.', fix: oneText };
  if (kind === 'mapping') {
    return { message: 'The value is nested deeper than section and key.', fix: oneText };
  }
  return undefined;
}
