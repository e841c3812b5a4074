import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { runningProcess } from '../../src/providers/local/processes';
import { flambeOnMachines } from '../../test/hosts/flambe/flambe-home';
import { loginUser } from '../../test/hosts/machine';
import { cgroupMount } from '../../test/hosts/systemd/requirements';
import type { SystemdHost } from '../../test/hosts/systemd/systemd-host';
import { type SystemdHosts, startSystemdHosts } from '../../test/hosts/systemd/systemd-hosts';

/**
 * Hosts with flambé 0.4.18 in the PATH of their user, as both sides find it there: one environment of
 * this machine, which nobody changes.
 */
export class Lab implements AsyncDisposable {
  /** The environment's programs. */
  readonly bin: string;
  readonly hosts: SystemdHosts;
  readonly #shared: string;
  /** What is in a home before anybody has used it. */
  readonly #homeNames: ReadonlySet<string>;

  private constructor(hosts: SystemdHosts, bin: string, shared: string) {
    this.hosts = hosts;
    this.bin = bin;
    this.#shared = shared;
    this.#homeNames = new Set(readdirSync(hosts.at(0).home));
  }

  static async open(count: number): Promise<Lab> {
    const flambe = flambeOnMachines();
    const [[folder = '', environments = ''] = []] = Object.entries(flambe.homeLinks ?? {});
    const made = readdirSync(environments).filter((name) => {
      return existsSync(join(environments, name, 'complete'));
    });
    const named = (what: string) => made.find((name) => name.startsWith(what)) ?? '';
    const bin = join(environments, named('flambe-0.4.18-'), 'bin');
    const shared = mkdtempSync('/var/tmp/flambe-lab-');
    chmodSync(shared, 0o755);
    writePrograms(join(shared, 'bin'));
    writeFileSync(join(shared, 'profile'), profile(bin, join(shared, 'bin')));
    try {
      const hosts = await startSystemdHosts(count, {
        shared: [...(flambe.shared ?? []), shared],
        homeLinks: {
          '.profile': join(shared, 'profile'),
          // What bash reads for a command by ssh.
          '.bashrc': join(shared, 'profile'),
        },
      });
      const tensorboard = named('tensorboard-');
      for (const host of hosts.list) {
        const own = join(inside(host, host.homeInside), folder);
        mkdirSync(own, { mode: 0o700 });
        chownSync(own, loginUser.id, loginUser.id);
        symlinkSync(join(environments, tensorboard), join(own, tensorboard));
      }
      return new Lab(hosts, bin, shared);
    } catch (error) {
      rmSync(shared, { recursive: true });
      throw error;
    }
  }

  /** The first of the hosts, the orchestrator among them. */
  first(count: number) {
    const { user, key } = this.hosts;
    const list = this.hosts.list.slice(0, count);
    return { user, key, list, knownHosts: list.map((host) => host.knownHostsLine()).join('') };
  }

  /** Seconds of processor that the hosts have had so far. */
  processorTime(): number {
    const groups = this.hosts.list.map(({ name }) => join(cgroupMount() ?? '', name));
    const used = groups.map(
      (group) => /^usage_usec (\d+)/m.exec(read(join(group, 'cpu.stat')))?.[1],
    );
    return used.reduce((sum, microseconds) => sum + Number(microseconds) / 1e6, 0);
  }

  /** Takes from the hosts whatever was started and written there: as they were before. */
  clean(): void {
    const { list, keyFile } = this.hosts;
    const publicKey = readFileSync(`${keyFile}.pub`, 'utf8');
    for (const host of list) {
      endAll(host);
      const home = inside(host, host.homeInside);
      for (const name of readdirSync(home)) {
        if (!this.#homeNames.has(name)) rmSync(join(home, name), { recursive: true });
      }
      writeFileSync(join(home, '.ssh/authorized_keys'), publicKey);
      rmSync(join(home, '.ssh/known_hosts'), { force: true });
      for (const folder of ['/tmp', '/var/tmp', '/dev/shm'].map((path) => inside(host, path))) {
        const all = readdirSync(folder).map((name) => join(folder, name));
        for (const path of all.filter(isUsers)) rmSync(path, { recursive: true, force: true });
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.hosts[Symbol.asyncDispose]();
    rmSync(this.#shared, { recursive: true });
  }
}

/** Where this machine sees a path of a host. */
function inside(host: SystemdHost, path: string): string {
  const outside = host.outside(path);
  if (outside === undefined) throw new Error(`${host.name} is off.`);
  return outside;
}

/** When flambé began on a host, in seconds since this machine was booted; undefined if it has not. */
export function flambeBegan(host: SystemdHost): number | undefined {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = read(`/proc/${pid}/cmdline`).split('\0');
    if (!command.includes('flambe.runner.run')) continue;
    if (!read(`/proc/${pid}/cgroup`).includes(`/${host.name}`)) continue;
    const process = runningProcess(Number(pid));
    // proc(5): in clock ticks, of which Linux shows 100 a second.
    if (process) return Number(process.startTime) / 100;
  }
  return undefined;
}

/** Seconds since this machine was booted. */
export function upTime(): number {
  return Number(read('/proc/uptime').split(' ')[0]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The user's own service manager comes and goes with logins, and may stay. */
function endAll(host: SystemdHost): void {
  for (let again = true; again; ) {
    again = false;
    for (const { pid, command } of host.processes()) {
      const [program = ''] = command;
      if (!isUsers(`/proc/${pid}`) || /systemd|\(sd-pam\)/.test(program)) continue;
      try {
        process.kill(pid, 'SIGKILL');
        again = true;
      } catch {
        // It has gone by itself.
      }
    }
  }
}

function isUsers(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.uid === loginUser.id;
}

/** pip's `--user` puts extensions into the home, where an environment does not look by itself. */
function profile(...bins: readonly string[]): string {
  return [
    `PATH="${bins.join(':')}:$PATH"`,
    'PYTHONPATH="$HOME/.local/lib/python3.7/site-packages"',
    // The hosts reach no package index, and what is there suffices.
    'PIP_NO_INDEX=1',
    'export PATH PYTHONPATH PIP_NO_INDEX\n',
  ].join('\n');
}

/**
 * Programs that flambé's own `--cluster` wants on the orchestrator: tmux is this machine's. Docker, by
 * which it starts TensorBoard from an image of a registry, cannot be had on these hosts: a program of
 * that name does nothing, at once. That is in favour of flambé's own way alone.
 */
function writePrograms(bin: string): void {
  const lib = join(bin, 'lib');
  mkdirSync(lib, { recursive: true });
  const tmux = execFileSync('which', ['tmux'], { encoding: 'utf8' }).trim();
  const libraries = execFileSync('ldd', [tmux], { encoding: 'utf8' });
  const paths = [...libraries.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path as string);
  for (const path of [tmux, ...paths]) copyFileSync(path, join(lib, basename(path)));
  const loader = paths.find((path) => basename(path).startsWith('ld-')) ?? '';
  const start = `exec ${join(lib, basename(loader))} --library-path ${lib} ${join(lib, 'tmux')} "$@"`;
  writeFileSync(join(bin, 'tmux'), `#!/bin/sh\n${start}\n`, { mode: 0o755 });
  writeFileSync(join(bin, 'docker'), '#!/bin/sh\n', { mode: 0o755 });
}
