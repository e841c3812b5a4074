import { createHash } from 'node:crypto';
import type { ClientChannel, Client as SshClient } from 'ssh2';
import { drain, Tail, UnderWay, unlessAborted } from './under-way';
import type { VerifiedKey } from './verify-host';

/** A host, and all that must be known before a byte is sent to it. */
export interface Endpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly key: VerifiedKey;
}

/** The connection is gone; what ran on the other side may still run. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

export interface ExecOptions {
  readonly input?: string | Buffer | undefined;
  /** Called with each piece of output; the next is read when its promise has resolved. */
  readonly onStdout?: (chunk: Buffer) => Promise<void> | void;
  readonly signal?: AbortSignal | undefined;
}

export interface ExecResult {
  /** The command's own, or 128 + n after signal n, as a shell counts. */
  readonly code: number;
  /** Empty when `onStdout` took it. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Three unanswered keepalives, so a dead connection is found within ten seconds. */
const keepalive = { keepaliveInterval: 3000, keepaliveCountMax: 3 } as const;
const readyTimeout = 20_000;

/** One ssh2 connection to one host whose key is known. */
export class Connection {
  #client: SshClient;
  #lost = false;
  /** The host key as known_hosts writes it: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;

  private constructor(client: SshClient, hostKey: string) {
    this.#client = client;
    this.hostKey = hostKey;
    client.on('close', () => {
      this.#lost = true;
    });
  }

  get lost(): boolean {
    return this.#lost;
  }

  /**
   * @param through a connection that the new one runs inside of (jump host)
   * @throws ConnectionLost when no connection comes about
   */
  static async open(
    endpoint: Endpoint,
    privateKey: string,
    through: Connection | undefined,
    signal: AbortSignal,
  ): Promise<Connection> {
    const { Client } = (await import('ssh2')).default;
    signal.throwIfAborted();
    const sock = through && (await through.#forward(endpoint, signal));
    const client = new Client();
    let hostKey = '';
    const ready = new Promise<void>((resolve, reject) => {
      client.once('ready', resolve);
      // Not `once`: a second error that nobody hears would end the process.
      client.on('error', (cause) => {
        reject(new ConnectionLost(`${endpoint.name}: ${cause.message}`, { cause }));
      });
      client.once('close', () => reject(new ConnectionLost(`${endpoint.name}: closed`)));
    });
    // Nagle's algorithm waits for an answer that the other side delays: 40 ms more for each command.
    client.once('connect', () => client.setNoDelay(true));
    const abort = () => client.destroy();
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      client.connect({
        ...(sock ? { sock } : { host: endpoint.host, port: endpoint.port }),
        username: endpoint.user,
        privateKey,
        readyTimeout,
        ...keepalive,
        authHandler: ['publickey'],
        algorithms: { serverHostKey: signatureAlgorithms(endpoint.key.type) },
        hostVerifier: (blob: Buffer) => {
          hostKey = `${endpoint.key.type} ${blob.toString('base64')}`;
          return fingerprint(blob) === endpoint.key.fingerprint;
        },
      });
      await ready;
      return new Connection(client, hostKey);
    } catch (error) {
      client.destroy();
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /**
   * Runs a command line in the user's login shell to its end.
   * @throws ConnectionLost when its exit status never came; the reason of `signal` when aborted
   */
  async exec(command: string, { input, onStdout, signal }: ExecOptions = {}): Promise<ExecResult> {
    signal?.throwIfAborted();
    const underWay = await this.#begin(command);
    const { channel, closed } = underWay;
    const stdout = new Tail();
    const stderr = new Tail();
    channel.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    channel.end(input ?? '');
    // While it was begun nobody listened for that.
    if (signal?.aborted) channel.destroy();
    signal?.throwIfAborted();
    const read = drain(channel, onStdout ?? ((chunk) => stdout.push(chunk)));
    await unlessAborted(Promise.all([read, closed]), signal, () => channel.destroy());
    const { code } = underWay;
    if (code === undefined) {
      throw new ConnectionLost('the connection broke before the command ended');
    }
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }

  close(): void {
    this.#client.end();
  }

  /** Leaves without a word, for when nobody answers. */
  destroy(): void {
    this.#client.destroy();
  }

  #begin(command: string): Promise<UnderWay> {
    return this.#ask((resolve, reject) => {
      this.#client.exec(command, (error, channel) =>
        error ? reject(error) : resolve(new UnderWay(channel)),
      );
    });
  }

  /** sshd itself waits two minutes for a host that drops packets, and cannot be told to stop. */
  async #forward({ name, host, port }: Endpoint, signal: AbortSignal): Promise<ClientChannel> {
    const asked = this.#ask<ClientChannel>((resolve, reject) => {
      this.#client.forwardOut('127.0.0.1', 0, host, port, (error, channel) =>
        error ? reject(error) : resolve(channel),
      );
    });
    const tooLate = new AbortController();
    const why = `${name}: no way to ${host}:${port} within ${readyTimeout / 1000} s`;
    const timer = setTimeout(() => tooLate.abort(new ConnectionLost(why)), readyTimeout);
    const end = AbortSignal.any([signal, tooLate.signal]);
    // A channel that comes after that is nobody's.
    const letGo = () => void asked.then((channel) => channel.destroy()).catch(() => {});
    try {
      return await unlessAborted(asked, end, letGo);
    } finally {
      clearTimeout(timer);
    }
  }

  /** ssh2 never calls back for a request whose connection dies first. */
  #ask<T>(ask: (resolve: (value: T) => void, reject: (error: Error) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const gone = () => reject(new ConnectionLost('the connection is gone'));
      if (this.#lost) return gone();
      this.#client.once('close', gone);
      const settled = () => this.#client.removeListener('close', gone);
      const refuse = (cause: Error) => {
        settled();
        reject(new ConnectionLost(cause.message, { cause }));
      };
      try {
        ask((value) => {
          settled();
          resolve(value);
        }, refuse);
      } catch (error) {
        refuse(error as Error);
      }
    });
  }
}

function fingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** An `ssh-rsa` key signs with SHA-2 (RFC 8332); the others are named like their keys. */
function signatureAlgorithms(type: string) {
  type Algorithm = 'ssh-ed25519' | 'rsa-sha2-512' | 'rsa-sha2-256';
  const names = type === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [type];
  return names as Algorithm[];
}
