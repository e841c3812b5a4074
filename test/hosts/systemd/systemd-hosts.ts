import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { generateKey } from '../../../src/providers/keys';
import { loginUser } from '../machine';
import { ssh } from '../ssh';
import { machineImage } from './image';
import { linkFromHome, makeReachable, writeMachineFiles } from './machine-files';
import { Subnet } from './network';
import { SystemdHost } from './systemd-host';

/** Milliseconds in which a machine must let its user in. */
const patience = 60_000;

export interface MachineOptions {
  /** Folders of this machine that the others see, too, at the same path, and cannot change. */
  readonly shared?: readonly string[];
  /** Links in the login user's home: name → where they lead. */
  readonly homeLinks?: Readonly<Record<string, string>>;
}

/**
 * Turns on `count` machines with systemd, which reach each other and are reached from here. Root
 * only. Use it with `await using`; the first time on a machine it builds their image.
 */
export async function startSystemdHosts(
  count = 1,
  options: MachineOptions = {},
): Promise<SystemdHosts> {
  const image = machineImage();
  // An overlay wants a real file system below it, which /tmp may not be.
  const dir = mkdtempSync('/var/tmp/systemd-hosts-');
  const keyFile = join(dir, 'user-key');
  const publicKey = await generateKey('ssh-keygen', keyFile, 'user');
  const subnet = new Subnet();
  const list: SystemdHost[] = [];
  const hosts = new SystemdHosts(dir, list, keyFile, await readFile(keyFile, 'utf8'), subnet);
  try {
    for (let index = 0; index < count; index++) {
      const network = subnet.connect(index);
      const name = `host-${index + 1}-${network.address.replaceAll('.', '-')}`;
      const own = join(dir, name);
      mkdirSync(own);
      await writeMachineFiles(own, name, network.address, publicKey);
      const { shared = [], homeLinks = {} } = options;
      makeReachable(own, shared);
      linkFromHome(own, homeLinks);
      list.push(new SystemdHost({ name, image, dir: own, subnet, network, shared }));
    }
    await Promise.all(list.map((host) => hosts.turnOn(host)));
    return hosts;
  } catch (error) {
    await hosts[Symbol.asyncDispose]();
    throw error;
  }
}

export class SystemdHosts implements AsyncDisposable {
  /** Who logs in, and may sudo. */
  readonly user = loginUser.name;

  constructor(
    readonly dir: string,
    readonly list: readonly SystemdHost[],
    /** The user's private key (0600), which opens all hosts, and its text. */
    readonly keyFile: string,
    readonly key: string,
    private readonly subnet: Subnet,
  ) {}

  get knownHosts(): string {
    return this.list.map((host) => host.knownHostsLine()).join('');
  }

  /** From 0. */
  at(index: number): SystemdHost {
    const host = this.list[index];
    if (!host) throw new Error(`There are ${this.list.length} hosts, none of index ${index}.`);
    return host;
  }

  /** Turns a host on, and waits until it lets its user in: sshd answers before systemd allows that. */
  async turnOn(host: SystemdHost): Promise<void> {
    await host.turnOn();
    await this.canLogIn(host);
  }

  async canLogIn(host: SystemdHost): Promise<void> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        await ssh(this, host, 'true');
        return;
      } catch (cause) {
        if (performance.now() > deadline) throw new Error(`No way into ${host.name}.`, { cause });
        await delay(100);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.list.map((host) => host.kill()));
    this.subnet[Symbol.dispose]();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
