import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '../../src/providers/keys';
import { candidateAddresses } from '../../src/providers/local/addresses';
import { clusterProcesses } from '../../src/providers/local/cluster-processes';
import type { NodeSetting } from '../../src/providers/local/isolation';
import { inspectMachine } from '../../src/providers/local/machine';
import { addressInside, openWays, startNetwork, wayTo } from '../../src/providers/local/network';
import { type LaidOutNode, layOutNode, localNode } from '../../src/providers/local/node';
import { endProcesses } from '../../src/providers/local/processes';
import { whyNoSandbox } from '../../src/providers/local/sandbox';
import { Host } from './host';
import { type HostAuthority, type HostOptions, wantsSandbox } from './host-files';

export interface HostsOptions extends HostOptions {
  /** Of the user's key. */
  readonly key?: 'ed25519' | 'rsa';
  /** Host keys are signed by an authority, and pinned by it. */
  readonly authority?: boolean;
  /** False: hosts as on a machine without bwrap, which have a `$HOME` of their own and nothing else. */
  readonly apart?: boolean;
  /** Each has a network of its own, with one address; they reach each other there. Wants slirp4netns. */
  readonly network?: boolean;
  /** What some hosts have besides: by index, from 0. */
  readonly only?: Readonly<Record<number, HostOptions>>;
}

/** Seconds after which hosts that nobody ended end by themselves. */
const lifetime = 2 * 60 * 60;

/**
 * Boots `count` hosts that one user's key opens. Use it with `await using`: at the end of the block
 * the hosts are dead and their files gone.
 */
export async function startHosts(count: number, options: HostsOptions = {}): Promise<Hosts> {
  const dir = mkdtempSync(join(tmpdir(), 'hosts-'));
  try {
    const machine = await inspectMachine(process.env);
    const keyFile = join(dir, 'user-key');
    const publicKey = await generateKey(machine.sshKeygen, keyFile, 'user', options.key);
    const authority = options.authority ? await makeAuthority(dir, machine.sshKeygen) : undefined;
    const names = Array.from({ length: count }, (_, i) => `host-${i + 1}`);
    const nodes = await Promise.all(
      names.map((name) => layOutNode(localNode(dir, '', name), machine, publicKey)),
    );
    const apart =
      options.apart ?? (await whyNoSandbox(nodes, { machine, secretDir: dir })) === undefined;
    if (!apart && [options, ...Object.values(options.only ?? {})].some(wantsSandbox))
      throw new Error('Hosts with such options want bwrap.');
    const { signal } = new AbortController();
    const setting = {
      machine,
      isolation: apart ? 'sandbox' : 'home',
      network: options.network ? await startNetwork(dir, machine, lifetime, signal) : undefined,
      seconds: lifetime,
      secretDir: dir,
    } as const;
    const list = await boot(nodes, setting, options, authority);
    return new Hosts(dir, list, machine.user.name, keyFile, await readFile(keyFile, 'utf8'));
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

async function boot(
  nodes: readonly LaidOutNode[],
  setting: NodeSetting,
  options: HostsOptions,
  authority: HostAuthority | undefined,
): Promise<readonly Host[]> {
  const { network } = setting;
  const id = randomBytes(8).toString('hex');
  for (const addressOf of candidateAddresses(id)) {
    const placed = nodes.map((node, i) => ({
      ...{ ...node, ...addressOf(i) },
      ...(network && { inside: addressInside(i) }),
    }));
    if (network && !(await openWays(network, placed.map(wayTo)))) continue;
    const hosts = placed.map((node, i) => {
      const own = { ...options, ...options.only?.[i] };
      return new Host(node, setting, own, authority);
    });
    const results = await Promise.allSettled(hosts.map((host) => host.start()));
    if (results.every((result) => result.status === 'fulfilled' && result.value)) return hosts;
    await Promise.all(hosts.map((host) => host.kill()));
    const failure = results.find((result) => result.status === 'rejected');
    if (failure) throw failure.reason;
  }
  throw new Error('No free port for hosts.');
}

async function makeAuthority(dir: string, sshKeygen: string): Promise<HostAuthority> {
  const keyFile = join(dir, 'authority');
  return { keyFile, publicKey: await generateKey(sshKeygen, keyFile, 'authority') };
}

export class Hosts implements AsyncDisposable {
  /** Holds everything of these hosts. */
  readonly dir: string;
  readonly list: readonly Host[];
  /** Who logs in. */
  readonly user: string;
  /** The user's private key (0600), which opens all hosts, and its text. */
  readonly keyFile: string;
  readonly key: string;

  constructor(dir: string, list: readonly Host[], user: string, keyFile: string, key: string) {
    this.dir = dir;
    this.list = list;
    this.user = user;
    this.keyFile = keyFile;
    this.key = key;
  }

  /** A known_hosts file that pins all of them. */
  get knownHosts(): string {
    return this.list.map((host) => host.knownHostsLine()).join('');
  }

  /** From 0. */
  at(index: number): Host {
    const host = this.list[index];
    if (!host) throw new Error(`There are ${this.list.length} hosts, none of index ${index}.`);
    return host;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.list.map((host) => host.kill()));
    await endProcesses(() => clusterProcesses({ dir: this.dir, processes: [] }));
    rmSync(this.dir, { recursive: true, force: true });
  }
}
