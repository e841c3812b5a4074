import { ExitCode, UserError } from '../../problem';
import { errorKind } from './errors';
import { deniedAction, noAnswer, throwIfNoAccess } from './inspection/findings';

/**
 * A call that a run cannot do without.
 *
 * @param action as IAM names it: `ec2:ImportKeyPair`
 * @throws UserError (69) that names it, says what AWS said, and the way out; the reason of `signal`
 */
export async function asking<T>(
  action: string,
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    signal.throwIfAborted();
    throwIfNoAccess(error);
    if (errorKind(error) !== 'denied') throw noAnswer(action, error);
    throw new UserError(deniedAction(action, error), ExitCode.clusterUnavailable, { cause: error });
  }
}
