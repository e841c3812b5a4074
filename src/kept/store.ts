import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after its last use that a version is kept. */
const keptUnused = 14 * 24 * 3600 * 1000;
const versionName = /^[0-9a-f]{40,64}$/;

/**
 * What was fetched of one address: a folder for each version (a commit, or a hash), which holds one
 * file or folder and never changes once it is there.
 */
export class Store {
  /** A name of its own in any cache. */
  readonly key: string;
  readonly #dir: string;

  private constructor(key: string, dir: string) {
    this.key = key;
    this.#dir = dir;
  }

  /**
   * @param name for those who look into the folder
   * @param identity what tells this address from all others
   */
  static async open(cacheDir: string, name: string, identity: readonly string[]): Promise<Store> {
    const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
    const key = `${name.replaceAll(/[^\w.-]/g, '_').slice(0, 60)}-${hash.slice(0, 16)}`;
    const dir = join(cacheDir, key);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return new Store(key, dir);
  }

  /** Where a version lies, or would. */
  folder(version: string): string {
    return join(this.#dir, version);
  }

  /** A folder on the same disk, for what is not finished. */
  makeWorkDir(): Promise<string> {
    return mkdtemp(join(this.#dir, '.new-'));
  }

  /** The same, or the one of a process that died before it had finished this version. */
  async makeOrAdoptWorkDir(version: string): Promise<string> {
    const own = join(this.#dir, `.part-${version}-${process.pid}`);
    for (const name of await readdir(this.#dir)) {
      const [, owner] = /^\.part-(\w+-\d+)$/.exec(name) ?? [];
      const [of, pid] = owner?.split('-') ?? [];
      if (of !== version || isRunning(Number(pid))) continue;
      const adopted = await rename(join(this.#dir, name), own)
        .then(() => true)
        .catch(() => false);
      if (adopted) return own;
    }
    await mkdir(own, { recursive: true, mode: 0o700 });
    return own;
  }

  /** What a version holds, marked as used; undefined if it is not here. */
  async take(version: string): Promise<string | undefined> {
    const folder = this.folder(version);
    const [name] = await readdir(folder).catch(() => []);
    if (name === undefined) return undefined;
    const now = new Date();
    await utimes(folder, now, now);
    return join(folder, name);
  }

  /** Gives a finished folder its place. Another run may have been first: then it is there all the same. */
  async put(ready: string, version: string): Promise<void> {
    try {
      await rename(ready, this.folder(version));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (!['ENOTEMPTY', 'EEXIST'].includes(code)) throw error;
    }
  }

  /** The version that was used last. */
  async latest(): Promise<string | undefined> {
    const [latest] = (await this.#entries())
      .filter(({ name }) => versionName.test(name))
      .sort((a, b) => b.used - a.used);
    return latest?.name;
  }

  /** Removes what nobody has used for long, and what a run left unfinished. */
  async prune(): Promise<void> {
    for (const { name, used } of await this.#entries()) {
      if (Date.now() - used > keptUnused) {
        await rm(join(this.#dir, name), { recursive: true, force: true });
      }
    }
  }

  async #entries(): Promise<readonly { name: string; used: number }[]> {
    const names = await readdir(this.#dir);
    const entries = names.map(async (name) => {
      const used = await stat(join(this.#dir, name)).catch(() => undefined);
      return { name, used: used?.mtimeMs ?? Date.now() };
    });
    return Promise.all(entries);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
