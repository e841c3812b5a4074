import { join } from 'node:path';
import { type ClusterNetwork, joinNetwork } from './network';
import type { LocalNode, PlacedNode } from './node';
import { type SandboxSetting, sandboxArguments } from './sandbox';
import { type SshdConfig, sshdConfig } from './sshd-config';
import { marker } from './start-node';

/** What of a node is its own: all that bwrap separates, or its $HOME alone. */
export type Isolation = 'sandbox' | 'home';

/** What the nodes of one cluster have in common. */
export interface NodeSetting extends SandboxSetting {
  readonly isolation: Isolation;
  /** Their own network; without one they have that of this machine. Only where they are sandboxes. */
  readonly network?: ClusterNetwork | undefined;
  /** Seconds after which a node ends by itself. */
  readonly seconds: number;
}

/** sshd's configuration, with paths as the node sees them. */
export function nodeSshdConfig(node: PlacedNode, { machine, isolation }: NodeSetting): string {
  const PATH = machine.path.join(':');
  const own: Record<Isolation, Pick<SshdConfig, 'etc' | 'authorizedKeys' | 'environment'>> = {
    sandbox: { etc: '/etc/ssh', authorizedKeys: '.ssh/authorized_keys', environment: { PATH } },
    home: {
      etc: join(node.etc, 'ssh'),
      authorizedKeys: join(node.home, '.ssh', 'authorized_keys'),
      environment: { PATH, HOME: node.home, [marker]: node.dir },
    },
  };
  return sshdConfig({ ...node, ...own[isolation] });
}

/** The command that is the node: it ends with everything that it has started. */
export function nodeCommand(
  node: LocalNode & Pick<PlacedNode, 'inside'>,
  setting: NodeSetting,
): readonly string[] {
  const { machine, isolation, network, seconds } = setting;
  const limited = [machine.timeout, '--signal=KILL', String(seconds)];
  const sshd = (etc: string) => [machine.sshd, '-D', '-e', '-f', `${etc}/sshd_config`];
  if (isolation === 'home') {
    // sshd writes its title over its environment: where its parent is dead, nobody would find it.
    const bound = ['setpriv', '--pdeathsig', 'KILL'];
    const server = [...bound, ...limited, ...bound, ...sshd(join(node.etc, 'ssh'))];
    return ['/bin/sh', '-c', runThenSweep, 'sh', ...server];
  }
  const joining = network && node.inside ? joinNetwork(network, machine, node.inside) : [];
  const sandbox = [machine.bwrap ?? 'bwrap', ...sandboxArguments(node, setting)];
  return [...limited, ...joining, ...sandbox, ...sshd('/etc/ssh')];
}

/** Without a process space of its own a node knows its processes by what sshd put in their environment. */
const runThenSweep = `"$@"
for process in /proc/[0-9]*; do
  pid=\${process#/proc/}
  [ "$pid" = $$ ] && continue
  grep -qszFx "${marker}=$${marker}" "$process/environ" && kill -KILL "$pid"
done`;
