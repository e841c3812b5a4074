import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AwsClusterFile } from '../../inputs/cluster-file';
import { bootWithin } from '../../plan/boot-time';
import { machinesOf } from '../../plan/cost';
import type { RunPlan } from '../../plan/plan';
import { runTags } from '../../plan/tags';
import { guardSettings } from '../../plan/user-data';
import type { AwsRecord } from '../../teardown/record';
import { knownHostsLine } from '../keys';
import type { Claim, Cluster, ClusterNode } from '../provider';
import type { AwsProviderOptions } from './aws-provider';
import type { Ec2Clients } from './clients';
import { endEarlier } from './earlier';
import { freeNumbers } from './factory-numbers';
import { armingScripts } from './first-boot';
import { type Inspection, inspect } from './inspect';
import { partsOf } from './instances';
import { importKeyPair, ownName, runKey } from './key-pair';
import { launchAll } from './launch-all';
import { ended } from './machines-made';
import { type Member, nodeOf } from './members';
import { nameFactories } from './names';
import { publicAddress } from './runner-address';
import { makeSecurityGroup } from './security-group';
import { takeWarm } from './take-warm';
import { waitUntilRunning } from './wait';

export interface Acquisition {
  readonly plan: RunPlan;
  readonly cluster: AwsClusterFile;
  readonly clients: Ec2Clients;
  readonly options: AwsProviderOptions;
  readonly signal: AbortSignal;
}

