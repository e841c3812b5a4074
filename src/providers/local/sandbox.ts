import { execFile } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../../child-environment';
import type { LocalMachine, LocalUser } from './machine';
import type { LocalNode } from './node';
import { isInside, toolFolders } from './tool-folders';

/** Files of /etc that a node may have of its own. */
const ownFiles = ['passwd', 'group', 'shadow', 'hosts', 'resolv.conf'];

export interface SandboxSetting {
  readonly machine: LocalMachine;
  /** Folder that no node may see. */
  readonly secretDir: string;
  /** Folder of Python environments that the nodes have in common, if the job wants one. */
  readonly environments?: string | undefined;
}

/** In a home (prepare/uv.sh). */
export const environmentsFolder = '.flambe-action-envs';

/**
 * bwrap's arguments for a node: a home, /tmp, /dev/shm, processes and a host name of its own at the
 * same paths as on every node, and nothing of `secretDir`. All other files are shared.
 */
export function sandboxArguments(
  node: LocalNode,
  { machine, secretDir, environments }: SandboxSetting,
): readonly string[] {
  const { user, otherHome } = machine;
  const hiddenFolders = ['/tmp', '/var/tmp', user.home, otherHome].filter((f) => f !== undefined);
  const isHidden = (folder: string) => hiddenFolders.some((hidden) => isInside(folder, hidden));
  const tools = toolFolders(machine.path, isHidden);
  const secretShows = !isHidden(secretDir) || tools.some((tool) => isInside(secretDir, tool));
  const files = ownFiles.filter(
    (file) => existsSync(join(node.etc, file)) && existsSync(`/etc/${file}`),
  );
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
    ...(environments ? ['--bind', environments, join(user.home, environmentsFolder)] : []),
    ...(secretShows ? ['--tmpfs', secretDir] : []),
    ...['--ro-bind', join(node.etc, 'ssh'), '/etc/ssh'],
    // bwrap follows no link there, which resolv.conf often is.
    ...files.flatMap((file) => ['--ro-bind', join(node.etc, file), realpathSync(`/etc/${file}`)]),
    ...['--unshare-pid', '--unshare-uts', '--unshare-ipc', '--hostname', node.hostname],
    // Ends with what started it, and takes every process inside with it.
    '--die-with-parent',
    ...['--chdir', '/'],
    ...(user.uid === 0 ? ['--cap-add', 'ALL'] : asUser(user)),
  ];
}

/** Who enters a cluster's own network is root there (network.ts), and in the sandbox himself again. */
function asUser({ uid, gid }: LocalUser): readonly string[] {
  return ['--unshare-user', '--uid', String(uid), '--gid', String(gid)];
}

/** @returns why bwrap cannot make such a node here, or undefined when it can */
export async function whyNoSandbox(
  [node]: readonly LocalNode[],
  setting: SandboxSetting,
): Promise<string | undefined> {
  const { bwrap, user } = setting.machine;
  if (!node) return undefined;
  if (!bwrap) return 'bubblewrap is not installed';
  if (user.home === '/' || !existsSync(user.home)) return `${user.name} has no home folder`;
  try {
    await promisify(execFile)(bwrap, [...sandboxArguments(node, setting), 'true'], {
      env: childEnvironment(process.env),
    });
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
