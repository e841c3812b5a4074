import { longerLease } from '../../plan/boot-time';
import { tagNames } from '../../plan/tags';
import { ExitCode, UserError } from '../../problem';
import type { Acquisition } from './acquire';
import { asking } from './asking';
import { endCommand } from './by-hand';
import { numbered } from './factory-numbers';
import { flambesCluster, flambesOrchestrators } from './find-flambe';
import { escaped } from './inspection/key-match';
import { type Ec2Instance, findInstances, isOrchestrator } from './instances';
import { ownName } from './key-pair';
import { tagOf } from './tag-specifications';

/** What `teardown: never` has left, or flambé itself, as EC2 tells of it. */
export interface FoundWarm {
  /** Cluster id of the run that left it; of flambé's own the id of its orchestrator. */
  readonly id: string;
  /** Public host key of the orchestrator. */
  readonly hostKey: string;
  readonly orchestrator: Ec2Instance;
  /** By their number. */
  readonly factories: ReadonlyMap<number, Ec2Instance>;
  /** Of flambé's own, by instance id: public host keys of all that are known. */
  readonly hostKeys?: ReadonlyMap<string, string>;
}

/** Seconds that a cluster must still have: new machines may have to start beside it. */
const leastLeft = 600;

/**
 * The one warm cluster of the same `creator` and `Cluster-Name` that this run could take, as flambé
 * reuses clusters (flambe/cluster/aws.py), those that it has started itself included; one that another
 * run has is not there. Why one is not taken is told.
 *
 * @throws UserError (69) naming the orchestrators, when there are more; when EC2 does not tell
 */
export async function findWarm(
  acquisition: Acquisition,
  now: number,
): Promise<FoundWarm | undefined> {
  const { cluster, clients, options, signal } = acquisition;
  const { info, userKeyFile, aws } = options;
  const region = aws?.region ?? '';
  const tags = { creator: [escaped(cluster.creator)], 'Cluster-Name': [escaped(cluster.name)] };
  const all = await asking('ec2:DescribeInstances', signal, () =>
    findInstances(clients.ec2, tags, ['running'], signal),
  );
  const flambes = await flambesOrchestrators(all, acquisition);
  const warm = all.filter((one) => tagOf(one, tagNames.warm) === 'true');
  const least = leastLeft + longerLease(cluster);
  const free = warm.filter((one) => isOrchestrator(one) && secondsLeft(one, now) >= least);
  const [flambe] = flambes;
  if (flambe) {
    if (flambes.length + free.length > 1) throw tooMany([...free, ...flambes], region);
    return flambesCluster(flambe, all, acquisition);
  }
  const [orchestrator] = free;
  if (!orchestrator) return undefined;
  const { InstanceId, KeyName } = orchestrator;
  const id = tagOf(orchestrator, tagNames.id) ?? '';
  const hostKey = tagOf(orchestrator, tagNames.hostKey);
  const refuse = (why: string) => info(`${InstanceId} is warm, and not taken: ${why}.`);
  if (userKeyFile === undefined) {
    const whose = KeyName === ownName(id) ? 'the key that was made for its run' : 'its key';
    refuse(`nobody has ${whose}; with \`key\` or \`ssh-private-key\` clusters can be taken`);
  } else if (cluster.securityGroup === 'runner') {
    refuse('its security group lets in the runner alone for which it was made');
  } else if (free.length > 1) {
    throw tooMany(free, region);
  } else if (hostKey === undefined) {
    refuse(`it has no tag ${tagNames.hostKey}: nobody knows its host key`);
  } else {
    const factories = warm.filter((one) => !isOrchestrator(one) && tagOf(one, tagNames.id) === id);
    return { id, hostKey, orchestrator, factories: numbered(factories, cluster.name) };
  }
  return undefined;
}

function secondsLeft(instance: Ec2Instance, now: number): number {
  return (Date.parse(tagOf(instance, tagNames.expiresAt) ?? '') - now) / 1000;
}

function tooMany(orchestrators: readonly Ec2Instance[], region: string): UserError {
  const ids = orchestrators.map(({ InstanceId }) => InstanceId);
  const named = orchestrators.map(
    (one) => `${one.InstanceId} (${tagOf(one, tagNames.id) ?? 'of flambé'})`,
  );
  const command = endCommand(region, [ids[1] ?? '']);
  return new UserError(
    {
      field: 'name',
      message: `There are ${ids.length} free orchestrators of the same \`creator\` and \`name\`: ${named.join(', ')}.`,
      fix: `End all but one with their factories, as by \`${command}\`, or give this cluster another name.`,
    },
    ExitCode.clusterUnavailable,
  );
}
