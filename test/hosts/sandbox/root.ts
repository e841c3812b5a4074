import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Of /etc, what makes a machine itself. */
const ownEtc = ['passwd', 'group', 'shadow', 'hosts', 'hostname', 'machine-id', 'ssh', 'systemd'];

/** What a machine has of this machine's /etc. */
export function sharedEtc(): {
  readonly links: readonly string[];
  readonly files: readonly string[];
} {
  const entries = readdirSync('/etc', { withFileTypes: true });
  const shared = entries.filter(({ name }) => !ownEtc.includes(name));
  const names = (isLink: boolean) =>
    shared.filter((entry) => entry.isSymbolicLink() === isLink).map(({ name }) => name);
  return { links: names(true), files: names(false) };
}

/**
 * Options of bwrap(1) for a machine whose own files lie in `dir`: processes, host name, /etc, /home,
 * /var, /tmp and memory of its own, and this machine's programs, which it cannot change. The network
 * is shared.
 */
export function machineOptions(dir: string, hostname: string): readonly string[] {
  const own = (name: string) => ['--bind', join(dir, name), `/${name}`];
  const etc = sharedEtc().files.flatMap((name) => {
    return ['--ro-bind-try', join('/etc', name), join('/etc', name)];
  });
  return [
    ...baseOptions(),
    ...['--tmpfs', '/usr/local', '--ro-bind', join(dir, 'bin'), '/usr/local/bin'],
    ...[...own('etc'), ...etc, ...own('home'), ...own('var')],
    ...['--hostname', hostname, '--as-pid-1', '--die-with-parent', '--chdir', '/'],
    // Last, as all before wants its place there.
    ...['--remount-ro', '/'],
  ];
}

/** Why there can be no such machines here; undefined when there can. */
export function whyNoSandboxMachines(): string | undefined {
  if (process.getuid?.() === 0) return 'it is for a normal user';
  try {
    execFileSync('bwrap', [...baseOptions(), 'true'], { encoding: 'utf8', stdio: 'pipe' });
    return undefined;
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: string };
    if (code === 'ENOENT') return 'bubblewrap is not installed';
    return (stderr ?? String(error)).trim().split('\n')[0];
  }
}

function baseOptions(): readonly string[] {
  return [
    ...['--tmpfs', '/', '--ro-bind', '/usr', '/usr', ...libraries(), '--proc', '/proc'],
    ...['--dev', '/dev', '--perms', '1777', '--tmpfs', '/dev/shm', '--ro-bind-try', '/sys', '/sys'],
    ...['--perms', '1777', '--tmpfs', '/tmp', '--tmpfs', '/run', '--tmpfs', '/root'],
    ...['--unshare-pid', '--unshare-uts', '--unshare-ipc'],
  ];
}

/** Most have them as links into /usr. */
function libraries(): readonly string[] {
  const folders = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32'].map((name) => `/${name}`);
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      lstatSync(folder).isSymbolicLink()
        ? ['--symlink', readlinkSync(folder), folder]
        : ['--ro-bind', folder, folder],
    );
}
