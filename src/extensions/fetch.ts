import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { GitAddress } from '../inputs/git-address';
import { didYouMean } from '../inputs/nearest-name';
import type { Store } from '../kept/store';
import { type GitOptions, type GitResult, git } from './git';
import { findWanted, parseRefs, type Wanted } from './refs';
import { Refusal } from './refusal';

/** A repository as this run may read it. */
export interface Remote {
  readonly address: GitAddress;
  readonly git: Omit<GitOptions, 'cwd'>;
}

/**
 * Asks the repository which commit is wanted.
 *
 * @param ways to ask it: each is tried when it does not answer to the one before
 * @returns also the way to which it answers
 * @throws Refusal when it does not answer, with what it said to the first; or has no such branch
 */
export async function askRemote(
  ways: readonly Remote[],
  cwd: string,
): Promise<{ readonly wanted: Wanted; readonly remote: Remote }> {
  const names = ['HEAD', 'refs/heads/*', 'refs/tags/*'];
  let refusal: Refusal | undefined;
  for (const remote of ways) {
    const { address, git: options } = remote;
    const result = await git(['ls-remote', '--', address.url, ...names], { ...options, cwd });
    if (result.code === 0) {
      const wanted = findWanted(parseRefs(result.stdout), address.inside);
      if ('message' in wanted) throw new Refusal(wanted);
      return { wanted, remote };
    }
    refusal ??= notRead(result);
    if (refusal.isOffline) break;
  }
  throw refusal;
}

/** Whether anybody may read it: asked over https, without the user's configuration and credentials. */
export async function isPublic({ address, git: options }: Remote, cwd: string): Promise<boolean> {
  if (!address.url.startsWith('https:')) return false;
  const way = /^(PATH|(https|all|no)_proxy|SSL_CERT_(FILE|DIR)|GIT_SSL_CAINFO)$/i;
  const environment = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => way.test(name))),
    HOME: '/nonexistent',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
  };
  const stranger = { cwd, signal: options.signal, settings: [], environment };
  const { code } = await git(['ls-remote', '--', address.url, 'HEAD'], stranger);
  return code === 0;
}

/**
 * Brings the wanted folder, without git's database: nothing in it leads back to the repository.
 *
 * @param store gets it, under the commit that it is of: maybe a later one of the branch
 * @returns that commit
 * @throws Refusal when it cannot be fetched, or has no such folder
 */
export async function fetchTree(remote: Remote, wanted: Wanted, store: Store): Promise<string> {
  const work = await store.makeWorkDir();
  const repository = join(work, 'repository');
  const at = { ...remote.git, cwd: repository };
  const succeed = async (...args: string[]) => {
    const result = await git(args, at);
    if (result.code !== 0) throw notRead(result);
    return result.stdout.trim();
  };
  try {
    await mkdir(repository);
    await succeed('init', '--quiet');
    await succeed('remote', 'add', 'origin', remote.address.url);
    await fetchShallow(wanted, at);
    const commit = await succeed('rev-parse', 'FETCH_HEAD^{commit}');
    if (wanted.path !== '') await chooseFolder(wanted.path, commit, repository, succeed);
    await succeed('checkout', '--quiet', '--detach', commit);
    await rm(join(repository, '.git'), { recursive: true, force: true });
    const name = posix.basename(wanted.path) || remote.address.name;
    const ready = join(work, 'ready');
    await mkdir(ready);
    await rename(join(repository, wanted.path), join(ready, name));
    await store.put(ready, commit);
    return commit;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchShallow({ ref, path }: Wanted, at: GitOptions): Promise<void> {
  const fetch = ['fetch', '--no-tags', '--no-recurse-submodules', '--progress'];
  // A server that cannot leave files out sends them all.
  const sparse = path === '' ? [] : ['--filter=blob:none'];
  let result = await git([...fetch, '--depth=1', ...sparse, 'origin', ref], at);
  if (/dumb http|shallow capabilities|does not support (shallow|filter)/i.test(result.words)) {
    result = await git([...fetch, 'origin', ref], at);
  }
  if (result.code !== 0) throw notRead(result);
}

/** Has git check this folder out alone (gitrepository-layout(5), `info/sparse-checkout`). */
async function chooseFolder(
  path: string,
  commit: string,
  repository: string,
  succeed: (...args: string[]) => Promise<string>,
): Promise<void> {
  const kind = await succeed('ls-tree', commit, '--', path);
  if (!/^\d+ tree /.test(kind)) {
    const folders = (await succeed('ls-tree', '-r', '-d', '--name-only', '-z', commit)).split('\0');
    const fix = didYouMean(path, folders);
    const message = `has no folder \`${path}\` at ${commit.slice(0, 12)}.`;
    throw new Refusal({ message, ...(fix && { fix }) });
  }
  const pattern = `/${path.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`)}/\n`;
  await mkdir(join(repository, '.git/info'), { recursive: true });
  await writeFile(join(repository, '.git/info/sparse-checkout'), pattern);
  await succeed('config', 'core.sparseCheckout', 'true');
}

function notRead({ words }: GitResult): Refusal {
  return new Refusal({
    message: `cannot be read; git says: ${words || 'nothing'}.`,
    ...cure(words),
  });
}

function cure(words: string): { readonly fix?: string } {
  if (
    /could not read (Username|Password)|Authentication failed|Permission denied|40[134]|not found/i.test(
      words,
    )
  ) {
    return {
      fix: 'See that the address is right, and that git on this machine may read it (docs/extensions.md).',
    };
  }
  if (/host key verification failed/i.test(words)) {
    return { fix: 'Add the host to known_hosts of this machine, after comparing its fingerprint.' };
  }
  return {};
}
