import { once } from 'node:events';
import { constants } from 'node:os';
import type { ClientChannel } from 'ssh2';

/** Bytes kept of an output that nobody takes: its end. */
const keptOutput = 1024 * 1024;

/** A command that was begun. Its end may be in the same packet as its beginning: listens at once. */
export class UnderWay {
  readonly channel: ClientChannel;
  readonly closed: Promise<unknown>;
  /** Undefined until it has ended, and for good when its connection breaks first. */
  code: number | undefined;

  constructor(channel: ClientChannel) {
    this.channel = channel;
    channel.once('exit', (code: number | null, name?: string) => {
      this.code = code ?? 128 + signalNumber(name);
    });
    channel.on('error', () => {});
    this.closed = once(channel, 'close');
  }
}

/** A dead connection never closes a channel, so an abort does not wait for it. */
export async function unlessAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  stop: () => void,
): Promise<T> {
  if (!signal) return work;
  const aborted = Promise.withResolvers<never>();
  const abort = () => {
    stop();
    aborted.reject(signal.reason);
  };
  work.catch(() => {});
  signal.addEventListener('abort', abort, { once: true });
  try {
    const result = await Promise.race([work, aborted.promise]);
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Reads a stream to its end, a piece at a time; a stream that breaks off ends here too. */
export async function drain(
  channel: ClientChannel,
  take: (chunk: Buffer) => Promise<void> | void,
): Promise<void> {
  // Destroying the channel at its end would close it before the exit status is here.
  const chunks: AsyncIterable<Buffer> = channel.iterator({ destroyOnReturn: false });
  try {
    for await (const chunk of chunks) await take(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** The end of an output of any length. */
export class Tail {
  #chunks: Buffer[] = [];
  #bytes = 0;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) > keptOutput) {
      this.#bytes -= this.#chunks.shift()?.length ?? 0;
    }
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** `name` without SIG, as RFC 4254, 6.10 names signals. */
function signalNumber(name = 'KILL'): number {
  return constants.signals[`SIG${name}` as NodeJS.Signals] ?? constants.signals.SIGKILL;
}
