import { mkdir, readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ExitCode, UserError } from '../../problem';
import type { NodeAddress } from './addresses';
import type { LocalMachine } from './machine';
import { type StartedNode, startNode } from './start-node';

/**
 * A network that the nodes of one cluster have to themselves: a bridge in a namespace without a name,
 * and slirp4netns (TCP/IP in user mode), which brings this machine's connections in and the nodes'
 * out. It needs no root, changes nothing of the machine's own network, and goes with its processes.
 */
export interface ClusterNetwork {
  /** The process whose network namespace has the bridge. */
  readonly bridge: number;
  /** The first process of the network. */
  readonly first: Pick<StartedNode, 'process'>;
}

/** Of libslirp's 10.0.2.0/24, in which it keeps the first addresses for itself (slirp4netns(1)). */
const firstAddress = 16;
export const mostNodes = 254 - firstAddress + 1;
const gateway = '10.0.2.2';
export const resolver = '10.0.2.3';

/** Of every cable: the largest that slirp4netns takes, since its work is by packet. */
const mtu = '65520';

/** Milliseconds in which the network must be there. */
const patience = 15_000;

export function addressInside(index: number): string {
  return `10.0.2.${firstAddress + index}`;
}

/** In a namespace of its own. */
export const bridgeScript = `set -e
ip link set lo up
ip link add br0 type bridge
ip tuntap add tap0 mode tap
ip link set tap0 mtu ${mtu} master br0 up
ip link set br0 up`;

/**
 * The network's first process runs in its folder, so that the socket can be named through it: paths of
 * sockets end at 107 bytes (unix(7)).
 */
const inFolder = 'cd "$1" && shift && exec "$@"';
const socketOf = (pid: number) => `/proc/${pid}/cwd/socket`;

const networkScript = `"$@" sh -c '${bridgeScript}
echo $$ >pid.new && mv pid.new pid
exec sleep infinity' &
until [ -s pid ]; do kill -0 $! 2>/dev/null || exit 1; sleep 0.02; done
exec slirp4netns --mtu=${mtu} --disable-host-loopback --api-socket=socket "$(cat pid)" tap0`;

/** In the namespace of the bridge: BRIDGE-PID PORT ADDRESS COMMAND... */
const joinScript = `bridge=$1 port=$2 address=$3
shift 3
set -e
ip link set lo up
ip link add eth0 mtu ${mtu} type veth peer name "$port" mtu ${mtu} netns "$bridge"
nsenter --target "$bridge" --net ip link set "$port" master br0 up
ip address add "$address/24" dev eth0
ip link set eth0 up
ip route add default via ${gateway}
exec "$@"`;

/** Only root may make a network namespace without a user namespace around it. */
export function ownNamespace({ user }: LocalMachine): readonly string[] {
  return ['unshare', ...(user.uid === 0 ? [] : ['--user', '--map-root-user']), '--net'];
}

/**
 * Starts the network of the cluster in `clusterDir`, which ends by itself after `seconds`.
 *
 * @throws UserError (69) with what was said when it does not come up; the reason of `signal`
 */
export async function startNetwork(
  clusterDir: string,
  machine: LocalMachine,
  seconds: number,
  signal: AbortSignal,
): Promise<ClusterNetwork> {
  const dir = join(clusterDir, 'network');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const first = await startNode({ dir, log: join(dir, 'log') }, [
    ...['/bin/sh', '-c', inFolder, 'sh', dir],
    ...[machine.timeout, '--signal=KILL', String(seconds)],
    ...['/bin/sh', '-c', networkScript, 'sh', ...ownNamespace(machine)],
  ]);
  const over = new AbortController();
  const limit = AbortSignal.any([signal, over.signal, AbortSignal.timeout(patience)]);
  const ended = first.ended.then((log) => {
    throw new Error(`it ended, saying: ${log || 'nothing'}`);
  });
  try {
    return await Promise.race([answering(dir, first, limit), ended]);
  } catch (cause) {
    signal.throwIfAborted();
    const message = `The local cluster's network did not start: ${(cause as Error).message}`;
    throw new UserError({ message }, ExitCode.clusterUnavailable, { cause });
  } finally {
    over.abort();
  }
}

async function answering(
  dir: string,
  first: ClusterNetwork['first'],
  signal: AbortSignal,
): Promise<ClusterNetwork> {
  for (;;) {
    signal.throwIfAborted();
    const pid = await readFile(join(dir, 'pid'), 'utf8').catch(() => '');
    const network = { bridge: Number(pid), first };
    const answer = pid === '' ? undefined : await ask(network, 'list_hostfwd').catch(() => {});
    if (answer) return network;
    await delay(10);
  }
}

/** The words before a command that run it in a network namespace of its own, which has `address`. */
export function joinNetwork(
  { bridge }: ClusterNetwork,
  { user }: LocalMachine,
  address: string,
): readonly string[] {
  const users = user.uid === 0 ? [] : ['--user', '--preserve-credentials'];
  const enter = ['nsenter', '--target', String(bridge), ...users, '--net', 'unshare', '--net'];
  const port = `port${address.slice(address.lastIndexOf('.') + 1)}`;
  return [...enter, 'sh', '-c', joinScript, 'sh', String(bridge), port, address];
}

/** From an address of this machine to one in the network. */
export interface Way {
  readonly from: NodeAddress;
  readonly to: NodeAddress;
}

/** To the port of a node, where sshd listens or another of its programs. */
export function wayTo({ host, inside = host, port }: Inside): Way {
  return { from: { host, port }, to: { host: inside, port } };
}

interface Inside extends NodeAddress {
  readonly inside?: string;
}

/** @returns false when one of the addresses here is somebody else's; then none leads in */
export async function openWays(network: ClusterNetwork, ways: readonly Way[]): Promise<boolean> {
  const opened: number[] = [];
  for (const { from, to } of ways) {
    const { return: answer } = await ask(network, 'add_hostfwd', {
      ...{ proto: 'tcp', host_addr: from.host, host_port: from.port },
      ...{ guest_addr: to.host, guest_port: to.port },
    });
    if (answer === undefined) {
      for (const id of opened) await ask(network, 'remove_hostfwd', { id });
      return false;
    }
    opened.push(answer.id);
  }
  return true;
}

/** What slirp4netns says, `return` if it did what was asked; one question a connection. */
async function ask({ first }: ClusterNetwork, execute: string, question?: object) {
  const socket = createConnection(socketOf(first.process?.pid ?? 0));
  try {
    socket.setEncoding('utf8');
    socket.write(JSON.stringify({ execute, arguments: question }));
    let text = '';
    for await (const chunk of socket) text += chunk;
    return JSON.parse(text) as { readonly return?: { readonly id: number } };
  } finally {
    socket.destroy();
  }
}
