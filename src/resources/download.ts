import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../problem';
import { formatBytes } from '../report/format';
import { type Entry, type Piece, type Source, Unavailable, type Version } from './source';

export interface Patience {
  /** Attempts in a row that bring nothing new. */
  readonly attempts: number;
  /** Milliseconds after the first of them; later pauses are longer. */
  readonly pause: number;
  /** Milliseconds that the other side may be silent. */
  readonly silence: number;
}

export const usualPatience: Patience = { attempts: 5, pause: 500, silence: 60_000 };

export interface Waiting {
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

export interface DownloadOptions extends Waiting {
  /** Told how many bytes are here. */
  readonly onBytes: (bytes: number) => void;
}

/** Does what may fail in a network, again and again. @throws Unavailable; a UserError of ours */
export async function insist<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { patience, signal }: Waiting,
): Promise<T> {
  for (let failed = 1; ; failed++) {
    const silence = new Silence(patience.silence);
    try {
      return await work(AbortSignal.any([signal, silence.signal]));
    } catch (error) {
      signal.throwIfAborted();
      await pauseAfter(error, failed, { patience, signal });
    } finally {
      silence.end();
    }
  }
}

/**
 * Brings an object into a file, going on where it broke off, also in an earlier run.
 *
 * @param file may hold the beginning of this version
 * @returns the version that is in it now: the object may have been replaced on the way
 * @throws Unavailable
 */
export async function download(
  entry: Entry,
  file: string,
  options: DownloadOptions,
): Promise<Version> {
  const target = await open(file, 'a+');
  try {
    const transfer = new Transfer(entry, file, target, (await target.stat()).size);
    let furthest = transfer.have;
    for (let failed = 1; ; failed++) {
      try {
        if (await transfer.goOn(options)) return transfer.version;
      } catch (error) {
        options.signal.throwIfAborted();
        if (transfer.have > furthest) failed = 1;
        furthest = Math.max(furthest, transfer.have);
        await pauseAfter(error, failed, options);
      }
    }
  } finally {
    await target.close();
  }
}

/** One object on its way into one file, over as many connections as it takes. */
class Transfer {
  /** Bytes that are here. */
  have: number;
  version: Version;
  readonly #source: Source;
  readonly #file: string;
  readonly #target: FileHandle;
  #doubts = 0;

  constructor({ source, version }: Entry, file: string, target: FileHandle, have: number) {
    this.#source = source;
    this.version = version;
    this.#file = file;
    this.#target = target;
    this.have = version.bytes !== undefined && have > version.bytes ? 0 : have;
  }

  /**
   * Fetches what is missing over one connection.
   *
   * @returns whether all of it is here; if not, it has to come once more
   * @throws Unavailable; any other error where trying again may help
   */
  async goOn(options: DownloadOptions): Promise<boolean> {
    if (this.have !== this.version.bytes || this.have === 0) await this.#receive(options);
    const { bytes } = this.version;
    if (bytes !== undefined && this.have !== bytes) {
      throw new Error(`the connection ended after ${this.have} of ${bytes} bytes`);
    }
    if (await isWhole(this.#file, this.version)) return true;
    this.have = 0;
    this.#doubts += 1;
    if (this.#doubts > 1) throw new Unavailable(notTheSame);
    return false;
  }

  async #receive({ patience, signal, onBytes }: DownloadOptions): Promise<void> {
    const silence = new Silence(patience.silence);
    let piece: Piece | undefined;
    try {
      const wanted = AbortSignal.any([signal, silence.signal]);
      piece = await this.#source.open(this.have, this.version, wanted);
      this.have = piece.from;
      this.version = piece.version;
      await makeRoom(this.#file, this.version, this.have);
      await this.#target.truncate(this.have);
      for await (const chunk of piece.body) {
        silence.heard();
        await write(this.#target, chunk, this.#file);
        this.have += chunk.length;
        onBytes(this.have);
      }
    } finally {
      silence.end();
      piece?.cancel();
    }
  }
}

const notTheSame = {
  message: 'arrives with other bytes than its checksum (ETag) says, twice.',
  fix: 'Upload it anew.',
};

async function write(target: FileHandle, chunk: Uint8Array, file: string): Promise<void> {
  try {
    await target.appendFile(chunk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw noRoom(file);
    throw error;
  }
}

/** @throws Unavailable where it cannot fit */
async function makeRoom(file: string, { bytes }: Version, have: number): Promise<void> {
  if (bytes === undefined) return;
  const { bavail, bsize } = await statfs(dirname(file));
  const free = bavail * bsize;
  if (bytes - have > free) {
    throw noRoom(
      file,
      `: it needs ${formatBytes(bytes - have)}, and ${formatBytes(free)} are free`,
    );
  }
}

function noRoom(file: string, words = ''): Unavailable {
  const message = `does not fit on the disk of this machine${words}.`;
  return new Unavailable({ message, fix: `Make room where ${dirname(file)} lies.` });
}

async function isWhole(file: string, { md5 }: Version): Promise<boolean> {
  if (md5 === undefined) return true;
  const hash = createHash('md5');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === md5;
}

async function pauseAfter(error: unknown, failed: number, { patience, signal }: Waiting) {
  if (error instanceof Unavailable || error instanceof UserError) throw error;
  if (failed >= patience.attempts) {
    const { message } = error as Error;
    const problem = {
      message: `cannot be fetched: ${message}, ${failed} times.`,
      fix: 'Try again later.',
    };
    throw new Unavailable(problem, { cause: error });
  }
  await delay(patience.pause * 2 ** (failed - 1), undefined, { signal });
}

/** Ends what is not heard of. */
class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(milliseconds: number) {
    const words = `nothing was heard for ${milliseconds / 1000} s`;
    this.#timer = setTimeout(() => this.#controller.abort(new Error(words)), milliseconds);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
