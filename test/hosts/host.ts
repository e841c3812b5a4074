import { existsSync, readFileSync } from 'node:fs';
import { knownHostsLine } from '../../src/providers/keys';
import type { NodeAddress } from '../../src/providers/local/addresses';
import type { NodeSetting } from '../../src/providers/local/isolation';
import type { PlacedNode } from '../../src/providers/local/node';
import {
  environmentOf,
  type RunningProcess,
  sameProcess,
} from '../../src/providers/local/processes';
import { isReady } from '../../src/providers/local/ready';
import { marker, startNode } from '../../src/providers/local/start-node';
import type { ProcessRecord } from '../../src/teardown/record';
import {
  type HostAuthority,
  type HostOptions,
  hostCommand,
  replaceHostKey,
  writeHostFiles,
} from './host-files';
import { type HostProcess, hostProcess } from './host-process';
import { ProcessTree } from './process-tree';

/**
 * A machine with an sshd, as somebody else set it up. It runs on this machine, apart from it by
 * bwrap where that works; when it ends, it loses what is in its memory (/dev/shm) and keeps its home.
 */
export class Host implements NodeAddress {
  #process: ProcessRecord | undefined;
  readonly #tree = new ProcessTree((process) => this.#isOwn(process));
  #node: PlacedNode;
  readonly #setting: NodeSetting;
  readonly #options: HostOptions;
  readonly #authority: HostAuthority | undefined;

  constructor(
    node: PlacedNode,
    setting: NodeSetting,
    options: HostOptions,
    authority: HostAuthority | undefined,
  ) {
    this.#node = node;
    this.#setting = setting;
    this.#options = options;
    this.#authority = authority;
  }

  get name(): string {
    return this.#node.name;
  }

  get host(): string {
    return this.#node.host;
  }

  /** Where the other hosts reach it. */
  get privateHost(): string {
    return this.#node.inside ?? this.#node.host;
  }

  get port(): number {
    return this.#node.port;
  }

  /** Public host key: type, base64, comment. */
  get hostKey(): string {
    return this.#node.hostKey;
  }

  /** Whether memory, processes and /tmp are the host's own. */
  get isApart(): boolean {
    return this.#setting.isolation === 'sandbox';
  }

  /** The home, seen from this machine (while the host runs, when `homeSize` has it in memory). */
  get home(): string {
    if (this.#options.homeSize === undefined) return this.#node.home;
    return this.outside(this.homeInside) ?? this.#node.home;
  }

  /** What `$HOME` is on the host. */
  get homeInside(): string {
    if (this.#options.homeInside !== undefined) return this.#options.homeInside;
    return this.isApart ? this.#setting.machine.user.home : this.#node.home;
  }

  /** Everything that sshd has said. */
  get log(): string {
    return readFileSync(this.#node.log, 'utf8');
  }

  /**
   * The line of a known_hosts file that pins this host where `address` leads to it; what the host was
   * reinstalled with since is not in lines taken before.
   */
  knownHostsLine({ host, port }: NodeAddress = this): string {
    if (!this.#authority) return knownHostsLine(host, port, this.hostKey);
    return `@cert-authority ${knownHostsLine(host, port, this.#authority.publicKey)}`;
  }

  /**
   * Boots the host.
   *
   * @returns false when its address is somebody else's
   */
  async start(): Promise<boolean> {
    writeHostFiles(this.#node, this.#setting, this.#options, this.#authority);
    const command = hostCommand(this.#node, this.#setting, this.#options);
    const started = await startNode(this.#node, command);
    this.#process = started.process;
    return isReady(started, AbortSignal.timeout(20_000));
  }

  /** The host dies: all of its processes at once. Connections to it break, new ones are refused. */
  kill(): Promise<void> {
    return this.#tree.kill();
  }

  /** Dies and boots again, with its home. */
  async reboot(): Promise<void> {
    await this.kill();
    if (!(await this.start())) throw new Error(`${this.name}'s address was taken.`);
  }

  /** Comes back with another host key at the same address, as a reinstalled or a false host does. */
  async changeHostKey(): Promise<void> {
    await this.kill();
    this.#node = await replaceHostKey(this.#node, this.#setting.machine.sshKeygen);
    await this.reboot();
  }

  /** Stops every process where it is: connections stay, nothing answers. */
  freeze(): Promise<void> {
    return this.#tree.freeze();
  }

  thaw(): void {
    this.#tree.thaw();
  }

  /** What runs on the host, sshd included. */
  processes(): readonly HostProcess[] {
    return this.#tree.all().map(hostProcess);
  }

  /**
   * Every folder of its own that a job, or we, may have left something in, as this machine sees it.
   * Of a host that is not apart, those that it shares with the machine, too.
   */
  folders(): readonly string[] {
    const { home, tmp, varTmp } = this.#node;
    const shared = this.isApart ? [] : ['/dev/shm', '/var/tmp'];
    const memory = [this.outside('/dev/shm'), this.home];
    const folders = [home, tmp, varTmp, ...shared, ...memory].filter((f) => f !== undefined);
    return [...new Set(folders)].filter((folder) => existsSync(folder));
  }

  /** Where this machine sees a path of the host that is apart; undefined when the host is dead. */
  outside(path: string): string | undefined {
    return this.#tree.outside(path);
  }

  #isOwn(process: RunningProcess): boolean {
    if (this.#process !== undefined && sameProcess(this.#process, process)) return true;
    return environmentOf(process.pid).includes(`${marker}=${this.#node.dir}`);
  }
}
