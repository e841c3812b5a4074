import type { RawInputs } from '../inputs/raw-inputs';
import { readSweepInputs, sweepOptions } from '../inputs/sweep-inputs';
import { processContext } from '../inputs/user-file';
import { ExitCode } from '../problem';
import { sweepClock } from '../sweep-clock';
import type { CommandDeps } from './deps';

/** Shows what dead runs have left at AWS; ends it when `yes`. */
export async function sweep(raw: RawInputs, yes: boolean, deps: CommandDeps): Promise<number> {
  const { surface, environment } = deps;
  const inputs = readSweepInputs(sweepOptions(raw, yes, environment), processContext());
  // Read now, not before: other commands start without the AWS SDK.
  const { runSweep } = await import('../run-sweep');
  const well = await runSweep({ ...deps, inputs, clock: sweepClock(environment) });
  if (!yes) surface.info('Nothing was ended. The same with --yes ends it.');
  return well ? 0 : ExitCode.clusterUnavailable;
}
