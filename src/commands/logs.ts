import { constants } from 'node:os';
import type { RawInputs } from '../inputs/raw-inputs';
import { followJob } from '../job/follow';
import { ExitCode, UserError } from '../problem';
import type { CommandDeps } from './deps';
import { openFleet, openRecord } from './recorded-run';

/** As a shell counts one that SIGPIPE has ended. */
const unreadExitCode = 128 + constants.signals.SIGPIPE;

/**
 * Shows a job's log from its first byte, follows it, and ends with the job's exit code. Nothing
 * depends on it, unlike on a run: it ends when nobody reads any more (`| head`).
 *
 * @throws UserError (64) when the run has not started its job yet
 */
export async function logs(id: string, raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface } = deps;
  if (openRecord(id, deps).record.job === undefined) throw noJobYet(id);
  await using opened = await openFleet(id, raw, deps);
  const { fleet, runDir } = opened;
  const log = surface.openJobLog();
  const unread = new AbortController();
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') unread.abort();
  });
  const signal = AbortSignal.any([deps.signal, unread.signal]);
  try {
    const take = (chunk: Buffer) => log.write(chunk);
    return (await followJob(fleet.orchestrator, { runDir, signal, take })).exitCode;
  } catch (error) {
    if (unread.signal.aborted) return unreadExitCode;
    throw error;
  } finally {
    await log.close();
  }
}

function noJobYet(id: string): UserError {
  const message = `The run \`${id}\` has not started its job yet.`;
  const fix = 'Ask again when it has prepared its hosts.';
  return new UserError({ field: 'CLUSTER-ID', message, fix }, ExitCode.wrongUse);
}
