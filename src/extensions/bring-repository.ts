import type { GitAddress } from '../inputs/git-address';
import { Store } from '../kept/store';
import type { Bringing } from './bring-extensions';
import { askRemote, fetchTree, isPublic, type Remote } from './fetch';
import { waysTo } from './git-settings';
import type { Wanted } from './refs';
import { Refusal } from './refusal';

/**
 * The wanted folder of a repository: as it was brought before if the commit is the same, or if the
 * repository cannot be reached.
 *
 * @returns its absolute path
 * @throws Refusal
 */
export async function bringRepository(
  address: GitAddress,
  module: string,
  run: Bringing,
): Promise<string> {
  const { cacheDir, settings, signal, info } = run;
  const ways = waysTo(address, settings).map((way) => ({
    address,
    git: { settings: way, signal },
  }));
  const store = await Store.open(cacheDir, address.name, [address.url, ...address.inside]);
  const say = (what: string) => info(`${module}: ${address.shown} ${what}`);
  try {
    const { wanted, remote } = await askRemote(ways, cacheDir);
    const what = `${wanted.name} ${wanted.commit.slice(0, 12)}`;
    const kept = await store.take(wanted.commit);
    if (kept) {
      say(`${what}, kept from before`);
      return kept;
    }
    const { dir, how } = await fetchOrRestore(remote, wanted, store, run);
    say(`${what}, ${how}`);
    return dir;
  } catch (error) {
    const latest = error instanceof Refusal && error.isOffline ? await store.latest() : undefined;
    const kept = latest && (await store.take(latest));
    if (!kept) throw error;
    say(`cannot be reached; ${latest.slice(0, 12)}, kept from before, is taken`);
    return kept;
  }
}

async function fetchOrRestore(
  remote: Remote,
  wanted: Wanted,
  store: Store,
  { cache, cacheDir }: Bringing,
): Promise<{ readonly dir: string; readonly how: string }> {
  const mayCache = cache && (cache.isPrivate || (await isPublic(remote, cacheDir)));
  const key = (commit: string) => `flambe-extension-${store.key}-${commit}`;
  if (mayCache) {
    await store.restore(wanted.commit, (folder) => cache.restore(folder, key(wanted.commit)));
    const restored = await store.take(wanted.commit);
    if (restored) return { dir: restored, how: 'from the cache of the workflow' };
  }
  const commit = await fetchTree(remote, wanted, store);
  if (mayCache) await store.save(commit, (folder) => cache.save(folder, key(commit)));
  const dir = await store.take(commit);
  if (dir === undefined) throw new Error(`${store.folder(commit)} went away.`);
  return { dir, how: 'fetched' };
}
