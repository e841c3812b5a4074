import { realpath } from 'node:fs/promises';
import { posix } from 'node:path';
import { type BytePath, toBytePath, within, withParents } from './byte-path';
import { findPrivateKeyBodies } from './private-key';

/** What is never carried, as the caller names it. */
export interface Never {
  /** Absolute paths of files and folders; they need not exist. */
  readonly paths: readonly string[];
  /** Texts that no carried file may hold: the private key, the secrets. */
  readonly contents: readonly Buffer[];
}

/** Files and folders that are never carried, by whatever name they are reached. */
export class NeverPaths {
  readonly #paths = new Set<BytePath>();

  static async of(paths: readonly string[]): Promise<NeverPaths> {
    const never = new NeverPaths();
    await Promise.all(paths.map((path) => never.add(toBytePath(posix.resolve(path)))));
    return never;
  }

  /** The path itself, what it points to, and what it is called where its folder really lies. */
  async add(path: BytePath): Promise<void> {
    const folder = await real(posix.dirname(path));
    this.#paths
      .add(path)
      .add(await real(path))
      .add(within(folder, posix.basename(path)));
  }

  /** Takes back the folders around a path, by its real name: what is named itself is meant. */
  allowWithin(path: BytePath): void {
    for (const folder of withParents(posix.dirname(path))) this.#paths.delete(folder);
  }

  /** Also true for all that lies in such a folder or in a `.git`. */
  has(path: BytePath): boolean {
    for (const here of withParents(path)) {
      if (this.#paths.has(here) || here.endsWith('/.git')) return true;
    }
    return false;
  }
}

async function real(path: BytePath): Promise<BytePath> {
  try {
    return toBytePath(await realpath(Buffer.from(path, 'latin1'), { encoding: 'buffer' }));
  } catch {
    return path;
  }
}

/** Contents that are never carried, made ready to be compared with many files. */
export interface NeverContents {
  readonly texts: ReadonlySet<string>;
  /** Bytes of the largest file that can be equal to one of `texts`. */
  readonly largest: number;
  /** Base64 of the private keys among them, without line ends and padding. */
  readonly keyBodies: readonly string[];
}

export function neverContents(contents: readonly Buffer[]): NeverContents {
  // An empty text would be equal to every empty file.
  const texts = new Set(contents.map(comparable).filter((text) => text !== ''));
  const longest = Math.max(0, ...[...texts].map((text) => text.length));
  return {
    texts,
    // Line ends may double what is one character here, and more may stand at both ends.
    largest: 2 * longest + 1024,
    keyBodies: [...texts].flatMap(findPrivateKeyBodies),
  };
}

/** The content as it is compared: an input loses its outer blanks on its way, a file its CRs. */
export function comparable(content: Buffer): string {
  return content.toString('latin1').replaceAll('\r', '').trim();
}
