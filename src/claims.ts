import { checkMaxCost, type PricedMachines } from './plan/cost';
import type { RunPlan } from './plan/plan';
import { UserError } from './problem';
import type { WarmCluster } from './providers/provider';
import { type Claimed, claimWarm } from './remote/claim';
import { costOfRun } from './run-cost';
import type { RunDeps } from './run-job';

type ClaimDeps = Pick<RunDeps, 'plan' | 'inputs' | 'file' | 'surface' | 'signal'>;

/** What a run takes over from earlier runs, and holds until it has it as its own. */
export class Claims {
  readonly #deps: ClaimDeps;
  #claimed: Claimed | undefined;

  constructor(deps: ClaimDeps) {
    this.#deps = deps;
  }

  /** @returns undefined when the run has to make machines of its own; why is told */
  async claim(warm: WarmCluster): Promise<ReadonlyMap<string, string> | undefined> {
    const { plan, inputs, file, surface, signal } = this.#deps;
    try {
      const cost = await costOfRun(plan, machinesWith(warm, plan));
      if (cost) checkMaxCost(cost, inputs.maxCost);
      this.#claimed = await claimWarm(warm, {
        runId: plan.id,
        stateDir: file.dir,
        leaseSeconds: plan.leaseSeconds,
        onKnown: (claiming) => file.save({ claiming }),
        signal,
      });
    } catch (error) {
      if (signal.aborted || !(error instanceof UserError)) throw error;
      for (const { message } of error.problems) {
        surface.warning({ message: `The warm cluster ${warm.id} is not taken: ${message}` });
      }
    }
    if (this.#claimed) return this.#claimed.hostKeys;
    surface.info(`${warm.id} is not to be had: this run makes its own machines.`);
    return undefined;
  }

  async leave(): Promise<void> {
    await this.#claimed?.leave();
  }
}

/** The machines of a run that takes these: all of them, and the factories that are missing. */
function machinesWith(
  { nodes, types, disks }: WarmCluster,
  { cluster }: RunPlan,
): readonly PricedMachines[] {
  if (cluster.kind !== 'aws') return [];
  const { factoriesNum, factoriesTypes, spot } = cluster;
  const missing = Math.max(0, factoriesNum + 1 - types.length);
  return [
    ...nodes.map(({ role }, i) => {
      const machine = { role, count: 1, types: [types[i] ?? ''], spot: false };
      return { ...machine, disks: disks[role] };
    }),
    {
      ...{ role: 'factory', count: missing, types: factoriesTypes, spot: spot !== false },
      disks: disks.factory,
    },
  ];
}
