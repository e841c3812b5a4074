import type { ImageDisks } from '../../plan/cost';
import { takenTags } from '../../plan/tags';
import { ExitCode, UserError } from '../../problem';
import type { MadeMachine } from '../../teardown/record';
import type { Claim, ClusterNode } from '../provider';
import type { Acquisition, SaveAws } from './acquire';
import { awsWords } from './errors';
import { type FoundWarm, findWarm } from './find-warm';
import { type Ec2Instance, partsOf } from './instances';
import type { Member } from './members';
import { nodeOf } from './members';
import { tagInstances } from './tag-specifications';

/**
 * Takes the warm cluster that fits the file, if there is one that this run can have: it is this run's
 * in the record, then by its tags. Its machines still have the lives that they had.
 *
 * @param disks of the images that the file names, as those of its machines most likely are, too
 * @returns its machines; none when the run makes its own
 * @throws UserError (69) when there are several, or EC2 refuses their tags
 */
export async function takeWarm(
  acquisition: Acquisition,
  claim: Claim | undefined,
  disks: ImageDisks,
  record: SaveAws,
): Promise<readonly Member[]> {
  const { plan, cluster, clients, options, signal } = acquisition;
  const warm = claim && (await findWarm(acquisition, Date.now()));
  if (!warm) return [];
  const all = nodesOf(warm, acquisition);
  const keys = await claim({
    id: warm.id,
    hostKey: warm.hostKey,
    nodes: all.map(({ node }) => node) as [ClusterNode, ...ClusterNode[]],
    jump: cluster.jump,
    keyFile: options.userKeyFile ?? '',
    types: all.map(({ instance }) => instance.InstanceType ?? ''),
    disks,
    ...(warm.hostKeys && { hostKeys: keysByName(all, warm.hostKeys) }),
  });
  if (!keys) return [];
  const members = all.flatMap(({ node, instance, number }): Member[] => {
    const hostKey = keys.get(node.name);
    const isUnarmed = warm.hostKeys !== undefined;
    if (hostKey !== undefined) return [{ id: instance.InstanceId, number, hostKey, isUnarmed }];
    options.info(`${node.name} (${instance.InstanceId}) is left out: nobody knows its host key`);
    return [];
  });
  const ids = members.map(({ id }) => id);
  const machines = all
    .filter(({ instance }) => ids.includes(instance.InstanceId))
    .map((one) => takenMachine(one, disks, Date.now()));
  const { machines: before = [] } = record({});
  record({
    ...{ instances: ids, taken: ids, orchestrator: warm.orchestrator.InstanceId },
    machines: [...before, ...machines],
  });
  const tags = takenTags(plan, cluster);
  try {
    await tagInstances(clients, ids, tags, signal);
  } catch (error) {
    signal.throwIfAborted();
    const message = `EC2 does not let the machines of ${warm.id} be taken: ${awsWords(error)}`;
    const problem = { message, fix: 'Give the role the rights in docs/aws-setup.md.' };
    throw new UserError(problem, ExitCode.clusterUnavailable, { cause: error });
  }
  const own = warm.hostKeys ? [] : all.filter(({ instance }) => ids.includes(instance.InstanceId));
  const parts = own.flatMap(({ instance }) => partsOf(instance));
  // Those of machines that flambé made have no tag of ours by which a right could name them. They end
  // with their machines, whatever their tags say.
  await tagInstances(clients, parts, tags, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    options.info(`Volumes and network interfaces keep their tags: ${awsWords(error)}`);
  });
  options.info(`Taking ${ids.length} warm machines of ${warm.id}: ${ids.join(', ')}`);
  return members;
}

/** From now on the run pays for it. */
function takenMachine({ instance, node }: Found, of: ImageDisks, now: number): MadeMachine {
  const { InstanceId: id, InstanceType: type = '', InstanceLifecycle } = instance;
  const since = new Date(now).toISOString();
  const disks = of[node.role];
  const spot = InstanceLifecycle === 'spot';
  return { id, type, spot, since, ...(disks.length > 0 && { disks }) };
}

interface Found {
  readonly node: ClusterNode;
  readonly instance: Ec2Instance;
  readonly number: number;
}

function keysByName(
  all: readonly Found[],
  keys: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map(
    all.flatMap(({ node, instance }) => {
      const key = keys.get(instance.InstanceId);
      return key === undefined ? [] : [[node.name, key] as const];
    }),
  );
}

function nodesOf(
  { orchestrator, factories }: FoundWarm,
  { cluster }: Acquisition,
): readonly Found[] {
  const all: readonly (readonly [number, Ec2Instance])[] = [[0, orchestrator], ...factories];
  return all.map(([number, instance]) => ({
    ...{ number, instance },
    node: nodeOf(instance, number, cluster),
  }));
}
