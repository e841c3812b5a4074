import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../problem';
import type { Secrets } from '../secrets/secrets';
import type { Findings } from './findings';
import { yamlLimit } from './flambe-yaml';
import { givenText } from './given-text';
import type { RawInputs } from './raw-inputs';
import { readSecrets } from './secrets-input';
import type { ReadContext } from './user-file';

export interface ReadSecrets {
  readonly secrets: Secrets | undefined;
  /** Absolute path of the file that was named. */
  readonly secretsFile: string | undefined;
  /** Names and globs of `secrets-allow`. */
  readonly secretsAllow: readonly string[];
}

/**
 * The secrets of a run: the action's text, or the file that the command line names, or flambé's own
 * `~/.flambe/secrets.ini` if it is there.
 */
export function readSecretsInput(
  raw: RawInputs,
  context: ReadContext,
  findings: Findings,
): ReadSecrets | undefined {
  const given = givenText(withDefault(raw, context), 'secrets', yamlLimit, context);
  const allow = (raw.values.get('secrets-allow') ?? '').split(/[\s,]+/).filter((name) => name);
  if (given === undefined) {
    return { secrets: undefined, secretsFile: undefined, secretsAllow: allow };
  }
  const { secrets, problems, warnings } = readSecrets(given.text, { origin: given.origin, allow });
  findings.warnings.push(...warnings);
  if (problems.length > 0) throw new UserError(problems);
  return { secrets, secretsFile: given.file, secretsAllow: allow };
}

function withDefault(raw: RawInputs, { home }: ReadContext): RawInputs {
  const file = join(home, '.flambe/secrets.ini');
  if (raw.form === 'action' || raw.values.has('secrets') || !existsSync(file)) return raw;
  return { ...raw, values: new Map([...raw.values, ['secrets', file]]) };
}
