import { lastLines } from '../last-lines';
import { ExitCode, type Problem, UserError } from '../problem';
import { withoutCredentials } from '../without-credentials';

/** Something that nodes need cannot be had on this machine either. */
export function cannotBring(message: string, fix?: string, cause?: unknown): UserError {
  const problem: Problem = { field: 'packages', message, ...(fix && { fix }) };
  return new UserError(problem, ExitCode.clusterUnavailable, { cause });
}

/** The end of what a program said, without the credentials of any URL in it. */
export function lastWords(text: string): string {
  return lastLines(withoutCredentials(text));
}
