import { execFileSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';

/**
 * A subnet of machines: a bridge in a network namespace of its own, where no firewall rule of this
 * machine reaches, and this machine as one of those on it.
 */
export class Subnet implements Disposable {
  readonly #id = randomBytes(3).toString('hex');
  readonly #prefix = `10.213.${randomInt(1, 255)}`;
  readonly #namespaces: string[] = [];
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

  /** Makes the network of one more machine: `index` counts from 0. */
  connect(index: number): MachineNetwork {
    const namespace = this.#addNamespace(`${index}`);
    const [bridge = ''] = this.#namespaces;
    const address = `${this.#prefix}.${index + 2}`;
    const port = `port${index}`;
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
    return { address, namespace: `/run/netns/${namespace}`, port };
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
