import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sitePorts } from '../../plan/flambe-places';
import { type RunPlan, spansNodes, wantsPython } from '../../plan/plan';
import { ExitCode, UserError } from '../../problem';
import type { RunRecord } from '../../teardown/record';
import type { Cluster, ClusterNode, Provider } from '../provider';
import { candidateAddresses } from './addresses';
import {
  clusterFolder,
  clusterKeyFile,
  introduceNodes,
  knownHostsFile,
  layOutCluster,
  readRecord,
} from './cluster-files';
import { clusterProcesses, runningClusterDirs } from './cluster-processes';
import { type Isolation, type NodeSetting, nodeCommand, nodeSshdConfig } from './isolation';
import { hasNoShell, inspectMachine, type LocalMachine } from './machine';
import { addressInside, type ClusterNetwork, openWays, startNetwork, wayTo } from './network';
import type { LocalNode, PlacedNode } from './node';
import { endProcesses } from './processes';
import { isReady } from './ready';
import { releaseLocal } from './release';
import { environmentsFolder, whyNoSandbox } from './sandbox';
import { type StartedNode, startNode } from './start-node';
import { noNetwork, whyNoNetwork } from './why-no-network';

export interface LocalProviderOptions {
  /** The run's own folder on this machine, 0700; no node sees it. */
  readonly stateDir: string;
  /** Keeps these parts of the record; called before what they lead to is done. */
  save(patch: Partial<RunRecord>): void | Promise<void>;
  /** Told in one line what the nodes have of their own and what they share. */
  info(line: string): void;
}

/** Nodes on this machine: an sshd each, on loopback addresses, with a key made for the cluster. */
export function localProvider(options: LocalProviderOptions): Provider {
  return {
    acquire: (plan, signal) => acquire(plan, signal, options),
    endsMachines: true,
    release: releaseLocal,
    find: findLocal,
  };
}

async function acquire(
  plan: RunPlan,
  signal: AbortSignal,
  { stateDir, save, info }: LocalProviderOptions,
): Promise<Cluster> {
  signal.throwIfAborted();
  const machine = await inspectMachine(process.env);
  const ownNetwork = spansNodes(plan);
  const obstacle = ownNetwork && (await whyNoNetwork(machine, plan.nodeNames.length));
  if (obstacle) throw noNetwork(obstacle);
  const dir = clusterFolder(stateDir, plan.id);
  await save({ keyFile: clusterKeyFile(dir), local: { dir, processes: [] } });
  const environments = wantsPython(plan) ? await environmentsOf(machine) : undefined;
  const nodes = await layOutCluster(dir, plan, machine);
  const sandbox = { machine, secretDir: stateDir, environments };
  const seconds = Math.max(1, Math.ceil((Date.parse(plan.expiresAt) - Date.now()) / 1000));
  const isolation = chooseIsolation(await whyNoSandbox(nodes, sandbox), machine, ownNetwork, info);
  if (isolation === 'home' && environments) await linkEnvironments(nodes, environments);
  const network = ownNetwork ? await startNetwork(dir, machine, seconds, signal) : undefined;
  const setting: NodeSetting = { ...sandbox, isolation, network, seconds };

  for (const addressOf of candidateAddresses(plan.id)) {
    signal.throwIfAborted();
    const placed = nodes.map((node, index) => ({
      ...{ ...node, ...addressOf(index) },
      ...(network && { inside: addressInside(index) }),
    }));
    if (network && !(await openWays(network, placed.map(wayTo)))) continue;
    await introduceNodes(dir, placed);
    const started = await Promise.all(placed.map((node) => startSshd(node, setting)));
    const processes = [network?.first, ...started].flatMap((one) => one?.process ?? []);
    const local = { dir, processes };
    await save({ local });
    const ready = await Promise.all(started.map((node) => isReady(node, signal)));
    if (ready.every(Boolean)) {
      if (network && plan.job.kind === 'flambe') await openSites(network, placed);
      return clusterOf(dir, placed, machine.user.name);
    }
    await endProcesses(() => clusterProcesses(local));
  }
  throw new UserError(
    {
      message: 'A local cluster found no port that is free on the addresses of this machine.',
      fix: 'Look with `ss -ltnp` at what listens on ports 2222 to 2241.',
    },
    ExitCode.clusterUnavailable,
  );
}

function chooseIsolation(
  obstacle: string | undefined,
  { user }: LocalMachine,
  ownNetwork: boolean,
  info: LocalProviderOptions['info'],
): Isolation {
  if (obstacle === undefined) {
    info(
      ownNetwork
        ? 'Each node has its own home, /tmp, /dev/shm, processes, host name and network; all other files are those of this machine'
        : 'Each node has its own home, /tmp, /dev/shm, processes and host name; network and all other files are those of this machine',
    );
    return 'sandbox';
  }
  if (ownNetwork) throw noNetwork(obstacle);
  if (user.locked || hasNoShell(user)) {
    throw new UserError(
      {
        message: `${user.name} may not log in on this machine, and bwrap, which would mend that for a local cluster, cannot be used: ${obstacle}.`,
        fix: 'Run as another user, or install bubblewrap.',
      },
      ExitCode.clusterUnavailable,
    );
  }
  info(
    `Each node has its own $HOME only; /tmp, /dev/shm, processes, host name and all files are those of this machine, because bwrap cannot be used: ${obstacle}`,
  );
  return 'home';
}

async function startSshd(node: PlacedNode, setting: NodeSetting): Promise<StartedNode> {
  await writeFile(join(node.etc, 'ssh', 'sshd_config'), nodeSshdConfig(node, setting));
  return startNode(node, nodeCommand(node, setting));
}

function clusterOf(dir: string, nodes: readonly PlacedNode[], user: string): Cluster {
  const [orchestrator, ...factories] = nodes.map(
    ({ name, host, inside, port }): ClusterNode => ({
      name,
      role: name === 'orchestrator' ? 'orchestrator' : 'factory',
      host,
      privateHost: inside ?? host,
      port,
      user,
    }),
  );
  if (!orchestrator) throw new Error('A cluster has an orchestrator.');
  return {
    nodes: [orchestrator, ...factories],
    jump: undefined,
    keyFile: clusterKeyFile(dir),
    knownHostsFile: knownHostsFile(dir),
  };
}

/** What flambé shows on the orchestrator; where a port is somebody else's, only inside. */
async function openSites(network: ClusterNetwork, [node]: readonly PlacedNode[]): Promise<void> {
  if (!node) return;
  for (const port of Object.values(sitePorts)) await openWays(network, [wayTo({ ...node, port })]);
}

/** They stay, like those on hosts of the user's; the nodes are this machine, and have them in common. */
async function environmentsOf({ user, otherHome }: LocalMachine): Promise<string> {
  const folder = join(otherHome ?? user.home, environmentsFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

async function linkEnvironments(nodes: readonly LocalNode[], folder: string): Promise<void> {
  await Promise.all(nodes.map(({ home }) => symlink(folder, join(home, environmentsFolder))));
}

/** Those whose nodes run, whoever started them, if only this user may end them. */
async function findLocal({ id }: { readonly id?: string }): Promise<readonly RunRecord[]> {
  const records = await Promise.all(runningClusterDirs().map(readRecord));
  return records
    .filter((record) => record !== undefined)
    .filter((record) => id === undefined || record.id === id);
}
