import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after its last use that something is kept. */
const keptUnused = 30 * 24 * 3600 * 1000;

/** What a file of an index is kept under: its content, or where it came from. */
export function fileKey({
  sha256,
  url,
}: {
  readonly sha256: string | undefined;
  readonly url: string;
}) {
  return sha256 ?? createHash('sha256').update(url).digest('hex');
}

/** What was brought to this machine, kept for other runs: folders that never change once they are there. */
export class FileStore {
  readonly #dir: string;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  static async open(dir: string): Promise<FileStore> {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new FileStore(dir);
  }

  /**
   * A folder, as it was made before or as `make` fills it now.
   *
   * @param name says what is in it
   */
  async take(name: string, make: (folder: string) => Promise<void>): Promise<string> {
    const folder = join(this.#dir, name);
    if (await isThere(folder)) {
      const now = new Date();
      await utimes(folder, now, now);
      return folder;
    }
    const part = await mkdtemp(join(this.#dir, '.part-'));
    try {
      await make(part);
      await rename(part, folder).catch(async (error: unknown) => {
        // Another run has made it in the meantime.
        if (!(await isThere(folder))) throw error;
      });
    } finally {
      await rm(part, { recursive: true, force: true });
    }
    return folder;
  }

  /** Removes what nobody has used for long, and what a run left unfinished. */
  async prune(): Promise<void> {
    for (const name of await readdir(this.#dir)) {
      const folder = join(this.#dir, name);
      const used = await stat(folder).catch(() => undefined);
      if (used && Date.now() - used.mtimeMs > keptUnused) {
        await rm(folder, { recursive: true, force: true });
      }
    }
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => undefined)) !== undefined;
}
