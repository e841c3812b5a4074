import { cp, link, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildWheel } from './build';
import { type Download, downloadFile } from './download';
import { FileStore, fileKey } from './file-store';
import { type LockedPackage, lockPackages } from './lock';
import type { PackageSource } from './package-index';
import { Uv } from './uv';
import { uvProgram } from './uv-program';
import { type Target, wheelFit } from './wheel-tags';

/** Packages that belong together, with all that they need. */
export interface WheelSet {
  /** Requirements, and absolute paths of folders of this machine that pip could install. */
  readonly wanted: readonly string[];
  /** Packages as they were before that day, `2020-06-01`; empty: as they are. */
  readonly before: string;
  /** What the node has already, as `name==version`. */
  readonly have: readonly string[];
}

export interface WheelhouseOptions {
  /** Folder of this machine that keeps what was brought, for other runs. */
  readonly cacheDir: string;
  readonly source: PackageSource;
  readonly signal: AbortSignal;
  /** Copies of a folder what may leave this machine: a build packs whatever it finds. */
  copySource(folder: string, there: string): Promise<void>;
  info(line: string): void;
  progress(fraction: number, detail: string): void;
}

/** How many files are fetched at the same time. */
const abreast = 6;

/** Brings to this machine what nodes need and cannot fetch: uv, Python, and wheels. */
export class Wheelhouse {
  readonly #options: WheelhouseOptions;
  #store: Promise<FileStore> | undefined;
  #uv: Promise<Uv> | undefined;

  constructor(options: WheelhouseOptions) {
    this.#options = options;
  }

  /** Path of uv for an architecture. @throws UserError */
  async uvFor(arch: string): Promise<string> {
    return uvProgram(arch, await this.#open(), this.#download());
  }

  /** Folder of a CPython that can be moved. @throws UserError */
  async pythonFor(version: string, arch: string): Promise<string> {
    return (await this.#openUv()).installPython(version, arch);
  }

  /**
   * Fills a folder with wheels that fit a node, for all of a set that it has not: resolved by uv,
   * fetched and compared with their hashes, or built here where there are none.
   *
   * @returns what pip is to install there, from that folder: requirements, and files in it as `./NAME`
   * @throws UserError
   */
  async fill(folder: string, set: WheelSet, target: Target): Promise<readonly string[]> {
    const { signal } = this.#options;
    const uv = await this.#openUv();
    const store = await this.#open();
    const work = await mkdtemp(join(tmpdir(), 'wheelhouse-'));
    try {
      const sources = await copySources(set.wanted, work, this.#options);
      const python = await buildPython(uv, target);
      const locked = await lockPackages({ ...set, wanted: [...sources.values()] }, target, {
        ...{ uv, python, work },
      });
      await mkdir(folder, { recursive: true });
      const files = await this.#bring(locked, { uv, python, target, before: set.before, store });
      for (const file of files.values()) await addFile(file, folder);
      await store.prune();
      signal.throwIfAborted();
      return set.wanted.map((wanted) => {
        const file = files.get(sources.get(wanted) ?? '');
        return file === undefined ? wanted : `./${basename(file)}`;
      });
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }

  /** @returns wheels by name of their package, or path of its folder */
  async #bring(
    locked: readonly LockedPackage[],
    tools: Omit<Parameters<typeof buildWheel>[1], 'download'>,
  ): Promise<ReadonlyMap<string, string>> {
    const { info, progress } = this.#options;
    const { target, store } = tools;
    const chosen = locked.map((one) => ({ one, wheel: chooseWheel(one, target) }));
    const total = chosen.reduce((sum, { wheel }) => sum + (wheel?.size ?? 0), 0);
    let done = 0;
    let fetched = 0;
    const onBytes = (bytes: number) => {
      done += bytes;
      if (total > 0) progress(Math.min(1, done / total), `${Math.round(done / 1e6)} MB`);
    };
    const download = { ...this.#download(), onBytes };
    const found = new Map<string, string>();
    const left = [...chosen];
    const worker = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        const { one, wheel } = next;
        const key = one.folder ?? one.name;
        if (!wheel) {
          info(`building ${one.name}, of which there is no wheel`);
          found.set(key, await buildWheel(one, { ...tools, download }));
          continue;
        }
        const { url, sha256, name } = wheel;
        const dir = await store.take(`file-${fileKey(wheel)}`, async (part) => {
          fetched++;
          await downloadFile(url, sha256, join(part, name), download);
        });
        found.set(key, join(dir, name));
      }
    };
    await Promise.all(Array.from({ length: abreast }, worker));
    const what = `Python ${target.python} (${target.arch})`;
    info(`${found.size} packages for ${what} are here, ${fetched} of them fetched now`);
    return found;
  }

  #download(): Download {
    const { source, signal } = this.#options;
    return { source, signal };
  }

  #open(): Promise<FileStore> {
    this.#store ??= FileStore.open(join(this.#options.cacheDir, 'packages'));
    return this.#store;
  }

  #openUv(): Promise<Uv> {
    this.#uv ??= this.#open().then((store) => {
      return Uv.open(this.#options.cacheDir, store, this.#download());
    });
    return this.#uv;
  }
}

/** The best of a package's wheels for a node; undefined when none fits. */
function chooseWheel({ wheels }: LockedPackage, target: Target) {
  const fits = wheels.map((wheel) => ({ wheel, fit: wheelFit(wheel.name, target) ?? -1 }));
  const [best] = fits.filter(({ fit }) => fit >= 0).sort((a, b) => b.fit - a.fit);
  return best?.wheel;
}

/** What builds: the node's own Python if this machine has it or gets it, otherwise any. */
async function buildPython(uv: Uv, { python }: Target): Promise<string | undefined> {
  const minor = python.split('.').slice(0, 2).join('.');
  const found = await uv.findPython(minor);
  if (found !== undefined) return found;
  const { code } = await uv.attempt(['python', 'install', minor]);
  return (code === 0 ? await uv.findPython(minor) : undefined) ?? uv.findPython('3');
}

/** A build writes into the folder that it builds: it gets one of its own. */
async function copySources(
  wanted: readonly string[],
  work: string,
  { copySource }: WheelhouseOptions,
) {
  const sources = new Map<string, string>();
  for (const [i, one] of wanted.entries()) {
    if (!one.startsWith('/')) {
      sources.set(one, one);
      continue;
    }
    const copy = join(work, `source-${i}`);
    await copySource(one, copy);
    sources.set(one, copy);
  }
  return sources;
}

async function addFile(file: string, folder: string): Promise<void> {
  const name = basename(file);
  if ((await readdir(folder)).includes(name)) return;
  // Another disk has no links to this one.
  await link(file, join(folder, name)).catch(() => cp(file, join(folder, name)));
}