export interface Acquired {
  readonly cluster: Cluster;
  /** Instance id → name of the node. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Gives a run its machines: those that are warm, and new ones for what is missing. Each thing is in
 * the record before it is made.
 *
 * @throws UserError (69) when they cannot be had; what was made by then is in the record
 */
export async function acquire(acquisition: Acquisition, claim?: Claim): Promise<Acquired> {
  const { plan, cluster, clients, options, signal } = acquisition;
  const { stateDir, save, warning } = options;
  const inspection = await lookAt(acquisition);
  await endEarlier(acquisition);
  const record = recordOf(acquisition);
  const taken = await takeWarm(acquisition, claim, inspection.disks, record);
  const keyFile = options.userKeyFile ?? (await runKey(stateDir, plan.id));
  if (options.userKeyFile === undefined) save({ keyFile });
  const made = await makeMissing(acquisition, inspection, taken, keyFile, record);
  const members = [...taken, ...made].sort((one, other) => one.number - other.number);
  // What is taken may be of flambé, and without one; where there is a jump host, it leads to any.
  const needsPublic = cluster.usePublic && cluster.jump === undefined;
  const isPublic = (one: string) => needsPublic && made.some(({ id }) => id === one);
  const ids = members.map(({ id }) => id);
  const running = await waitUntilRunning(ids, { clients, id: plan.id, isPublic, signal });
  const factories = members.slice(1).map(({ id, number, isUnarmed }) => {
    // Nothing of ours is on the parts of flambé's machines by which a right could name them.
    const parts = isUnarmed ? [] : partsOf(running.get(id) ?? {});
    return { number, resources: [id, ...parts] };
  });
  await nameFactories(cluster.name, factories, { clients, warning, signal });
  const knownHostsFile = join(stateDir, 'bootstrap_hosts');
  const nodes = members.map(({ id, number }) => nodeOf(running.get(id), number, cluster));
  // By both addresses: a factory that the runner does not reach is asked through the orchestrator.
  const lines = nodes.flatMap(({ host, privateHost, port }, i) =>
    [...new Set([host, privateHost])].map((address) =>
      knownHostsLine(address, port, members[i]?.hostKey ?? ''),
    ),
  );
  const jumpHosts = cluster.jump && (await readFile(options.knownHostsFile, 'utf8'));
  await writeFile(knownHostsFile, [...lines, jumpHosts ?? ''].join(''), { mode: 0o600 });
  const { expiresAt, leaseSeconds } = plan;
  const names = new Map(members.map(({ id }, i) => [id, nodes[i]?.name ?? id]));
  return {
    cluster: {
      nodes: nodes as [ClusterNode, ...ClusterNode[]],
      jump: cluster.jump,
      keyFile,
      knownHostsFile,
      ephemeral: {
        bootWithin: bootWithin(made.map(({ id }) => running.get(id)?.InstanceType ?? '')),
        ...{ expiresAt, leaseSeconds, jumpHosts, spot: cluster.spot !== false },
        taken: new Map(taken.map((one) => [names.get(one.id) ?? '', settingsOf(one, acquisition)])),
        unarmed: new Set(taken.filter((one) => one.isUnarmed).map(({ id }) => names.get(id) ?? '')),
        arming: armingScripts(plan, cluster),
      },
    },
    names,
  };
}

function settingsOf({ number }: Member, { plan, cluster }: Acquisition): string {
  const { leaseSeconds } = plan;
  return number === 0
    ? guardSettings({ leaseSeconds, idleHours: cluster.orchestratorTimeout, role: 'orchestrator' })
    : guardSettings({ leaseSeconds, idleHours: cluster.factoriesTimeout, role: 'factory' });
}

/** Before anything is made; what is worth knowing of it is told. */
async function lookAt({ plan, cluster, options, signal }: Acquisition): Promise<Inspection> {
  const { access, userKeyFile, environment, info, warning } = options;
  if (!access) throw new Error('An !AWSCluster wants credentials.');
  const privateKey = userKeyFile && (await readFile(userKeyFile, 'utf8'));
  const runnerAddress = () => publicAddress(environment, signal);
  const inspection = await inspect(plan, cluster, access, { privateKey, runnerAddress, signal });
  for (const line of inspection.infos) info(line);
  for (const problem of inspection.warnings) warning(problem);
  await options.checkCost?.(machinesOf(cluster, inspection.disks));
  return inspection;
}

/** @returns all that the record says then */
export type SaveAws = (patch: Partial<AwsRecord>) => AwsRecord;

function recordOf({ options: { aws, save } }: Acquisition): SaveAws {
  if (!aws) throw new Error('An !AWSCluster wants a region.');
  let record: AwsRecord = aws;
  return (patch) => {
    record = { ...record, ...patch };
    save({ aws: record });
    return record;
  };
}

async function ownKeyPair(
  { plan, cluster, clients, signal }: Acquisition,
  keyFile: string,
  record: SaveAws,
): Promise<string> {
  record({ keyPair: ownName(plan.id) });
  return importKeyPair(clients.ec2, keyFile, runTags(plan, cluster), signal);
}

async function groupOf(
  { plan, cluster, clients, signal }: Acquisition,
  { vpcId, runner }: Inspection,
  record: SaveAws,
): Promise<string> {
  if (cluster.securityGroup !== 'runner') return cluster.securityGroup;
  record({ securityGroup: ownName(plan.id) });
  const order = { vpcId, runner, port: cluster.port, tags: runTags(plan, cluster) };
  return makeSecurityGroup(clients.ec2, order, signal);
}

/** Makes what is not there yet, with all that it needs. */
async function makeMissing(
  acquisition: Acquisition,
  inspection: Inspection,
  taken: readonly Member[],
  keyFile: string,
  record: SaveAws,
): Promise<readonly Member[]> {
  const { plan, cluster } = acquisition;
  if (taken.length > cluster.factoriesNum) return [];
  const keyName = cluster.keyName ?? (await ownKeyPair(acquisition, keyFile, record));
  const securityGroupId = await groupOf(acquisition, inspection, record);
  const salt = acquisition.options.aws?.salt ?? randomUUID();
  record({ launching: true, salt });
  const setting = { plan, cluster, keyName, securityGroupId, salt };
  const [orchestrators, factories] = await launchAll(
    acquisition,
    inspection,
    setting,
    taken,
    record,
  );
  const [orchestrator] = orchestrators;
  const launched = [...orchestrators, ...factories];
  const instances = [...taken, ...launched].map(({ id }) => id);
  const { machines = [] } = record({
    ...{ instances, taken: taken.map(({ id }) => id) },
    ...(orchestrator && { orchestrator: orchestrator.id }),
  });
  record({ machines: ended(machines, (id) => !instances.includes(id), Date.now()) });
  const numbers = freeNumbers(
    taken.map(({ number }) => number),
    factories.length,
  );
  return [
    ...orchestrators.map(({ id, bootstrapKey }) => ({ id, number: 0, hostKey: bootstrapKey })),
    ...factories.map(({ id, bootstrapKey }, i) => {
      return { id, number: numbers[i] ?? 0, hostKey: bootstrapKey };
    }),
  ];
}
