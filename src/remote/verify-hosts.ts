import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitCode, formatProblem, type Problem, UserError } from '../problem';
import type { Cluster, ClusterNode } from '../providers/provider';
import { pinSaid, type SaidKeys, strangerProblem } from './said-keys';
import { jumpName, runnerSshConfig } from './ssh-config';
import {
  type Hop,
  type HostFacts,
  type Verification,
  type VerifiedKey,
  verifyHost,
} from './verify-host';

export interface VerifyOptions {
  /** How the user calls the place where host keys are pinned. */
  readonly pinnedIn: string;
  readonly onVerified: (node: ClusterNode, key: VerifiedKey) => void;
  /** Asked about machines made for the run that show other host keys than they were given. */
  readonly hostKeysSaid?: (names: readonly string[]) => Promise<SaidKeys> | undefined;
}

interface AllOptions extends VerifyOptions {
  readonly stateDir: string;
  readonly signal: AbortSignal;
}

/** A host that was verified and is fit for a run. */
export interface VerifiedHost extends Extract<Verification, { kind: 'verified' }> {
  readonly node: ClusterNode;
  readonly hops: readonly Hop[];
}

/**
 * Verifies every host by OpenSSH against the pinned keys, from here or through the orchestrator.
 *
 * @returns all of them, each with a login that stays open
 * @throws UserError with a problem for each host that is not pinned, not reached or not fit
 */
export async function verifyHosts(
  cluster: Cluster,
  options: AllOptions,
): Promise<readonly VerifiedHost[]> {
  return judge(await verifyAll(cluster, options));
}

interface Outcome {
  readonly node: ClusterNode;
  readonly hops: readonly [...Hop[], Hop];
  readonly result: Verification;
}

/** Machines that were just made are given the time to boot, and to say host keys of their own. */
async function verifyAll(given: Cluster, options: AllOptions): Promise<Outcome[]> {
  const { nodes, ephemeral } = given;
  const { hostKeysSaid, signal, stateDir } = options;
  const patience = (ephemeral?.bootWithin ?? 0) * 1000;
  let until = performance.now() + patience;
  let strangeSince: number | undefined;
  const asked = new Map<string, readonly string[] | undefined>();
  let cluster = given;
  let outcomes = await verifyOnce(nodes, cluster, options);
  for (;;) {
    const early = outcomes.filter(isEarly);
    const now = performance.now();
    const isOver = early.length === 0 || now > until;
    // The console of one that was taken says keys, too, that an earlier run has replaced.
    const strangers = strangersAmong(outcomes).filter(
      (name) => !asked.has(name) && !ephemeral?.taken.has(name),
    );
    if (strangers.length > 0) strangeSince ??= now;
    let again = early;
    const isSettled = isOver || now > (strangeSince ?? now) + settling;
    if (hostKeysSaid && strangers.length > 0 && isSettled) {
      const asking = hostKeysSaid(strangers)?.catch((error: unknown) => {
        leave(outcomes);
        throw error;
      });
      const said = (await asking) ?? new Map();
      for (const name of strangers) asked.set(name, said.get(name));
      if (said.size < strangers.length) return explained(outcomes, nodes, asked);
      cluster = await pinSaid(cluster, said, stateDir);
      until = performance.now() + patience;
      strangeSince = undefined;
      again = outcomes.filter(({ result }) => result.kind !== 'verified');
    } else if (isOver) {
      return explained(outcomes, nodes, asked);
    } else {
      await sleep(bootInterval, undefined, { signal });
    }
    const among = again.map(({ node }) => node);
    const next = await verifyOnce(among, cluster, options);
    outcomes = outcomes.map((one) => next.find(({ node }) => node === one.node) ?? one);
  }
}

/** Milliseconds in which others that boot show whether they are strangers, too: all are asked at once. */
const settling = 10_000;

/** Names of the hosts that showed keys which are not pinned; the user's own jump host is not asked. */
function strangersAmong(outcomes: readonly Outcome[]): readonly string[] {
  const names = outcomes.flatMap(({ result }) =>
    result.kind === 'refused' && result.stranger ? [result.stranger.name] : [],
  );
  return [...new Set(names)].filter((name) => name !== jumpName);
}

