import { close, constants, open, read } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { type BytePath, onDisk, toBytePath, within } from './byte-path';
import type { Finding } from './findings';
import { comparable, type NeverContents } from './never';
import {
  holdsKeyBody,
  holdsPrivateKey,
  isPuttyKey,
  keyExtent,
  keyMarker,
  piecesOf,
  shortestKey,
} from './private-key';

/** What was found out about one candidate. */
export interface Inspection {
  readonly carried: boolean;
  readonly bytes: number;
  readonly finding?: Finding;
}

// A FileHandle for each of many small files takes more than twice the time.
const openFile = promisify(open);
const readFile = promisify(read);
const closeFile = promisify(close);

const leftOut: Inspection = { carried: false, bytes: 0 };
const smallestWindow = 256 * 1024;
/** Bytes at the beginning of a file among which a NUL says that it is no text (as git decides). */
const binaryHead = 8000;

/** Looks at candidates one at a time, into one buffer: use several for several at a time. */
export class Inspector {
  readonly #root: BytePath;
  readonly #never: NeverContents;
  readonly #window: Buffer;
  readonly #needles: readonly string[];

  constructor(root: BytePath, never: NeverContents) {
    this.#root = root;
    this.#never = never;
    this.#window = Buffer.allocUnsafe(Math.max(smallestWindow, never.largest));
    this.#needles = [keyMarker, ...never.keyBodies.flatMap(piecesOf)];
  }

  /** @param path relative to the root */
  async inspect(path: BytePath, signal: AbortSignal): Promise<Inspection> {
    try {
      const entry = await lstat(onDisk(within(this.#root, path)));
      if (entry.isSymbolicLink()) return await this.#inspectLink(path);
      if (entry.isFile()) return await this.#inspectFile(path, entry.size, signal);
      // Without a slash it is a tracked file that has become a folder: git lists what is in it.
      if (entry.isDirectory()) return { carried: path.endsWith('/'), bytes: 0 };
      return { ...leftOut, finding: { kind: 'special', path } };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined || signal.aborted) throw error;
      // Tracked files may be deleted, others may go at any time.
      if (code === 'ENOENT' || code === 'ENOTDIR') return leftOut;
      return { ...leftOut, finding: { kind: 'unreadable', path } };
    }
  }

  async #inspectLink(path: BytePath): Promise<Inspection> {
    const link = onDisk(within(this.#root, path));
    const target = toBytePath(await readlink(link, { encoding: 'buffer' }));
    const end = posix.join(posix.dirname(path), target);
    const leavesRoot = posix.isAbsolute(target) || end === '..' || end.startsWith('../');
    if (!leavesRoot) return { carried: true, bytes: 0 };
    return { carried: true, bytes: 0, finding: { kind: 'dangling', path, target } };
  }

  async #inspectFile(path: BytePath, bytes: number, signal: AbortSignal): Promise<Inspection> {
    // Neither follows a link nor waits for a writer, should the file have become one or a FIFO.
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await openFile(onDisk(within(this.#root, path)), flags);
    try {
      const kind = await this.#search(file, bytes, signal);
      return kind ? { ...leftOut, finding: { kind, path } } : { carried: true, bytes };
    } finally {
      await closeFile(file);
    }
  }

  /** Reads the file in windows that overlap by the length of a key, binary files only their head. */
  async #search(
    file: number,
    size: number,
    signal: AbortSignal,
  ): Promise<'own-secret' | 'private-key' | undefined> {
    for (let position = 0; ; position += this.#window.length - keyExtent) {
      signal.throwIfAborted();
      const content = await this.#readWindow(file, position, size);
      if (position === 0) {
        if (this.#isNever(content)) return 'own-secret';
        if (content.length < shortestKey) return undefined;
        if (content.subarray(0, binaryHead).includes(0)) return undefined;
        if (isPuttyKey(content.toString('latin1', 0, 100))) return 'private-key';
      }
      const found = this.#searchText(content);
      if (found || content.length < this.#window.length) return found;
    }
  }

  #isNever(content: Buffer): boolean {
    return content.length <= this.#never.largest && this.#never.texts.has(comparable(content));
  }

  #searchText(content: Buffer): 'own-secret' | 'private-key' | undefined {
    if (!this.#needles.some((needle) => content.includes(needle, 0, 'latin1'))) return undefined;
    const text = content.toString('latin1');
    if (this.#never.keyBodies.some((body) => holdsKeyBody(text, body))) return 'own-secret';
    return holdsPrivateKey(text) ? 'private-key' : undefined;
  }

  /** Up to the size that the file had: to ask for more takes another read to learn of its end. */
  async #readWindow(file: number, position: number, size: number): Promise<Buffer> {
    const wanted = Math.min(this.#window.length, size - position);
    let length = 0;
    while (length < wanted) {
      const rest = wanted - length;
      const { bytesRead } = await readFile(file, this.#window, length, rest, position + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return this.#window.subarray(0, length);
  }
}
