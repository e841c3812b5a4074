import type { AwsClusterFile } from '../../inputs/cluster-file';
import { launchPlaces } from '../../plan/launch-places';
import type { Acquisition, SaveAws } from './acquire';
import { firstBoot } from './first-boot';
import type { Image } from './images';
import type { Inspection } from './inspect';
import { type Launched, launch } from './launch';
import type { Asked, MachineOrder, MachineSetting, Market } from './machine-order';
import type { Member } from './members';

/** All roles at the same time. @returns the orchestrator, if there was none, and the factories */
export async function launchAll(
  { cluster, plan, clients, options, signal }: Acquisition,
  { images }: Inspection,
  setting: MachineSetting,
  taken: readonly Member[],
  record: SaveAws,
): Promise<readonly [readonly Launched[], readonly Launched[]]> {
  const { stateDir, info } = options;
  const before = record({});
  const instances = new Set([...(before.instances ?? []), ...taken.map(({ id }) => id)]);
  const machines = new Map(before.machines?.map((one) => [one.id, one]));
  const onLaunchedOf =
    ({ disks }: Image) =>
    (id: string, { type, market }: Asked) => {
      const since = new Date().toISOString();
      const besides = disks.length > 0 ? { disks } : {};
      const made = machines.get(id) ?? { id, type, spot: market === 'spot', since, ...besides };
      machines.set(id, made);
      record({ instances: [...instances.add(id)], machines: [...machines.values()] });
    };
  const refused = new Map(Object.entries(before.refused ?? {}));
  const onRefused = (token: string, words: string) => {
    record({ refused: Object.fromEntries(refused.set(token, words)) });
  };
  let isAnswered = true;
  const onUnanswered = () => {
    isAnswered = false;
  };
  const deps = {
    ...setting,
    ...{ clients, info, signal, onRefused, refused, onUnanswered },
    firstBoot: (order: MachineOrder, call: number) => firstBoot(stateDir, plan, order, call),
  };
  const orchestrators = taken.length > 0 ? 0 : 1;
  const factories = Math.max(0, taken.length - 1);
  const outcomes = await Promise.allSettled([
    launch(
      {
        role: 'orchestrator',
        count: orchestrators,
        least: orchestrators,
        places: launchPlaces([cluster.orchestratorType], cluster.subnetIds),
        markets: ['on-demand'],
        image: images.orchestrator,
        idleHours: cluster.orchestratorTimeout,
      },
      { ...deps, onLaunched: onLaunchedOf(images.orchestrator) },
    ),
    launch(
      {
        role: 'factory',
        count: cluster.factoriesNum - factories,
        least: cluster.minFactories - factories,
        places: launchPlaces(cluster.factoriesTypes, cluster.subnetIds),
        markets: markets(cluster),
        image: images.factories,
        idleHours: cluster.factoriesTimeout,
      },
      { ...deps, onLaunched: onLaunchedOf(images.factories) },
    ),
  ]);
  const [first, others] = outcomes;
  // All that were started are known: who ends them need not wait until EC2 shows others.
  if (isAnswered && !signal.aborted) record({ launching: false });
  if (first.status === 'rejected') throw first.reason;
  if (others.status === 'rejected') throw others.reason;
  return [first.value, others.value];
}

function markets({ spot }: AwsClusterFile): readonly [Market, ...Market[]] {
  if (spot === 'prefer') return ['spot', 'on-demand'];
  return spot ? ['spot'] : ['on-demand'];
}
