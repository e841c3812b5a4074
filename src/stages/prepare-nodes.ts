import type { FlambeRun } from '../flambe-run';
import type { Layout } from '../plan/layout';
import { checkGpus, gpuWords, type Hardware, lookAtHardware } from '../prepare/hardware';
import { runSetupCommands } from '../prepare/setup-commands';
import type { Fleet } from '../remote/fleet';
import { type Prepared, prepareFlambe } from '../run-flambe';
import type { RunDeps } from '../run-job';
import { prepareRay } from '../run-ray';

export interface FlambePrepared extends Prepared {
  readonly run: FlambeRun;
}

export interface NodesPrepared {
  readonly flambe: FlambePrepared | undefined;
  readonly hardware: ReadonlyMap<string, Hardware>;
}

/** Makes the nodes ready for the job: `setup_cmds`, then what flambé or Ray need. */
export async function prepareNodes(
  fleet: Fleet,
  places: Layout,
  flambe: FlambeRun | undefined,
  deps: RunDeps,
): Promise<NodesPrepared> {
  const { plan, surface, signal } = deps;
  const told = (node: string, command: string) => surface.info(`${node}: ${command}`);
  await runSetupCommands(fleet, places, plan.cluster.setupCmds, told, signal);
  const hardware = await seeHardware(fleet, flambe, deps);
  if (plan.job.kind === 'command' && plan.job.ray) {
    await prepareRay(fleet, places, plan.job.ray, deps);
  }
  const prepared = flambe && { run: flambe, ...(await prepareFlambe(flambe, deps)) };
  await fleet.orchestrator.check('look at the run folder', `cd '${places.runDir}'`, { signal });
  return { flambe: prepared, hardware };
}

/** After `setup_cmds`, which may have brought a driver. */
async function seeHardware(
  fleet: Fleet,
  flambe: FlambeRun | undefined,
  { inputs, surface, signal }: RunDeps,
): Promise<ReadonlyMap<string, Hardware>> {
  const hardware = await lookAtHardware(fleet, signal);
  const { infos, warnings } = gpuWords(fleet, hardware);
  for (const line of infos) surface.info(line);
  const { devices } = inputs.runnable;
  if (flambe?.onRay && devices) {
    const workers = fleet.factories.length > 0 ? fleet.factories : [fleet.orchestrator];
    checkGpus(workers, hardware, { perTrial: devices.gpus, place: devices.place });
  }
  for (const warning of warnings) surface.warning(warning);
  return hardware;
}
