import { CreateTagsCommand } from '@aws-sdk/client-ec2';
import { tagNames, takenTags } from '../../plan/tags';
import { type Problem, UserError } from '../../problem';
import type { Acquisition } from './acquire';
import { hostKeysSaid } from './consoles';
import { awsWords, errorKind } from './errors';
import { numbered } from './factory-numbers';
import type { FoundWarm } from './find-warm';
import { type Ec2Instance, isOrchestrator } from './instances';
import { ec2Tags, tagOf } from './tag-specifications';

/** Whether flambé itself has started it, and no run of ours has taken it since. */
function isFlambes(instance: Ec2Instance): boolean {
  return tagOf(instance, 'Purpose') === 'flambe' && tagOf(instance, tagNames.id) === undefined;
}

/**
 * The orchestrators of clusters that flambé itself has started, as far as this run may take them; why
 * it may not is told.
 *
 * @param all running instances of this `creator` and `Cluster-Name`
 */
export async function flambesOrchestrators(
  all: readonly Ec2Instance[],
  acquisition: Acquisition,
): Promise<readonly Ec2Instance[]> {
  const found = all.filter((one) => isFlambes(one) && isOrchestrator(one));
  const { cluster, options } = acquisition;
  if (found.length === 0) return [];
  const why =
    options.userKeyFile === undefined
      ? 'nobody has its key; with `key` or `ssh-private-key` it can be taken'
      : cluster.securityGroup === 'runner'
        ? 'with `security_group: runner` its factories and those of this run would not reach each other'
        : await whyNoTags(found, acquisition);
  if (why === undefined) return found;
  for (const { InstanceId } of found) options.warning(notTaken(InstanceId, why));
  return [];
}

/** A role that may not give them our tags may not end them either. */
async function whyNoTags(
  instances: readonly Ec2Instance[],
  { plan, cluster, clients, signal: abortSignal }: Acquisition,
): Promise<string | undefined> {
  const Resources = instances.map(({ InstanceId }) => InstanceId);
  const Tags = ec2Tags(takenTags(plan, cluster));
  const request = new CreateTagsCommand({ Resources, Tags, DryRun: true });
  try {
    await clients.ec2.send(request, { abortSignal });
  } catch (error) {
    abortSignal.throwIfAborted();
    if (error instanceof Error && error.name === 'DryRunOperation') return undefined;
    if (errorKind(error) !== 'denied') return awsWords(error);
  }
  return 'the role has not the rights to take clusters of flambé (docs/aws-setup.md, "Clusters that flambé has started")';
}

/**
 * The cluster of an orchestrator that flambé has started, as its consoles say the host keys.
 *
 * @returns undefined when nobody knows that of the orchestrator; that is told
 */
export async function flambesCluster(
  orchestrator: Ec2Instance,
  all: readonly Ec2Instance[],
  { cluster, clients, options, signal }: Acquisition,
): Promise<FoundWarm | undefined> {
  const factories = all.filter((one) => isFlambes(one) && !isOrchestrator(one));
  const ids = [orchestrator, ...factories].map(({ InstanceId }) => InstanceId);
  // Whatever they say while they boot they have said.
  let why = 'its console says no host keys: nobody knows who answers there';
  const said = await hostKeysSaid(ids, clients, { isBooted: true, signal }).catch((error) => {
    if (signal.aborted || !(error instanceof UserError)) throw error;
    why = error.problems.map(({ message }) => message).join(' ');
    return new Map<string, readonly string[]>();
  });
  const hostKeys = new Map([...said].map(([id, keys]) => [id, bestOf(keys)]));
  const id = orchestrator.InstanceId;
  const hostKey = hostKeys.get(id);
  if (hostKey === undefined) {
    options.warning(notTaken(id, why));
    return undefined;
  }
  return { id, hostKey, orchestrator, factories: numbered(factories, cluster.name), hostKeys };
}

function bestOf(keys: readonly string[]): string {
  return keys.find((key) => key.startsWith('ssh-ed25519 ')) ?? keys[0] ?? '';
}

function notTaken(id: string, why: string): Problem {
  return {
    field: 'name',
    message: `${id} is the orchestrator of a cluster with the same \`creator\` and \`name\` that flambé has started. It is not taken: ${why}. This run makes its own machines.`,
    fix: 'End it, or give this cluster another name.',
  };
}
