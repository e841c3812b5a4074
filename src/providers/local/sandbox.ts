import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LocalMachine } from './machine';
import type { LocalNode } from './node';
import { isInside, toolFolders } from './tool-folders';

/** Files of /etc that a node may have of its own. */
const ownFiles = ['passwd', 'group', 'shadow', 'hosts'];

/**
 * bwrap's arguments for a node: a home, /tmp, /dev/shm, processes and a host name of its own at the
 * same paths as on every node, and nothing of `secretDir`. Network and all other files are shared.
 */
export function sandboxArguments(
  node: LocalNode,
  machine: LocalMachine,
  secretDir: string,
): readonly string[] {
  const { user, otherHome } = machine;
  const hiddenFolders = ['/tmp', '/var/tmp', user.home, otherHome].filter((f) => f !== undefined);
  const isHidden = (folder: string) => hiddenFolders.some((hidden) => isInside(folder, hidden));
  const tools = toolFolders(machine.path, isHidden);
  const secretShows = !isHidden(secretDir) || tools.some((tool) => isInside(secretDir, tool));
  const files = ownFiles.filter((file) => existsSync(join(node.etc, file)));
  return [
    ...['--bind', '/', '/'],
    ...['--dev', '/dev'],
    ...acceleratorDevices().flatMap((device) => ['--dev-bind', device, device]),
    ...['--perms', '1777', '--tmpfs', '/dev/shm'],
    ...['--proc', '/proc'],
    ...['--bind', node.tmp, '/tmp'],
    ...['--bind', node.varTmp, '/var/tmp'],
    ...(otherHome && existsSync(otherHome) ? ['--tmpfs', otherHome] : []),
    ...['--bind', node.home, user.home],
    ...tools.flatMap((tool) => ['--ro-bind', tool, tool]),
    ...(secretShows ? ['--tmpfs', secretDir] : []),
    ...['--ro-bind', join(node.etc, 'ssh'), '/etc/ssh'],
    ...files.flatMap((file) => ['--ro-bind', join(node.etc, file), `/etc/${file}`]),
    ...['--unshare-pid', '--unshare-uts', '--unshare-ipc', '--hostname', node.hostname],
    // Ends with what started it, and takes every process inside with it.
    '--die-with-parent',
    ...['--chdir', '/'],
    ...(user.uid === 0 ? ['--cap-add', 'ALL'] : []),
  ];
}

/** @returns why bwrap cannot make such a node here, or undefined when it can */
export async function whyNoSandbox(
  [node]: readonly LocalNode[],
  machine: LocalMachine,
  secretDir: string,
): Promise<string | undefined> {
  const { bwrap, user } = machine;
  if (!node) return undefined;
  if (!bwrap) return 'bubblewrap is not installed';
  if (user.home === '/' || !existsSync(user.home)) return `${user.name} has no home folder`;
  try {
    await promisify(execFile)(bwrap, [...sandboxArguments(node, machine, secretDir), 'true']);
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim().split('\n')[0];
  }
}

/** Besides the few devices that bwrap gives, those that jobs compute on. */
function acceleratorDevices(): readonly string[] {
  return readdirSync('/dev')
    .filter((name) => /^(nvidia.*|dri|kfd)$/.test(name))
    .map((name) => `/dev/${name}`);
}
