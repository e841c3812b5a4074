import { statSync } from 'node:fs';
import { Findings } from './inputs/findings';
import type { RawInputs } from './inputs/raw-inputs';
import { readSecretsInput } from './inputs/read-secrets-input';
import { processContext } from './inputs/user-file';
import { maskable } from './secrets/maskable';
import type { RunRecord } from './teardown/record';

/**
 * Secrets of a run in all forms that no log may show, given again as main has read them before, or from
 * the file that they were in.
 *
 * @returns undefined where it has some that are not at hand any more
 */
export function hiddenAgain(
  raw: RawInputs,
  { secrets, startedAt }: Pick<RunRecord, 'secrets' | 'startedAt'>,
): readonly string[] | undefined {
  if (secrets === undefined) return [];
  const given = raw.values.has('secrets') ? raw : withFile(raw, secrets.file, startedAt);
  const findings = new Findings();
  const read = given && findings.attempt(() => readSecretsInput(given, processContext(), findings));
  return read?.secrets && maskable(read.secrets).values;
}

function withFile(raw: RawInputs, file: string | undefined, since: string): RawInputs | undefined {
  if (file === undefined || !isUnchanged(file, since)) return undefined;
  return { ...raw, values: new Map([...raw.values, ['secrets', file]]) };
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
