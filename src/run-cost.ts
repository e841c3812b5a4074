import { type Cost, costOf, costOfUsed, instancePrice, type PricedMachines } from './plan/cost';
import type { RunPlan } from './plan/plan';
import type { MadeMachine } from './teardown/record';

/** What a run costs; undefined where it uses machines that are there anyway. */
export async function costOfRun(
  plan: RunPlan,
  machines?: readonly PricedMachines[],
): Promise<Cost | undefined> {
  if (plan.cluster.kind !== 'aws') return undefined;
  // As large as all the rest that a start reads.
  const { prices } = await import('./plan/prices');
  return costOf(plan, prices, machines);
}

export interface Spent {
  /** Too few where anything is unknown. */
  readonly dollars: number;
  /** Types of machines that have no known price. */
  readonly unknown: readonly string[];
}

/** What the machines that a run has had have cost until now; undefined where it made none of its own. */
export async function costUntilNow(
  plan: RunPlan,
  machines: readonly MadeMachine[],
  now: number,
): Promise<Spent | undefined> {
  const { cluster, region = '' } = plan;
  if (cluster.kind !== 'aws') return undefined;
  const { prices } = await import('./plan/prices');
  const used = machines.map(({ type, since, until, disks = [] }) => {
    const end = until === undefined ? now : Date.parse(until);
    return { type, disks, seconds: (end - Date.parse(since)) / 1000 };
  });
  const types = [...new Set(machines.map(({ type }) => type))];
  const unknown = types.filter((type) => instancePrice(type, region, prices) === undefined);
  return { dollars: costOfUsed(plan, prices, used), unknown };
}

/** As they are priced while they run. */
export function priced(machines: readonly MadeMachine[]): readonly PricedMachines[] {
  return machines
    .filter(({ until }) => until === undefined)
    .map(({ type, spot, disks = [] }) => {
      return { role: 'factory', count: 1, types: [type], spot, disks };
    });
}