/** What is wrong with those that were asked, in the light of what they have said. */
function explained(
  outcomes: readonly Outcome[],
  nodes: readonly ClusterNode[],
  asked: ReadonlyMap<string, readonly string[] | undefined>,
): Outcome[] {
  return outcomes.map((one) => {
    const stranger = one.result.kind === 'refused' ? one.result.stranger : undefined;
    const node = nodes.find(({ name }) => name === stranger?.name);
    if (one.result.kind !== 'refused' || !stranger || !node || !asked.has(node.name)) return one;
    const problem = strangerProblem(node, stranger, asked.get(node.name));
    return { ...one, result: { ...one.result, problem } };
  });
}

/** Milliseconds between two tries to reach a machine that boots. */
const bootInterval = 1000;

function isEarly({ result }: Outcome): boolean {
  return result.kind === 'unreachable' || (result.kind === 'refused' && !result.stranger);
}

async function verifyOnce(
  among: readonly ClusterNode[],
  cluster: Cluster,
  options: AllOptions,
): Promise<Outcome[]> {
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
  const first = await verify(among, new Set());
  const orchestrator = first.find(({ node }) => node === nodes[0]);
  if (orchestrator && orchestrator.result.kind !== 'verified') return first;
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

/** Whether only the orchestrator leads there. */
export function isInside({ hops }: { readonly hops: readonly Hop[] }): boolean {
  return hops.length > 1 && hops.at(-2)?.name === 'orchestrator';
}

/** @throws UserError with everything that is wrong with any of the hosts */
function judge(outcomes: readonly Outcome[]): readonly VerifiedHost[] {
  const problems: Problem[] = [];
  const fit: VerifiedHost[] = [];
  for (const { node, hops, result } of outcomes) {
    const field = `${node.name} (${node.host})`;
    if (result.kind === 'refused') problems.push(result.problem);
    else if (result.kind === 'unreachable') {
      const inside = isInside({ hops }) ? `, nor from the orchestrator to ${node.privateHost}` : '';
      problems.push({
        field,
        message: `No SSH connection to ${node.host} port ${node.port}${inside}: ${result.reason || 'no answer'}.`,
        fix: 'See that the machine is up and that its firewall or security group lets this machine in.',
      });
    } else {
      const unfit = whyUnfit(result.facts).map((problem) => ({ field, ...problem }));
      problems.push(...unfit);
      if (unfit.length === 0) fit.push({ ...result, node, hops });
    }
  }
  if (problems.length === 0) return fit;
  leave(outcomes);
  // One that leads to others stands in the way of each.
  const once = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  throw new UserError([...once.values()], ExitCode.clusterUnavailable);
}

function whyUnfit({ missing, chatter }: HostFacts): readonly Problem[] {
  const problems: Problem[] = [];
  if (missing.length > 0) {
    problems.push({
      message: `The host has no ${missing.map((tool) => `\`${tool}\``).join(', ')}.`,
      fix: 'Install openssh-client, rsync, coreutils (BusyBox lacks options) and util-linux there.',
    });
  }
  // rsync takes it for words of the other rsync, and in the job's log it would stand as the job's.
  if (chatter !== '') {
    problems.push({
      message: `Its login shell prints ${firstLine(chatter)} also when nobody is at a terminal, which rsync takes for an answer.`,
      fix: 'Put what prints in ~/.bashrc there (or ~/.zshenv, ~/.ssh/rc) into `case $- in *i*) … ;; esac`, so that only a terminal is shown it.',
    });
  }
  return problems;
}

/** For a message: no more than a line may have, of what may be anything. */
function firstLine(text: string): string {
  const line = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const shown = line
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 60);
  return shown === '' ? 'something' : `\`${shown}\``;
}

function leave(outcomes: readonly Outcome[]): void {
  for (const { result } of outcomes) if (result.kind === 'verified') result.login.kill();
}
