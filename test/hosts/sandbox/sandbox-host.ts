import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownHostsLine } from '../../../src/providers/keys';
import { runningProcess, sameProcess } from '../../../src/providers/local/processes';
import type { ProcessRecord } from '../../../src/teardown/record';
import type { HostProcess } from '../host-process';
import { loginUser, type Machine, type PowerOff } from '../machine';
import { ProcessTree, signalIfThere } from '../process-tree';
import { hostKeyFile } from './machine-files';
import { machineOptions } from './root';

/** Seconds after which a machine that nobody ended ends by itself. */
const lifetime = 2 * 60 * 60;

/** Whatever reboots says 133, as with systemd-nspawn (stand-in.sh). */
const untilOff =
  'status=133; while [ "$status" = 133 ]; do status=0; bwrap "$@" || status=$?; done; exit "$status"';

/** What a machine is made of. */
export interface SandboxParts {
  /** As its host name, too. */
  readonly name: string;
  /** Holds its own part of its root. */
  readonly dir: string;
  readonly host: string;
  readonly port: number;
}

/**
 * A machine without root: real sshd and rsync, and files, processes and memory of its own by bwrap.
 * What it has in place of systemd and cloud-init, and how that differs, says stand-in.sh.
 */
export class SandboxHost implements Machine {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly #dir: string;
  #process: ProcessRecord | undefined;
  readonly #tree = new ProcessTree(
    (process) => this.#process !== undefined && sameProcess(this.#process, process),
  );
  #off: Promise<PowerOff> = Promise.resolve('power-lost');

  constructor({ name, dir, host, port }: SandboxParts) {
    this.name = name;
    this.#dir = dir;
    this.host = host;
    this.port = port;
  }

  get hostKey(): string {
    return readFileSync(join(this.#dir, `${hostKeyFile}.pub`), 'utf8').trim();
  }

  get home(): string {
    return join(this.#dir, 'home', loginUser.name);
  }

  get isRunning(): boolean {
    return this.#tree.isRunning;
  }

  get off(): Promise<PowerOff> {
    return this.#off;
  }

  get console(): string {
    return readFileSync(join(this.#dir, 'console.log'), 'utf8');
  }

  knownHostsLine(): string {
    return knownHostsLine(this.host, this.port, this.hostKey);
  }

  async turnOn(): Promise<void> {
    const options = machineOptions(this.#dir, this.name);
    const log = openSync(join(this.#dir, 'console.log'), 'a');
    const child = spawn(
      'timeout',
      ['--signal=KILL', String(lifetime), 'sh', '-c', untilOff, 'sh', ...options, 'init'],
      {
        cwd: '/',
        detached: true,
        env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
        stdio: ['ignore', log, log],
      },
    );
    closeSync(log);
    this.#off = new Promise((resolve) => {
      child.once('exit', (code) => resolve(code === 0 ? 'shut-down' : 'power-lost'));
    });
    await once(child, 'spawn');
    child.unref();
    this.#process = child.pid === undefined ? undefined : runningProcess(child.pid);
  }

  kill(): Promise<void> {
    return this.#tree.kill();
  }

  pressPowerButton(): void {
    this.#signalInit('SIGUSR2');
  }

  reboot(): void {
    this.#signalInit('SIGTERM');
  }

  freeze(): Promise<void> {
    return this.#tree.freeze();
  }

  thaw(): void {
    this.#tree.thaw();
  }

  processes(): readonly HostProcess[] {
    return this.#tree.inside();
  }

  #signalInit(signal: NodeJS.Signals): void {
    const init = this.#tree.init();
    if (init) signalIfThere(init.pid, signal);
  }
}
