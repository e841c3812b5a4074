import { statSync } from 'node:fs';
import { Findings } from './inputs/findings';
import type { RawInputs } from './inputs/raw-inputs';
import { readSecretsInput } from './inputs/read-secrets-input';
import { processContext } from './inputs/user-file';
import { UserError } from './problem';
import { maskable } from './secrets/maskable';
import type { RunRecord } from './teardown/record';

/**
 * Secrets of a run in all forms that no log may show, given again as main has read them before, or from
 * the file that they were in.
 *
 * @returns undefined where it has some that are not at hand any more
 * @throws UserError when those that the command line names cannot be read
 */
export function hiddenAgain(
  raw: RawInputs,
  { secrets, startedAt }: Pick<RunRecord, 'secrets' | 'startedAt'>,
): readonly string[] | undefined {
  const isGiven = raw.values.has('secrets');
  const given = isGiven ? raw : withFile(raw, secrets, startedAt);
  const findings = new Findings();
  const read = given && findings.attempt(() => readSecretsInput(given, processContext(), findings));
  // Whoever types it can mend it; post has to go on.
  if (isGiven && raw.form === 'command-line' && findings.problems.length > 0) {
    throw new UserError(findings.problems);
  }
  if (read?.secrets) return maskable(read.secrets).values;
  return secrets === undefined ? [] : undefined;
}

function withFile(
  raw: RawInputs,
  secrets: RunRecord['secrets'],
  since: string,
): RawInputs | undefined {
  const { file, allow = [] } = secrets ?? {};
  if (file === undefined || !isUnchanged(file, since)) return undefined;
  const again = [
    ['secrets', file],
    ['secrets-allow', allow.join('\n')],
  ] as const;
  return { ...raw, values: new Map([...raw.values, ...again]) };
}

/** A file that was changed since the run began may have lost what its log shows. */
function isUnchanged(file: string, since: string): boolean {
  try {
    const stats = statSync(file);
    return stats.isFile() && stats.mtimeMs < Date.parse(since);
  } catch {
    return false;
  }
}
