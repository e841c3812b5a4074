import { createHash } from 'node:crypto';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rename,
  rm,
  rmdir,
  symlink,
  utimes,
} from 'node:fs/promises';
import { join } from 'node:path';

/** Milliseconds after its last use that a version is kept. */
const keptUnused = 14 * 24 * 3600 * 1000;
const storeName = /-[0-9a-f]{16}$/;
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
    await touch(dir);
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
    await touch(folder);
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

  /**
   * Has a cache bring a version, which can be taken then. It writes beside it, in a place that is the
   * same at each time: the name belongs to what a cache knows again. A part is never taken for the whole.
   *
   * @param bring whether it has brought it; undefined when it may still be at work
   */
  async restore(
    version: string,
    bring: (folder: string) => Promise<boolean | undefined>,
  ): Promise<void> {
    const part = this.#cached(version);
    // Where another run is at it, or one has died, this one does without.
    if (!(await isFirst(mkdir(part, { mode: 0o700 })))) return;
    const brought = await bring(part);
    if (brought) await this.put(part, version);
    if (brought !== undefined) await rm(part, { recursive: true, force: true });
  }

  /** Has a cache keep a version, by the name of the place to which it will be brought. */
  async save(version: string, keep: (folder: string) => Promise<void>): Promise<void> {
    const link = this.#cached(version);
    if (!(await isFirst(symlink(version, link)))) return;
    try {
      await keep(link);
    } finally {
      await rm(link, { force: true });
    }
  }

  #cached(version: string): string {
    return join(this.#dir, `.cached-${version}`);
  }

  /** The version that was used last. */
  async latest(): Promise<string | undefined> {
    const [latest] = (await entriesOf(this.#dir))
      .filter(({ name }) => versionName.test(name))
      .sort((a, b) => b.used - a.used);
    return latest?.name;
  }
}

/**
 * Removes what nobody has used for long, and what a run left unfinished, of all addresses: also of
 * those that no runnable names any more. flambé's own copies, which lie there too, stay.
 */
export async function pruneStores(cacheDir: string): Promise<void> {
  const isOld = ({ used }: Entry) => Date.now() - used > keptUnused;
  for (const store of await entriesOf(cacheDir)) {
    if (!storeName.test(store.name)) continue;
    const dir = join(cacheDir, store.name);
    for (const { name } of (await entriesOf(dir)).filter(isOld)) {
      await rm(join(dir, name), { recursive: true, force: true });
    }
    // One with something in it stays.
    if (isOld(store)) await rmdir(dir).catch(() => {});
  }
}

interface Entry {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly used: number;
}

async function entriesOf(dir: string): Promise<readonly Entry[]> {
  const names = await readdir(dir).catch(() => []);
  const entries = names.map(async (name) => {
    const used = await lstat(join(dir, name)).catch(() => undefined);
    return { name, used: used?.mtimeMs ?? Date.now() };
  });
  return Promise.all(entries);
}

/** Marks as used. */
function touch(path: string): Promise<void> {
  const now = new Date();
  return utimes(path, now, now);
}

/** Whether what is made was not there yet. */
async function isFirst(made: Promise<void>): Promise<boolean> {
  try {
    await made;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
