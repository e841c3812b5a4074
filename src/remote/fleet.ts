import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Cluster, ClusterNode, Jump } from '../providers/provider';
import type { RunningChild } from './child';
import { Machine } from './machine';
import { jumpName, loginSocket, runnerSshConfig } from './ssh-config';
import type { HostFacts, VerifiedKey } from './verify-host';
import { isInside, type VerifiedHost, type VerifyOptions, verifyHosts } from './verify-hosts';

/** The machines of a cluster, each verified, and one ssh_config for OpenSSH that says the same. */
export interface Fleet {
  readonly orchestrator: Machine;
  readonly factories: readonly Machine[];
  /** All of them, the orchestrator first. */
  readonly machines: readonly Machine[];
  readonly jump: Machine | undefined;
  readonly sshConfigFile: string;
  /** Logins by OpenSSH that are open until the fleet is left. */
  readonly logins: readonly RunningChild[];
}

/** What connecting for the first time tells of the hosts. */
export interface FirstContact {
  readonly fleet: Fleet;
  readonly facts: ReadonlyMap<string, HostFacts>;
  /** How each host was reached and which key it showed: enough to connect again. */
  readonly known: KnownHosts;
}

/** Verified keys of every hop to every node; holds no secret. */
export interface KnownHosts {
  readonly nodes: readonly ClusterNode[];
  readonly jump: Jump | undefined;
  /** By host name in our ssh_config. */
  readonly keys: Readonly<Record<string, VerifiedKey & { readonly line: string }>>;
  /** Factories that only the orchestrator reaches. */
  readonly inside: readonly string[];
}

export interface ConnectOptions {
  readonly runId: string;
  /** 0700 folder of this run on the runner. */
  readonly stateDir: string;
  readonly signal: AbortSignal;
}

export type FirstConnectOptions = ConnectOptions & VerifyOptions;

/**
 * Verifies every host by OpenSSH against the pinned keys, then connects with ssh2 to exactly those.
 * A factory that is not reached from here is reached through the orchestrator, still end to end.
 *
 * @throws UserError with a problem for each host that is not pinned, not reached or not fit
 */
export async function connect(
  cluster: Cluster,
  options: FirstConnectOptions,
): Promise<FirstContact> {
  const verified = await verifyHosts(cluster, options);
  try {
    return await enter(cluster, verified, options);
  } catch (error) {
    for (const { login } of verified) login.kill();
    throw error;
  }
}

async function enter(
  { nodes, jump, keyFile }: Cluster,
  verified: readonly VerifiedHost[],
  { stateDir, signal, runId }: ConnectOptions,
): Promise<FirstContact> {
  const inside = verified.filter(isInside).map(({ node }) => node.name);
  const keys = Object.fromEntries(
    verified.flatMap(({ hops, keys }) => hops.map((hop, i) => [hop.name, keys[i] as VerifiedKey])),
  );
  const machines = makeMachines({ nodes, jump, inside, keys, runId, keyFile });
  const lines = await hostKeyLines(machines, signal).catch(async (error: unknown) => {
    await close(machines);
    throw error;
  });
  const known: KnownHosts = {
    nodes,
    jump,
    inside,
    keys: Object.fromEntries(
      Object.entries(keys).map(([name, key]) => [name, { ...key, line: lines.get(name) ?? '' }]),
    ),
  };
  const sshConfigFile = await writeRunConfig(known, keyFile, stateDir);
  return {
    fleet: assemble(
      machines,
      sshConfigFile,
      verified.map(({ login }) => login),
    ),
    facts: new Map(verified.map(({ node, facts }) => [node.name, facts])),
    known,
  };
}

/** The same machines again, in another process: held to the keys that were verified then. */
export async function reconnect(
  known: KnownHosts,
  keyFile: string,
  { runId, stateDir }: Omit<ConnectOptions, 'signal'>,
): Promise<Fleet> {
  const machines = makeMachines({ ...known, runId, keyFile });
  return assemble(machines, await writeRunConfig(known, keyFile, stateDir));
}

/** Ends every connection to the machines, for good. */
export async function disconnect(fleet: Fleet): Promise<void> {
  const { machines, jump, logins, sshConfigFile } = fleet;
  for (const login of logins) login.kill();
  // A login that is killed, with us or by us, leaves its socket.
  const dir = dirname(sshConfigFile);
  for (const { name } of machines) await rm(join(dir, loginSocket(name)), { force: true });
  await close({ nodes: machines, jump });
}

async function close({ nodes, jump }: Machines): Promise<void> {
  await Promise.all(nodes.map((machine) => machine.close()));
  await jump?.close();
}

/** known_hosts by node name, as it lies on the runner and on every node. */
export function knownHostsText({ keys }: KnownHosts): string {
  return Object.entries(keys)
    .map(([name, { line }]) => `${name} ${line}\n`)
    .join('');
}

async function writeRunConfig(known: KnownHosts, keyFile: string, stateDir: string) {
  const knownHostsFile = join(stateDir, 'known_hosts');
  await writeFile(knownHostsFile, knownHostsText(known), { mode: 0o600 });
  const inside = new Set(known.inside);
  const config = { ...known, inside, keyFile, knownHostsFile, pinnedBy: 'run' } as const;
  const file = join(stateDir, 'ssh_config');
  await writeFile(file, runnerSshConfig(config), { mode: 0o600 });
  return file;
}

interface Machines {
  readonly nodes: readonly Machine[];
  readonly jump: Machine | undefined;
}

function makeMachines({
  nodes,
  jump,
  inside,
  keys,
  runId,
  keyFile,
}: {
  readonly nodes: readonly ClusterNode[];
  readonly jump: Jump | undefined;
  readonly inside: readonly string[];
  readonly keys: Readonly<Record<string, VerifiedKey>>;
  readonly runId: string;
  readonly keyFile: string;
}): Machines {
  const privateKey = readFileSync(keyFile, 'utf8');
  const machine = (node: ClusterNode, through: Machine | undefined, host: string) => {
    const key = keys[node.name];
    if (!key) throw new Error(`No verified host key of ${node.name}.`);
    const endpoint = { name: node.name, host, port: node.port, user: node.user, key };
    return new Machine(node, { endpoint, through }, privateKey, runId);
  };
  const jumpNode = jump && jumpAsNode(jump);
  const first = jumpNode && machine(jumpNode, undefined, jumpNode.host);
  const made: Machine[] = [];
  for (const node of nodes) {
    const within = inside.includes(node.name);
    made.push(machine(node, within ? made[0] : first, within ? node.privateHost : node.host));
  }
  return { nodes: made, jump: first };
}

function jumpAsNode({ host, port, user }: Jump): ClusterNode {
  return { name: jumpName, role: 'orchestrator', host, privateHost: host, port, user };
}

async function hostKeyLines({ nodes, jump }: Machines, signal: AbortSignal) {
  const all = jump ? [jump, ...nodes] : nodes;
  return new Map(
    await Promise.all(
      all.map(async (machine) => [machine.name, await machine.hostKey(signal)] as const),
    ),
  );
}

function assemble(
  { nodes, jump }: Machines,
  sshConfigFile: string,
  logins: readonly RunningChild[] = [],
): Fleet {
  const [orchestrator, ...factories] = nodes;
  if (!orchestrator) throw new Error('A cluster has an orchestrator.');
  return { orchestrator, factories, machines: nodes, jump, sshConfigFile, logins };
}
