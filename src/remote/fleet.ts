import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExitCode, type Problem, UserError } from '../problem';
import type { Cluster, ClusterNode, Jump } from '../providers/provider';
import { Machine } from './machine';
import { jumpName, runnerSshConfig } from './ssh-config';
import { type Hop, type HostFacts, type VerifiedKey, verifyHost } from './verify-host';

/** The machines of a cluster, each verified, and one ssh_config for OpenSSH that says the same. */
export interface Fleet {
  readonly orchestrator: Machine;
  readonly factories: readonly Machine[];
  /** All of them, the orchestrator first. */
  readonly machines: readonly Machine[];
  readonly sshConfigFile: string;
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

interface FirstConnectOptions extends ConnectOptions {
  /** How the user calls the place where host keys are pinned. */
  readonly pinnedIn: string;
  readonly onVerified: (node: ClusterNode, key: VerifiedKey) => void;
}

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
  const { stateDir, signal, runId } = options;
  const { nodes, jump, keyFile } = cluster;
  const outcomes = await verifyAll(cluster, options);
  const verified = judge(outcomes);
  const inside = outcomes.filter(({ hops }) => isInside(hops)).map(({ node }) => node.name);
  const keys = Object.fromEntries(
    verified.flatMap(({ hops, keys }) => hops.map((hop, i) => [hop.name, keys[i] as VerifiedKey])),
  );
  const machines = makeMachines({ nodes, jump, inside, keys, runId, keyFile });
  const lines = await hostKeyLines(machines, signal);
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
    fleet: assemble(machines.nodes, sshConfigFile),
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
  return assemble(machines.nodes, await writeRunConfig(known, keyFile, stateDir));
}

export async function disconnect(fleet: Fleet): Promise<void> {
  await Promise.all(fleet.machines.map((machine) => machine.close()));
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

interface Outcome {
  readonly node: ClusterNode;
  readonly hops: readonly [...Hop[], Hop];
  readonly result: Awaited<ReturnType<typeof verifyHost>>;
}

async function verifyAll(cluster: Cluster, options: FirstConnectOptions): Promise<Outcome[]> {
  const { stateDir, pinnedIn, signal, onVerified } = options;
  const { nodes, jump, keyFile, knownHostsFile } = cluster;
  const verify = async (among: readonly ClusterNode[], inside: ReadonlySet<string>) => {
    const sshConfigFile = join(stateDir, inside.size > 0 ? 'ssh_config.inside' : 'ssh_config');
    const config = { nodes, jump, inside, keyFile, knownHostsFile, pinnedBy: 'user' } as const;
    await writeFile(sshConfigFile, runnerSshConfig(config), { mode: 0o600 });
    return Promise.all(
      among.map(async (node): Promise<Outcome> => {
        const hops = hopsTo(node, cluster, inside);
        const result = await verifyHost({ hops, sshConfigFile, pinnedIn }, signal);
        const key = result.kind === 'verified' && result.keys.at(-1);
        if (key) onVerified(node, key);
        return { node, hops, result };
      }),
    );
  };
  const first = await verify(nodes, new Set());
  if (first[0]?.result.kind !== 'verified') return first;
  const away = first.filter(({ result }) => result.kind === 'unreachable').map(({ node }) => node);
  if (away.length === 0) return first;
  const again = await verify(away, new Set(away.map(({ name }) => name)));
  return first.map((outcome) => again.find(({ node }) => node === outcome.node) ?? outcome);
}

function hopsTo(
  node: ClusterNode,
  { nodes, jump }: Cluster,
  inside: ReadonlySet<string>,
): readonly [...Hop[], Hop] {
  const hop = ({ name, host, port, user }: ClusterNode): Hop => ({
    name,
    address: host,
    port,
    user,
  });
  const before = jump ? [{ ...jump, name: jumpName, address: jump.host }] : [];
  if (!inside.has(node.name)) return [...before, hop(node)];
  return [...before, hop(nodes[0]), { ...hop(node), address: node.privateHost }];
}

function isInside(hops: readonly Hop[]): boolean {
  return hops.length > 1 && hops.at(-2)?.name === 'orchestrator';
}

interface Fit {
  readonly node: ClusterNode;
  readonly hops: readonly Hop[];
  readonly keys: readonly VerifiedKey[];
  readonly facts: HostFacts;
}

/** @throws UserError with everything that is wrong with any of the hosts */
function judge(outcomes: readonly Outcome[]): readonly Fit[] {
  const problems: Problem[] = [];
  const fit: Fit[] = [];
  for (const { node, hops, result } of outcomes) {
    const field = `${node.name} (${node.host})`;
    if (result.kind === 'refused') problems.push(result.problem);
    else if (result.kind === 'unreachable') {
      problems.push({
        field,
        message: `No SSH connection to ${node.host} port ${node.port}: ${result.reason || 'no answer'}.`,
        fix: 'See that the machine is up and that its firewall or security group lets this machine in.',
      });
    } else if (result.facts.missing.length > 0) {
      problems.push({
        field,
        message: `The host has no ${result.facts.missing.map((tool) => `\`${tool}\``).join(', ')}.`,
        fix: 'Install openssh-client, rsync, coreutils and util-linux there.',
      });
    } else fit.push({ node, hops, keys: result.keys, facts: result.facts });
  }
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  return fit;
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

function assemble(machines: readonly Machine[], sshConfigFile: string): Fleet {
  const [orchestrator, ...factories] = machines;
  if (!orchestrator) throw new Error('A cluster has an orchestrator.');
  return { orchestrator, factories, machines, sshConfigFile };
}
