import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { UserError } from '../problem';
import { formatBytes } from '../report/format';
import { type Entry, type Piece, Unavailable, type Version } from './source';

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
  { source, version: known }: Entry,
  file: string,
  options: DownloadOptions,
): Promise<Version> {
  const { patience, signal, onBytes } = options;
  const target = await open(file, 'a+');
  let version = known;
  try {
    let have = (await target.stat()).size;
    if (version.bytes !== undefined && have > version.bytes) have = 0;
    let furthest = have;
    let doubts = 0;
    for (let failed = 1; ; failed++) {
      const silence = new Silence(patience.silence);
      let piece: Piece | undefined;
      try {
        if (have !== version.bytes || have === 0) {
          const wanted = AbortSignal.any([signal, silence.signal]);
          piece = await source.open(have, version, wanted);
          have = piece.from;
          version = piece.version;
          await makeRoom(file, version, have);
          await target.truncate(have);
          for await (const chunk of piece.body) {
            silence.heard();
            await write(target, chunk, file);
            have += chunk.length;
            onBytes(have);
          }
        }
        if (version.bytes !== undefined && have !== version.bytes) {
          throw new Error(`the connection ended after ${have} of ${version.bytes} bytes`);
        }
        if (await isWhole(file, version)) return version;
        have = 0;
        doubts += 1;
        if (doubts > 1) throw new Unavailable(notTheSame);
      } catch (error) {
        signal.throwIfAborted();
        if (have > furthest) failed = 1;
        furthest = Math.max(furthest, have);
        await pauseAfter(error, failed, options);
      } finally {
        silence.end();
        piece?.cancel();
      }
    }
  } finally {
    await target.close();
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
