import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ExitCode, UserError } from '../../problem';
import type { LocalMachine } from './machine';
import { bridgeScript, mostNodes, ownNamespace } from './network';

const lookScript = `for program in bwrap ip slirp4netns; do
  command -v "$program" >/dev/null || { echo "$program is not installed" >&2; exit 1; }
done
[ -w /dev/net/tun ] || { echo 'this user has no /dev/net/tun' >&2; exit 1; }
exec "$@"`;

/** Tries on a bridge that is gone at once. @returns why nodes cannot have a network of their own here */
export async function whyNoNetwork(
  machine: LocalMachine,
  nodes: number,
): Promise<string | undefined> {
  if (nodes > mostNodes) return `it has room for ${mostNodes} nodes`;
  const sandbox = ['bwrap', '--bind', '/', '/', '--dev', '/dev', '--proc', '/proc', 'true'];
  const trial = ['sh', '-c', `${bridgeScript}\nexec "$@"`, 'sh', ...sandbox];
  const words = ['-c', lookScript, 'sh', ...ownNamespace(machine), ...trial];
  const env = { PATH: [...machine.path, '/usr/sbin', '/sbin'].join(':') };
  try {
    await promisify(execFile)('/bin/sh', words, { env });
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim().split('\n')[0];
  }
}

export function noNetwork(obstacle: string): UserError {
  return new UserError(
    {
      message: `With Ray each node of a local cluster has a network of its own, which cannot be had here: ${obstacle}.`,
      fix: 'Install bubblewrap, iproute2 and slirp4netns, and be root or let users have namespaces (Ubuntu 24.04: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`). With `factories_num: 0` it is not needed.',
    },
    ExitCode.clusterUnavailable,
  );
}
