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
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { NodeAddress } from '../../../src/providers/local/addresses';
import { knownHostsLine } from '../../../src/providers/local/keys';
import {
  endProcesses,
  processTrees,
  type RunningProcess,
  runningProcess,
  runningProcesses,
  sameProcess,
} from '../../../src/providers/local/processes';
import type { ProcessRecord } from '../../../src/teardown/record';
import { type HostProcess, hostProcess, isInNamespace } from '../host-process';
import { loginUser } from './machine-files';
import type { MachineNetwork, Subnet } from './network';
import { cgroupMount } from './requirements';

const bootScript = join(import.meta.dirname, 'boot.sh');
/** Seconds after which a machine that nobody ended ends by itself. */
const lifetime = 30 * 60;

/** What a machine is made of. */
export interface MachineParts {
  /** Its name, in systemd and as its host name. */
  readonly name: string;
  readonly image: string;
  /** Holds what differs from the image. */
  readonly dir: string;
  readonly subnet: Subnet;
  readonly network: MachineNetwork;
  /** Public host key: type, base64, comment. */
  readonly hostKey: string;
}

/** A machine with systemd as its first process, and with logind: an instance, as far as a job can tell. */
export class SystemdHost implements NodeAddress {
  readonly port = 22;
  /** What `$HOME` is on the host. */
  readonly homeInside = `/home/${loginUser.name}`;
  readonly #parts: MachineParts;
  #process: ProcessRecord | undefined;

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
    return this.#parts.hostKey;
  }

  /** The home, seen from this machine. */
  get home(): string {
    return join(this.#parts.dir, 'upper', this.homeInside);
  }

  get isRunning(): boolean {
    return this.#tree().length > 0;
  }

  /** What the machine has said on its console. */
  get console(): string {
    return readFileSync(this.#consoleFile, 'utf8');
  }

  knownHostsLine({ host, port }: NodeAddress = this): string {
    return knownHostsLine(host, port, this.hostKey);
  }

  /** Turns the machine on. It lets nobody in before `startSystemdHosts` has seen it do so. */
  async turnOn(): Promise<void> {
    const { image, dir, network, name } = this.#parts;
    const boot = ['sh', bootScript, image, dir, network.namespace, name, cgroupMount() ?? ''];
    const log = openSync(this.#consoleFile, 'a');
    const child = spawn(
      'timeout',
      [String(lifetime), 'unshare', '--mount', '--propagation', 'private', ...boot],
      { detached: true, stdio: ['ignore', log, log] },
    );
    closeSync(log);
    await once(child, 'spawn');
    child.unref();
    this.#process = child.pid === undefined ? undefined : runningProcess(child.pid);
  }

  /** Power is lost: everything ends at once; what was on disk stays. */
  async kill(): Promise<void> {
    const left = await endProcesses(() => this.#tree());
    if (left.length > 0) throw new Error(`${left.length} processes of ${this.name} do not end.`);
    await this.#removeTraces();
  }

  /** The power button is pressed: the machine shuts down in its own time, `isRunning` tells when it has. */
  pressPowerButton(): void {
    const init = this.#init();
    // SIGRTMIN+4 of glibc (systemd(1), SIGNALS), for which Node has no name.
    if (init) process.kill(init.pid, 34 + 4);
  }

  /** Takes the cable out: nothing arrives any more and nothing breaks. */
  unplug(): void {
    this.#parts.subnet.plug(this.#parts.network.port, false);
  }

  plugIn(): void {
    this.#parts.subnet.plug(this.#parts.network.port, true);
  }

  processes(): readonly HostProcess[] {
    return this.#tree()
      .filter(({ pid }) => isInNamespace(pid, 'pid'))
      .map(hostProcess);
  }

  /** Every folder that something may have been left in: what was written to disk, and what lies in memory. */
  folders(): readonly string[] {
    const memory = ['/dev/shm', '/run', '/tmp'].map((path) => this.outside(path));
    const folders = [join(this.#parts.dir, 'upper'), ...memory];
    return folders.filter((folder) => folder !== undefined && existsSync(folder)) as string[];
  }

  /** Where this machine sees a path of the host; undefined when it is off. */
  outside(path: string): string | undefined {
    const init = this.#init();
    return init && `/proc/${init.pid}/root${path}`;
  }

  get #consoleFile(): string {
    return join(this.#parts.dir, 'console.log');
  }

  #init(): RunningProcess | undefined {
    return this.#tree().find(({ pid }) => isInNamespace(pid, 'pid'));
  }

  #tree(): readonly RunningProcess[] {
    const first = this.#process;
    if (!first) return [];
    return processTrees(runningProcesses(), (process) => sameProcess(first, process));
  }

  /** Of its control groups and of systemd-nspawn nothing is left, so that it can be turned on again. */
  async #removeTraces(): Promise<void> {
    await removeGroups(join(cgroupMount() ?? '', this.name));
    rmSync(`/run/systemd/nspawn/propagate/${this.name}`, { recursive: true, force: true });
  }
}

/** A control group is removed like an empty folder, its innermost first (cgroups(7)). */
async function removeGroups(group: string): Promise<void> {
  const entries = existsSync(group) ? readdirSync(group, { withFileTypes: true }) : [];
  for (const entry of entries) {
    if (entry.isDirectory()) await removeGroups(join(group, entry.name));
  }
  // A process that is dead counts for a moment longer.
  for (let attempt = 0; existsSync(group); attempt++) {
    try {
      rmdirSync(group);
    } catch (error) {
      if (attempt === 100) throw error;
      await delay(50);
    }
  }
}
