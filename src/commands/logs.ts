import type { RawInputs } from '../inputs/raw-inputs';
import { followJob } from '../job/follow';
import type { CommandDeps } from './deps';
import { openFleet } from './recorded-run';

/** Shows a job's log from its first byte, follows it, and ends with the job's exit code. */
export async function logs(id: string, raw: RawInputs, deps: CommandDeps): Promise<number> {
  const { surface, signal } = deps;
  await using opened = await openFleet(id, raw, deps);
  const { fleet, runDir } = opened;
  const log = surface.openJobLog();
  try {
    const take = (chunk: Buffer) => log.write(chunk);
    return (await followJob(fleet.orchestrator, { runDir, signal, take })).exitCode;
  } finally {
    await log.close();
  }
}
