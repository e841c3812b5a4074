import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';

const metadataAddress = '169.254.169.254';

/**
 * A subnet of machines: a bridge in a network namespace of its own, where no firewall rule of this
 * machine reaches, and this machine as one of those on it.
 */
export class Subnet implements Disposable {
  readonly #id = randomBytes(3).toString('hex');
  readonly #prefix = freePrefix();
  readonly #namespaces: string[] = [];
  #hasMetadata = false;
  /** This machine's own interface. */
  readonly #own = `fl-${this.#id}`;

  constructor() {
    const bridge = this.#addNamespace('bridge');
    const inBridge = (...words: string[]) => ip('-n', bridge, ...words);
    inBridge('link', 'add', 'br0', 'type', 'bridge');
    inBridge('link', 'set', 'br0', 'up');
    ip('link', 'add', this.#own, 'type', 'veth', 'peer', 'name', 'machine', 'netns', bridge);
    inBridge('link', 'set', 'machine', 'master', 'br0', 'up');
    ip('address', 'add', `${this.#prefix}.1/24`, 'dev', this.#own);
    ip('link', 'set', this.#own, 'up');
  }

  /** Its addresses, of which the first is this machine's. */
  get cidr(): string {
    return `${this.#prefix}.0/24`;
  }

  /** Bytes that this machine has sent to the others. */
  get bytesSent(): number {
    return Number(readFileSync(`/sys/class/net/${this.#own}/statistics/tx_bytes`, 'utf8'));
  }

  /** Makes the network of one more machine: `index` counts from 0. */
  connect(index: number): MachineNetwork {
    return this.connectAs(`${this.#prefix}.${index + 2}`);
  }

  /** Makes the network of the machine that has this address of ours. */
  connectAs(address: string): MachineNetwork {
    const last = address.split('.').at(-1) ?? '';
    const namespace = this.#addNamespace(last);
    const [bridge = ''] = this.#namespaces;
    const port = `port${last}`;
    ip(
      '-n',
      bridge,
      'link',
      'add',
      port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      namespace,
    );
    ip('-n', bridge, 'link', 'set', port, 'master', 'br0', 'up');
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
    ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'eth0');
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
    if (this.#hasMetadata)
      ip('-n', namespace, 'route', 'add', metadataAddress, 'dev', 'eth0', 'src', address);
    return { address, namespace: `/run/netns/${namespace}`, port };
  }

  /**
   * Lets machines that are connected from now on reach 169.254.169.254, where clouds have their
   * metadata service.
   *
   * @returns the network namespace that has this address
   */
  openMetadataAddress(): string {
    const [bridge = ''] = this.#namespaces;
    ip('-n', bridge, 'address', 'add', `${metadataAddress}/32`, 'dev', 'br0');
    ip('-n', bridge, 'route', 'add', this.cidr, 'dev', 'br0');
    this.#hasMetadata = true;
    return bridge;
  }

  /** Takes the machine's cable out (nothing it sends arrives, nothing breaks), or puts it in again. */
  plug(port: string, isIn: boolean): void {
    ip('-n', this.#namespaces[0] ?? '', 'link', 'set', port, isIn ? 'up' : 'down');
  }

  [Symbol.dispose](): void {
    // With its namespace it would go, too, but only some time later.
    ip('link', 'delete', this.#own);
    for (const namespace of this.#namespaces) ip('netns', 'delete', namespace);
  }

  #addNamespace(name: string): string {
    const namespace = `fl-${this.#id}-${name}`;
    ip('netns', 'add', namespace);
    this.#namespaces.push(namespace);
    return namespace;
  }
}

/** The first three numbers of addresses that nobody on this machine uses yet. */
function freePrefix(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  const isFree = (prefix: string) => {
    return !addresses.some(({ address }) => address.startsWith(`${prefix}.`));
  };
  for (let attempt = 0; attempt < 1000; attempt++) {
    const prefix = `10.213.${randomInt(1, 255)}`;
    if (isFree(prefix)) return prefix;
  }
  throw new Error('No free subnet for machines.');
}

export interface MachineNetwork {
  readonly address: string;
  /** Path of the machine's network namespace. */
  readonly namespace: string;
  /** The machine's port on the bridge. */
  readonly port: string;
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
