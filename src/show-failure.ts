import { ExitCode, UserError } from './problem';
import type { Surface } from './surfaces/surface';

/**
 * Shows why nothing more is done: a user's mistake as its problems, anything else as ours.
 *
 * @returns the exit code
 */
export function showFailure(error: unknown, surface: Surface): number {
  if (error instanceof UserError) {
    for (const problem of error.problems) surface.error(problem);
    return error.exitCode;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  surface.error({ message: `Something went wrong that is not your fault: ${message}` });
  if (stack) surface.info(stack);
  return ExitCode.ourFault;
}
