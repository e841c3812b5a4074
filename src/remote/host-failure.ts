import { ExitCode, UserError } from '../problem';

/** errno(3): ENOSPC and EDQUOT, as programs spell them. */
const noSpace = /No space left on device|Disk quota exceeded/;

/** As most programs say it. */
export const diskIsFull = 'No space left on device';

export function isDiskFull(words: string): boolean {
  return noSpace.test(words);
}

/**
 * What went wrong on a host, or on the way to it.
 *
 * @returns with exit code 75 when a disk is full: with room on it, the same run goes well
 */
export function hostFailure(field: string, message: string): UserError {
  if (!isDiskFull(message)) return new UserError({ field, message }, ExitCode.clusterUnavailable);
  return new UserError({ field, message, fix: 'Make room on that disk.' }, ExitCode.lost);
}
