import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { shellCommand } from './plan/quote';

/** Whether what lies there is still there after the job. */
export function stateStays({ RUNNER_TEMP }: NodeJS.ProcessEnv): boolean {
  return RUNNER_TEMP === undefined;
}

/**
 * Folder of this machine under which each run has its own: RUNNER_TEMP on a runner, which is
 * emptied around each job; in a terminal that of the XDG Base Directory Specification.
 */
export function stateRoot({ RUNNER_TEMP, XDG_STATE_HOME }: NodeJS.ProcessEnv): string {
  return join(
    RUNNER_TEMP ?? (XDG_STATE_HOME || join(homedir(), '.local', 'state')),
    'flambe-action',
  );
}

/**
 * The command line that ends a run by its record, in a shell on this machine. One on a runner has neither
 * our command in its PATH nor the job's environment; the action's files and the node that runs them stay.
 */
export function downCommand(id: string, { RUNNER_TEMP }: NodeJS.ProcessEnv): string {
  if (RUNNER_TEMP === undefined) return `flambe-action down ${id}`;
  const [node = '', started = ''] = process.argv;
  const cli = join(dirname(realpathSync(started)), 'cli.js');
  return shellCommand(['env', `RUNNER_TEMP=${RUNNER_TEMP}`, node, cli, 'down', id]);
}
