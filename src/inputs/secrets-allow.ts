import type { Problem } from '../problem';
import { didYouMean } from './nearest-name';
import type { GatheredSecrets } from './secrets-sections';
import type { SecretItem } from './secrets-tree';

const field = 'secrets-allow';

/**
 * Takes from a flat mapping, as `toJSON(secrets)` gives it, what `allow` names: `SECTION__KEY` is
 * `KEY` of `SECTION`. In an entry of `allow` `*` is any text and `?` any character, and case does not
 * count, as with GitHub's secrets. A glob passes over names without `__`. Never `github_token`.
 */
export function gatherAllowed(
  items: readonly SecretItem[],
  allow: readonly string[],
  gathered: GatheredSecrets,
): void {
  const named = new Map<string, SecretItem>();
  for (const item of items) {
    const name = gathered.name(item);
    if (name !== undefined && !/^github_token$/i.test(name)) named.set(name, item);
  }
  const taken = new Set<string>();
  for (const entry of allow) {
    const isGlob = /[*?]/.test(entry);
    const pattern = globPattern(entry);
    const matching = [...named.keys()].filter((name) => pattern.test(name));
    const usable = isGlob ? matching.filter((name) => splitName(name)) : matching;
    for (const name of usable) taken.add(name);
    if (usable.length === 0) gathered.warnings.push(noMatch(entry, isGlob, named.keys()));
  }
  for (const name of taken) take(name, named.get(name) as SecretItem, gathered);
  if (taken.size === 0) gathered.problems.push(nothingTaken(allow));
}

function take(name: string, item: SecretItem, gathered: GatheredSecrets): void {
  const parts = splitName(name);
  if (!parts) {
    gathered.problems.push({
      field,
      message: `\`${name}\`: the name of the secret does not say its section and key.`,
      fix: 'Name it SECTION__KEY, with two underscores, or write sections of keys.',
    });
    return;
  }
  const [section, key] = parts;
  if (!gathered.sections.has(section)) gathered.addSection(section, item.key);
  gathered.addValue(section, key, item);
}

/** At the first `__` that has something before it. */
function splitName(name: string): [section: string, key: string] | undefined {
  const [, section, key] = /^(.+?)__(.+)$/s.exec(name) ?? [];
  return section === undefined || key === undefined ? undefined : [section, key];
}

function globPattern(glob: string): RegExp {
  const source = glob
    .replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'is');
}

function noMatch(entry: string, isGlob: boolean, names: Iterable<string>): Problem {
  if (/^github_token$/i.test(entry)) {
    return { field, message: '`github_token` is never given to a job.' };
  }
  const fix = isGlob ? undefined : didYouMean(entry, names);
  const message = `\`${entry}\` matches no secret${isGlob ? ' with a name like SECTION__KEY' : ''}.`;
  return { field, message, ...(fix && { fix }) };
}

function nothingTaken(allow: readonly string[]): Problem {
  if (allow.length > 0) {
    const fix = 'Name secrets that the workflow has, like `SERVICE__TOKEN` or `SERVICE__*`.';
    return { field, message: 'None of its entries matches any of the secrets.', fix };
  }
  return {
    field,
    message:
      'The secrets are one flat mapping, as from `toJSON(secrets)`, and it is not said which of them the job may have.',
    fix: 'List them, as names or globs like `SERVICE__*`; or write sections of keys, as in `SERVICE: { token: … }` or `[SERVICE]`.',
  };
}
