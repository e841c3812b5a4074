import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { knownHostsLine } from '../../../src/providers/keys';
import type { NodeAddress } from '../../../src/providers/local/addresses';
import { runningProcess, sameProcess } from '../../../src/providers/local/processes';
import type { ProcessRecord } from '../../../src/teardown/record';
import type { HostProcess } from '../host-process';
import { loginUser, type Machine, type PowerOff } from '../machine';
import { ProcessTree, signalIfThere } from '../process-tree';
import type { MachineNetwork, Subnet } from './network';
import { cgroupMount } from './requirements';

const bootScript = join(import.meta.dirname, 'boot.sh');
/** Seconds after which a machine that nobody ended ends by itself. */
const lifetime = 2 * 60 * 60;

/** What a machine is made of. */
export interface MachineParts {
  /** Its name, in systemd and as its host name. */
  readonly name: string;
  readonly image: string;
  /** Holds what differs from the image. */
  readonly dir: string;
  readonly subnet: Subnet;
  readonly network: MachineNetwork;
  /** Folders of this machine that it sees, too, at the same path, and cannot change. */
  readonly shared: readonly string[];
}

/** A machine with systemd as its first process, and with logind: an instance, as far as a job can tell. */
export class SystemdHost implements Machine {
  readonly port = 22;
  /** What `$HOME` is on the host. */
  readonly homeInside = `/home/${loginUser.name}`;
  readonly #parts: MachineParts;
  #process: ProcessRecord | undefined;
  readonly #tree = new ProcessTree(
    (process) => this.#process !== undefined && sameProcess(this.#process, process),
  );
  #off: Promise<PowerOff> = Promise.resolve('power-lost');

  constructor(parts: MachineParts) {
    this.#parts = parts;
  }

  get name(): string {
    return this.#parts.name;
  }

  get host(): string {
    return this.#parts.network.address;
  }

  get hostKey(): string {
    const file = join(this.#parts.dir, 'upper/etc/ssh/ssh_host_ed25519_key.pub');
    return readFileSync(file, 'utf8').trim();
  }

  get home(): string {
    return join(this.#parts.dir, 'upper', this.homeInside);
  }

  get isRunning(): boolean {
    return this.#tree.isRunning;
  }

  get off(): Promise<PowerOff> {
    return this.#off;
  }

  get console(): string {
    return readFileSync(this.#consoleFile, 'utf8');
  }

  knownHostsLine({ host, port }: NodeAddress = this): string {
    return knownHostsLine(host, port, this.hostKey);
  }

  /** Turns the machine on. It lets nobody in before `startSystemdHosts` has seen it do so. */
  async turnOn(): Promise<void> {
    const { image, dir, network, name, shared } = this.#parts;
    const binds = shared.map((folder) => `--bind-ro=${folder}`);
    const place = [image, dir, network.namespace, name, cgroupMount() ?? ''];
    const boot = ['sh', bootScript, ...place, ...binds];
    const log = openSync(this.#consoleFile, 'a');
    const child = spawn(
      'timeout',
      [String(lifetime), 'unshare', '--mount', '--propagation', 'private', ...boot],
      { detached: true, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    this.#off = new Promise((resolve) => {
      child.once('exit', (code) => resolve(code === 0 ? 'shut-down' : 'power-lost'));
    });
    await once(child, 'spawn');
    child.unref();
    this.#process = child.pid === undefined ? undefined : runningProcess(child.pid);
  }

  async kill(): Promise<void> {
    await this.#tree.kill();
    // What was begun in that very moment has lost its parent, but not its control group.
    const killAll = join(this.#group, 'cgroup.kill');
    if (existsSync(killAll)) writeFileSync(killAll, '1');
    await this.#removeTraces();
  }

  pressPowerButton(): void {
    this.#signalInit(4);
  }

  reboot(): void {
    this.#signalInit(5);
  }

  async freeze(): Promise<void> {
    writeFileSync(join(this.#group, 'cgroup.freeze'), '1');
  }

  thaw(): void {
    writeFileSync(join(this.#group, 'cgroup.freeze'), '0');
  }

  /** Takes the cable out: nothing arrives any more and nothing breaks. */
  unplug(): void {
    this.#parts.subnet.plug(this.#parts.network.port, false);
  }

  plugIn(): void {
    this.#parts.subnet.plug(this.#parts.network.port, true);
  }

  processes(): readonly HostProcess[] {
    return this.#tree.inside();
  }

  /** Every folder that something may have been left in: what was written to disk, and what lies in memory. */
  folders(): readonly string[] {
    const memory = ['/dev/shm', '/run', '/tmp'].map((path) => this.outside(path));
    const folders = [join(this.#parts.dir, 'upper'), ...memory];
    return folders.filter((folder) => folder !== undefined && existsSync(folder)) as string[];
  }

  /** Where this machine sees a path of the host; undefined when it is off. */
  outside(path: string): string | undefined {
    return this.#tree.outside(path);
  }

  get #consoleFile(): string {
    return join(this.#parts.dir, 'console.log');
  }

  get #group(): string {
    return join(cgroupMount() ?? '', this.name);
  }

  /** Sends SIGRTMIN+`offset` of glibc (systemd(1), SIGNALS), for which Node has no name. */
  #signalInit(offset: number): void {
    const init = this.#tree.init();
    if (init) signalIfThere(init.pid, 34 + offset);
  }

  /** Of its control groups and of systemd-nspawn nothing is left, so that it can be turned on again. */
  async #removeTraces(): Promise<void> {
    await removeGroups(this.#group);
    rmSync(`/run/systemd/nspawn/propagate/${this.name}`, { recursive: true, force: true });
  }
}

/** A control group is removed like an empty folder, its innermost first (cgroups(7)). */
async function removeGroups(group: string): Promise<void> {
  const entries = existsSync(group) ? readdirSync(group, { withFileTypes: true }) : [];
  for (const entry of entries) {
    if (entry.isDirectory()) await removeGroups(join(group, entry.name));
  }
  // A process that was killed counts until it has ended, which takes as long as its last write.
  const deadline = Date.now() + 60_000;
  while (existsSync(group)) {
    try {
      rmdirSync(group);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}
