import { ExitCode, UserError } from './problem';
import type { Surface } from './surfaces/surface';

/**
 * Shows why nothing more is done: a user's mistake as its problems, anything else as ours.
 *
 * @param signal aborted when the user wanted the end
 * @returns the exit code
 */
export function showFailure(error: unknown, surface: Surface, signal?: AbortSignal): number {
  if (error instanceof UserError) {
    for (const problem of error.problems) surface.error(problem);
    return error.exitCode;
  }
  if (signal?.aborted) {
    surface.error({ message: 'Interrupted.' });
    return ExitCode.interrupted;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  surface.error({ message: `Something went wrong that is not your fault: ${message}` });
  if (stack) surface.info(stack);
  return ExitCode.ourFault;
}
