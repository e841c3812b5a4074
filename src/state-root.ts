import { homedir } from 'node:os';
import { join } from 'node:path';

/** Whether what lies there is still there after the job. */
export function stateStays({ RUNNER_TEMP }: NodeJS.ProcessEnv): boolean {
  return RUNNER_TEMP === undefined;
}

/**
 * Folder of this machine under which each run has its own: RUNNER_TEMP on a runner, which is
 * emptied around each job; in a terminal that of the XDG Base Directory Specification.
 */
export function stateRoot({ RUNNER_TEMP, XDG_STATE_HOME }: NodeJS.ProcessEnv): string {
  return join(RUNNER_TEMP ?? XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'flambe-action');
}
