import { basename, dirname } from 'node:path';
import type { ClusterNode, Jump } from '../providers/provider';

/** What every connection of ours keeps to, on the runner and between nodes (ssh_config(5)). */
const common = [
  'IdentitiesOnly yes',
  'IdentityAgent none',
  'BatchMode yes',
  'PreferredAuthentications publickey',
  'StrictHostKeyChecking yes',
  'GlobalKnownHostsFile /dev/null',
  'UpdateHostKeys no',
  'CheckHostIP no',
  'CanonicalizeHostname no',
  'ForwardAgent no',
  'ForwardX11 no',
  'PermitLocalCommand no',
  'ControlPath none',
  'ConnectTimeout 10',
  'ServerAliveInterval 20',
  'ServerAliveCountMax 3',
] as const;

interface RunnerConfig {
  readonly nodes: readonly ClusterNode[];
  readonly jump: Jump | undefined;
  /** Names of the nodes that are reached through the orchestrator, at their private addresses. */
  readonly inside: ReadonlySet<string>;
  readonly keyFile: string;
  readonly knownHostsFile: string;
  /**
   * `user`: keys are looked up by address, as the user pinned them.
   * `run`: by node name, as this run has verified them.
   */
  readonly pinnedBy: 'user' | 'run';
}

/** Name of the jump host in our configuration; no node is called so. */
export const jumpName = 'jump';

/**
 * Options by which an `ssh` goes through the login that is open to a node, and logs in by itself
 * where there is none. Its socket lies in the working directory: the path of one may be no longer
 * than 107 bytes (unix(7)), and a folder of the run may.
 */
export function sharedLogin(name: string): readonly string[] {
  return ['-o', `ControlPath=${loginSocket(name)}`];
}

/** The socket's name; it is a key to the host as long as the login is open. */
export function loginSocket(name: string): string {
  return `${name}.socket`;
}

/**
 * How an `ssh` is told the configuration of a run: by a name in its working directory. With ProxyJump it
 * gives what it is told to a shell, unquoted, and expands `%` in it; a path may have anything.
 */
export function byConfig(sshConfigFile: string) {
  return { cwd: dirname(sshConfigFile), config: ['-F', basename(sshConfigFile)] } as const;
}

/** ssh_config of a run on the runner: node names are the only hosts in it. */
export function runnerSshConfig(config: RunnerConfig): string {
  const { nodes, jump, inside, keyFile, knownHostsFile, pinnedBy } = config;
  const blocks = nodes.map((node) => {
    const through = inside.has(node.name) ? 'orchestrator' : jump && jumpName;
    return hostBlock(node.name, [
      hostName(inside.has(node.name) ? node.privateHost : node.host),
      `Port ${node.port}`,
      `User ${node.user}`,
      ...(through ? [`ProxyJump ${through}`] : []),
      ...(pinnedBy === 'run' ? [`HostKeyAlias ${node.name}`] : []),
    ]);
  });
  if (jump) {
    blocks.push(
      hostBlock(jumpName, [
        hostName(jump.host),
        `Port ${jump.port}`,
        `User ${jump.user}`,
        ...(pinnedBy === 'run' ? [`HostKeyAlias ${jumpName}`] : []),
      ]),
    );
  }
  return [...blocks, everyHost(keyFile, knownHostsFile)].join('\n');
}

interface NodeConfig {
  readonly nodes: readonly ClusterNode[];
  readonly keyFile: string;
  readonly knownHostsFile: string;
}

/**
 * ssh_config that lies on every node: `factory-1` or its address, from any node to any other,
 * by the cluster's own key and the host keys that the runner has verified.
 */
export function nodeSshConfig({ nodes, keyFile, knownHostsFile }: NodeConfig): string {
  const namesOf = ({ name, privateHost, privateName = privateHost, host }: ClusterNode) =>
    [...new Set([name, privateHost, privateName, host])].join(' ');
  const blocks = nodes.map((node) =>
    hostBlock(namesOf(node), [
      hostName(node.privateHost),
      `HostKeyAlias ${node.name}`,
      `Port ${node.port}`,
      `User ${node.user}`,
    ]),
  );
  return [...blocks, everyHost(keyFile, knownHostsFile)].join('\n');
}

function everyHost(keyFile: string, knownHostsFile: string): string {
  return hostBlock('*', [
    ...common,
    'LogLevel ERROR',
    `IdentityFile ${quoted(keyFile)}`,
    `UserKnownHostsFile ${quoted(knownHostsFile)}`,
  ]);
}

function hostBlock(name: string, lines: readonly string[]): string {
  return [`Host ${name}`, ...lines.map((line) => `  ${line}`), ''].join('\n');
}

/** `%` starts a token there, and the zone of an IPv6 address (`fe80::1%eth0`). */
function hostName(address: string): string {
  return `HostName ${address.replaceAll('%', '%%')}`;
}

/** `%` starts a token in file names of ssh_config(5), also inside quotes. */
function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`;
}
