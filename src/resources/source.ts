import { createHash } from 'node:crypto';
import type { Problem } from '../problem';

/** What the other side says of the bytes that it has now. */
export interface Version {
  /** Undefined: it does not say. */
  readonly bytes: number | undefined;
  /** ETag as it was sent. */
  readonly tag: string | undefined;
  /** Last-Modified as it was sent. */
  readonly changed: string | undefined;
  /** Hex, where the ETag is known to be one. */
  readonly md5?: string | undefined;
}

/** An answer under way. */
export interface Piece {
  readonly version: Version;
  /** Offset of its first byte: 0 when the other side begins again. */
  readonly from: number;
  readonly body: AsyncIterable<Uint8Array>;
  /** Nothing more of it is wanted. */
  cancel(): void;
}

/** One object that can be read from an offset. */
export interface Source {
  /**
   * @param from 0, or where a read of `known` broke off
   * @throws Unavailable when asking again would change nothing; anything else when it may
   */
  open(from: number, known: Version | undefined, signal: AbortSignal): Promise<Piece>;
}

export interface Entry {
  /** Below the folder; undefined when it is all that there is. */
  readonly path: string | undefined;
  readonly source: Source;
  readonly version: Version;
}

/** Something at an address: one object, or the many below a prefix. */
export interface Remote {
  /** Without what may be secret in it. */
  readonly shown: string;
  /** Last part of its path, as flambé names the copy (flambe/compile/downloader.py). */
  readonly base: string;
  /** Whether whoever knows the address may have it, and the address tells no secret. */
  readonly isPublic: boolean;
  /** What is there now: few bytes of it are read. @throws as `Source.open` */
  look(signal: AbortSignal): Promise<readonly Entry[]>;
}

/**
 * Why something cannot be had, as the end of a sentence that its address begins. With a cause it may
 * be had later.
 */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';

  readonly problem: Pick<Problem, 'message' | 'fix'>;

  constructor(problem: Pick<Problem, 'message' | 'fix'>, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

/** Name of what is there; undefined where it cannot be told from what was there before. */
export function versionName(entries: readonly Entry[]): string | undefined {
  if (entries.some(({ version }) => !version.tag && !version.changed)) return undefined;
  const content = entries.map(({ path, version }) => [
    ...[path, version.tag, version.changed, version.bytes],
  ]);
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Bytes of all; undefined when one does not say. */
export function bytesOf(entries: readonly Entry[]): number | undefined {
  const sizes = entries.map(({ version }) => version.bytes);
  return sizes.reduce(
    (sum, bytes) => (sum === undefined || bytes === undefined ? undefined : sum + bytes),
    0,
  );
}
