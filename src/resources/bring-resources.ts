import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from '../inputs/resources';
import { openRunCache, type RunCache } from '../kept/run-cache';
import { pruneStores, Store } from '../kept/store';
import { ExitCode, type Problem, UserError } from '../problem';
import { formatBytes, formatCount } from '../report/format';
import { insist, type Patience, usualPatience } from './download';
import { type Fetching, fetchInto } from './fetch-into';
import { atUrl } from './http';
import type { S3Reader } from './s3';
import { bytesOf, type Entry, type Remote, Unavailable, versionName } from './source';

export interface LookOptions {
  /** Undefined where no `s3://` is to be read from here. */
  readonly s3: S3Reader | undefined;
  readonly signal: AbortSignal;
  readonly patience?: Patience;
}

export interface ResourceOptions extends LookOptions {
  /** Folder of this machine in which downloads are kept from one run to the next. */
  readonly cacheDir: string;
  info(line: string): void;
  progress(label: string, fraction: number, detail: string): void;
}

/** A resource of a runnable that lies at an address. */
export type Addressed = ReadonlyMap<string, Resource>;

interface Found {
  readonly name: string;
  readonly address: string;
  readonly remote: Remote;
  readonly entries: readonly Entry[];
}

/**
 * Looks whether resources at addresses can be had; little of them is read.
 *
 * @throws UserError with what is wrong with any of them
 */
export async function lookAtResources(
  resources: Addressed,
  { s3, signal, patience = usualPatience }: LookOptions,
): Promise<readonly Found[]> {
  const hasS3 = [...resources.values()].some(({ kind }) => kind === 's3');
  const client = hasS3 && s3 ? await (await import('./s3')).s3Client(s3) : undefined;
  const { atS3 } = client ? await import('./s3') : { atS3: undefined };
  const looks = [...resources].map(async ([name, resource]): Promise<Found> => {
    const { kind, value: address } = resource;
    const remote = kind === 's3' && client ? atS3?.(address, client) : atUrl(address);
    if (!remote) throw new Error('An address is one of the web or of S3.');
    return named(name, resource, remote, async () => {
      const entries = await insist((until) => remote.look(until), { patience, signal });
      return { name, address, remote, entries };
    });
  });
  return allOf(await Promise.allSettled(looks), signal);
}

/**
 * Brings resources to this machine: one after another, so that each has all of the network.
 *
 * @param resources those of kind `http` and `s3`
 * @returns absolute path of a file or folder by name; its last part is that of the address
 * @throws UserError with what is wrong with any of them
 */
export async function bringResources(
  resources: Addressed,
  options: ResourceOptions,
): Promise<ReadonlyMap<string, string>> {
  const found = await lookAtResources(resources, options);
  if (found.length === 0) return new Map();
  const cache = await openRunCache('resources', process.env, options.info);
  const brought = new Map<string, string>();
  const byAddress = new Map<string, string>();
  for (const one of found) {
    const resource = resources.get(one.name) as Resource;
    const path =
      byAddress.get(one.address) ??
      (await named(one.name, resource, one.remote, () => bring(one, cache, options)));
    byAddress.set(one.address, path);
    brought.set(one.name, path);
  }
  await pruneStores(options.cacheDir);
  return brought;
}

async function bring(
  { name, address, remote, entries }: Found,
  cache: RunCache | undefined,
  { cacheDir, signal, patience = usualPatience, info, progress }: ResourceOptions,
): Promise<string> {
  const store = await Store.open(cacheDir, remote.base, [address]);
  const bytes = bytesOf(entries);
  const files = entries.length > 1 ? `${formatCount(entries.length, 'file')}, ` : '';
  const size = `${files}${bytes === undefined ? 'size unknown' : formatBytes(bytes)}`;
  const say = (words: string) => info(`resource ${name}: ${remote.shown}, ${words}`);
  const version = versionName(entries);
  const kept = version && (await takeWhole(store, version, entries));
  if (kept) {
    say(`${size}, kept from before`);
    return kept;
  }
  const mayCache = cache && (cache.isPrivate || remote.isPublic) ? cache : undefined;
  const key = (of: string) => `flambe-resource-${store.key}-${of}`;
  if (version && mayCache) {
    await store.restore(version, (folder) => mayCache.restore(folder, key(version), bytes));
    const restored = await takeWhole(store, version, entries);
    if (restored) {
      say(`${size}, from the cache of the workflow`);
      return restored;
    }
  }
  say(size);
  const fetching: Fetching = { ...{ name, remote, entries, store, version }, patience, signal };
  const made = await fetchInto({ ...fetching, info, progress });
  const dir = await takeWhole(store, made.version, made.entries);
  if (dir === undefined) throw new Error(`${store.folder(made.version)} went away.`);
  // What cannot be told from a later one is not found again.
  const isKept = versionName(made.entries) !== undefined;
  if (isKept && mayCache) {
    await store.save(made.version, (folder) => mayCache.save(folder, key(made.version), bytes));
  }
  return dir;
}

/** What is kept, if all of it is there: a cache may have been cut off. */
async function takeWhole(
  store: Store,
  version: string,
  entries: readonly Entry[],
): Promise<string | undefined> {
  const kept = await store.take(version);
  if (kept === undefined) return undefined;
  for (const { path, version: wanted } of entries) {
    const here = await stat(path === undefined ? kept : join(kept, path)).catch(() => undefined);
    if (!here?.isFile() || here.size !== (wanted.bytes ?? here.size)) {
      await rm(store.folder(version), { recursive: true, force: true });
      return undefined;
    }
  }
  return kept;
}

/** @throws UserError in the place of `Unavailable` */
async function named<T>(
  name: string,
  { place }: Resource,
  { shown }: Remote,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const { message, fix } = error.problem;
    const problem: Problem = {
      ...{ ...place, field: `resources.${name}`, message: `${shown} ${message}` },
      ...(fix && { fix }),
    };
    const exitCode = error.cause === undefined ? ExitCode.badInput : ExitCode.lost;
    throw new UserError(problem, exitCode, { cause: error });
  }
}

function allOf<T>(results: readonly PromiseSettledResult<T>[], signal: AbortSignal): readonly T[] {
  signal.throwIfAborted();
  const failures = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const other = failures.find((reason) => !(reason instanceof UserError));
  if (other !== undefined) throw other;
  if (failures.length > 0) {
    const errors = failures as readonly UserError[];
    const worst = errors.find(({ exitCode }) => exitCode !== ExitCode.lost) ?? errors[0];
    throw new UserError(
      errors.flatMap(({ problems }) => problems),
      worst?.exitCode,
    );
  }
  return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
