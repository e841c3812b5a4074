import { lstat, readdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { type BytePath, onDisk, toBytePath, within } from './byte-path';
import type { Finding } from './findings';
import {
  isGitInstalled,
  isIgnored,
  listRepository,
  type Repository,
  repositoryAround,
  repositoryAt,
} from './git';
import type { NeverPaths } from './never';

/** Whose word decides what of a folder is carried: git's, as far as it has one, or nobody's. */
export type Rule = 'git' | 'all';

export interface CandidateOptions {
  readonly rule: Rule;
  /** Gains the databases of repositories that keep them elsewhere than in `.git`. */
  readonly never: NeverPaths;
  readonly onFinding: (finding: Finding) => void;
  readonly signal: AbortSignal;
}

interface Listing {
  /** All that is no folder, as far as is known. */
  readonly files: readonly BytePath[];
  /** To be listed on their own. */
  readonly folders: readonly BytePath[];
}

/**
 * What may be carried of a folder, relative to it: of a repository what git tracks and what it does
 * not ignore, of another folder everything; each repository inside of it by its own rules. A folder
 * that git ignores as a whole belongs to no repository. By the rule `all` everything, empty folders
 * too (`NAME/`), but no Python environment inside of it: it works only where it was made. Nothing that
 * lies behind a symbolic link.
 *
 * @throws UserError when git is there and cannot list a repository
 */
export async function listCandidates(
  root: BytePath,
  { rule, never, onFinding, signal }: CandidateOptions,
): Promise<readonly BytePath[]> {
  const hasGit = rule === 'git' && (await isGitInstalled(signal));
  const onUnreadable = (path: BytePath) =>
    onFinding({ kind: 'unreadable', path: posix.relative(root, path) });

  const list = async (folder: BytePath): Promise<Listing> => {
    const repository = await (folder === root ? repositoryAround(root) : repositoryAt(folder));
    if (!repository) return listEverything(folder, onUnreadable);
    await never.add(repository.database);
    if (hasGit && !(repository.top !== folder && (await isIgnored(folder, repository, signal)))) {
      return listTracked(folder, repository, onUnreadable, signal);
    }
    if (rule === 'git' && !hasGit)
      onFinding({ kind: 'no-git', path: posix.relative(root, folder) });
    return listEverything(folder, onUnreadable);
  };

  const realFolders = new RealFolders(root);
  const candidates = new Set<BytePath>();
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    signal.throwIfAborted();
    const { files, folders } = await list(folder);
    if (rule === 'all' && files.length + folders.length === 0 && folder !== root) {
      candidates.add(`${posix.relative(root, folder)}/` as BytePath);
    }
    for (const file of files) {
      if (await realFolders.has(posix.dirname(file))) candidates.add(posix.relative(root, file));
    }
    for (const inner of folders) {
      if (never.has(inner) || (rule === 'all' && (await isEnvironment(inner)))) {
        onFinding({ kind: 'never', path: posix.relative(root, inner) });
        continue;
      }
      if (await realFolders.has(inner)) pending.push(inner);
      else candidates.add(posix.relative(root, inner));
    }
  }
  return [...candidates];
}

/** By the file that makes it one (PEP 405). */
function isEnvironment(folder: BytePath): Promise<boolean> {
  return lstat(onDisk(within(folder, 'pyvenv.cfg'))).then(
    () => true,
    () => false,
  );
}

async function listTracked(
  folder: BytePath,
  repository: Repository,
  onUnreadable: (path: BytePath) => void,
  signal: AbortSignal,
): Promise<Listing> {
  const entries = await listRepository(folder, repository, onUnreadable, signal);
  const paths = (nested: boolean) =>
    entries.filter((entry) => entry.nested === nested).map(({ path }) => within(folder, path));
  return { files: paths(false), folders: paths(true) };
}

async function listEverything(
  folder: BytePath,
  onUnreadable: (path: BytePath) => void,
): Promise<Listing> {
  try {
    const entries = await readdir(onDisk(folder), { encoding: 'buffer', withFileTypes: true });
    const paths = (folders: boolean) =>
      entries
        .filter((entry) => entry.isDirectory() === folders)
        .map(({ name }) => within(folder, toBytePath(name)));
    return { files: paths(false), folders: paths(true) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onUnreadable(folder);
    return { files: [], folders: [] };
  }
}

/**
 * Which folders are folders all the way from the root. Git also lists what it tracked in a folder
 * that has become a symbolic link since, and would have us carry what lies elsewhere.
 */
class RealFolders {
  readonly #known: Map<BytePath, boolean>;

  constructor(root: BytePath) {
    this.#known = new Map([[root, true]]);
  }

  async has(folder: BytePath): Promise<boolean> {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const real =
      (await this.has(posix.dirname(folder))) &&
      (await lstat(onDisk(folder)).then(
        (found) => found.isDirectory(),
        () => false,
      ));
    this.#known.set(folder, real);
    return real;
  }
}
