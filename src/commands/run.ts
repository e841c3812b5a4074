import { endRun } from '../end-run';
import { ownContext } from '../identity';
import type { RawInputs } from '../inputs/raw-inputs';
import { readInputs } from '../inputs/read-inputs';
import { processContext } from '../inputs/user-file';
import { tellPlan } from '../plan-run';
import { ExitCode } from '../problem';
import { maskable } from '../secrets/maskable';
import { startRun } from '../start-run';
import { stateRoot } from '../state-root';
import { RecordFile } from '../teardown/record';
import type { CommandDeps } from './deps';

/** Milliseconds that taking everything down may take, and those of them for bringing results home. */
const timeLimit = 120_000;
const rescueTime = 100_000;

/** Runs a job and takes everything down, also after Ctrl-C; or tells what it would do. */
export async function run(raw: RawInputs, deps: CommandDeps, open: boolean): Promise<number> {
  const { surface, environment, signal } = deps;
  const { inputs, warnings } = readInputs(raw, processContext());
  const context = ownContext(environment, Date.now());
  const all = { inputs, warnings, context, surface, environment, signal };
  if (inputs.mode === 'plan') return tellPlan(all);
  let place: string | undefined;
  const onPlace = (dir: string) => {
    place = dir;
  };
  let exitCode: number | undefined;
  try {
    exitCode = await startRun({
      ...{ ...all, onPlace, open },
      stateRoot: stateRoot(environment),
    });
  } finally {
    // A second Ctrl-C does not stop it: what is left then costs more than the wait.
    const file = place === undefined ? undefined : RecordFile.open(place);
    if (file) {
      const { privateKey } = inputs;
      const left = await endRun({
        ...{ file, privateKey, surface, environment, rescueTime },
        hidden: inputs.secrets ? maskable(inputs.secrets).values : [],
        signal: AbortSignal.timeout(timeLimit),
      });
      if (left.length > 0) exitCode ||= ExitCode.clusterUnavailable;
    }
  }
  return exitCode;
}
