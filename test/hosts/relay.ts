import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { NodeAddress } from '../../src/providers/local/addresses';

/** Bytes that may be under way in one direction of one connection while `delay` holds them. */
const window = 4 << 20;

/**
 * The network between here and `target`, which can fail. Listens on the same port of a loopback
 * address of its own, because a cluster file has one port for all hosts.
 */
export async function startRelay(target: NodeAddress): Promise<Relay> {
  for (;;) {
    const host = `127.${randomInt(200, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
    const server = createServer({ allowHalfOpen: true });
    const relay = new Relay(host, target, server);
    server.listen({ host, port: target.port });
    try {
      await once(server, 'listening');
      return relay;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

export class Relay implements NodeAddress, AsyncDisposable {
  readonly port: number;
  /** Bytes from the client to the target, of all connections so far. */
  bytesUp = 0;
  /** Bytes from the target to the client. */
  bytesDown = 0;
  /** Connections accepted so far. */
  accepted = 0;
  /** How often all connections were broken so far. */
  cuts = 0;
  /** Milliseconds that each byte takes longer. */
  delay = 0;
  /** Bytes a second for each direction, shared by all connections. */
  rate = Number.POSITIVE_INFINITY;

  readonly host: string;
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #busyUntil = { up: 0, down: 0 };
  #silence: Promise<void> | undefined;
  #endSilence = () => {};
  #cutNext: (() => void) | undefined;

  constructor(host: string, target: NodeAddress, server: Server) {
    this.host = host;
    this.port = target.port;
    this.#server = server;
    server.on('connection', (client) => this.#connect(client, target));
  }

  /** Connections that are open now. */
  get open(): number {
    return this.#pairs.size;
  }

  /** Breaks all connections: with a reset, as a firewall does, or by an orderly end. */
  cut(how: 'reset' | 'end' = 'reset'): void {
    this.cuts++;
    for (const sockets of this.#pairs) {
      for (const socket of sockets) how === 'reset' ? socket.resetAndDestroy() : socket.destroy();
    }
  }

  /** Cuts so many times, in either manner in turn: each time that so many bytes more went that way. */
  cutEach(bytes: number, way: 'bytesUp' | 'bytesDown', times: number): void {
    let next = this[way] + bytes;
    let left = times;
    this.#cutNext = () => {
      if (left === 0 || this[way] < next) return;
      this.cut(left % 2 === 0 ? 'reset' : 'end');
      left -= 1;
      next = this[way] + bytes;
    };
  }

  /** Carries nothing any more, not even the end of a connection, and breaks none; until `speak`. */
  silence(): void {
    this.#silence ??= new Promise((resolve) => {
      this.#endSilence = resolve;
    });
  }

  /** What was held back arrives now. */
  speak(): void {
    this.#silence = undefined;
    this.#endSilence();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.speak();
    this.cut();
    const closed = once(this.#server, 'close');
    this.#server.close();
    await closed;
  }

  #connect(client: Socket, address: NodeAddress): void {
    this.accepted++;
    const { host, port } = address;
    const target = createConnection({ host, port, allowHalfOpen: true });
    const pair = [client, target] as const;
    this.#pairs.add(pair);
    for (const socket of pair) socket.setNoDelay(true).on('error', () => {});
    void Promise.allSettled([
      this.#carry(client, target, 'up'),
      this.#carry(target, client, 'down'),
    ]).then(() => this.#pairs.delete(pair));
  }

  async #carry(from: Socket, to: Socket, way: 'up' | 'down'): Promise<void> {
    let underWay = 0;
    let delivered = Promise.resolve();
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        const due = performance.now() + this.delay;
        underWay += chunk.length;
        delivered = delivered.then(async () => {
          await this.#deliver(chunk, to, way, due);
          underWay -= chunk.length;
        });
        // Who has sent it may break off before, and nobody waits for it then.
        delivered.catch(() => {});
        if (this.delay === 0 || underWay > window) await delivered;
      }
      await delivered;
      await this.#silence;
      to.end();
    } catch {
      // One side is gone: so is the other, as soon as the network carries that.
      await this.#silence;
      for (const socket of [from, to]) socket.resetAndDestroy();
    }
  }

  async #deliver(chunk: Buffer, to: Socket, way: 'up' | 'down', due: number): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.#busyUntil[way]);
    this.#busyUntil[way] = start + (chunk.length / this.rate) * 1000;
    const wait = Math.max(due, this.#busyUntil[way]) - now;
    if (wait >= 1) await delay(wait);
    while (this.#silence !== undefined) await this.#silence;
    if (way === 'up') this.bytesUp += chunk.length;
    else this.bytesDown += chunk.length;
    this.#cutNext?.();
    if (to.destroyed) throw new Error('The other side is gone.');
    if (!to.write(chunk)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
  }
}
