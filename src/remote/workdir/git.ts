import { spawn } from 'node:child_process';
import { lstat, readFile, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { childEnvironment } from '../../child-environment';
import { UserError } from '../../problem';
import { asText, type BytePath, onDisk, shown, within, withParents } from './byte-path';

/** A repository with files. */
export interface Repository {
  readonly top: BytePath;
  /** Where its database lies: `.git`, or what the file `.git` names. */
  readonly database: BytePath;
}

export interface GitEntry {
  /** Relative to the folder that was listed. */
  readonly path: BytePath;
  /** A repository of its own: a submodule, or one that git does not track. */
  readonly nested: boolean;
}

interface GitRun {
  readonly exitCode: number;
  readonly stderr: string;
}

const submoduleMode = '160000';

/** The repository whose top this folder is, also one that git will refuse to read. */
export async function repositoryAt(folder: BytePath): Promise<Repository | undefined> {
  const entry = within(folder, '.git');
  const kind = await stat(onDisk(entry)).catch(() => undefined);
  if (kind?.isFile()) {
    const text = await readFile(onDisk(entry), 'latin1').catch(() => '');
    const named = /^gitdir: (.*?)\n*$/s.exec(text)?.[1] ?? '.git';
    return { top: folder, database: posix.resolve(folder, named) };
  }
  const isRepository = kind?.isDirectory() && (await mayExist(within(entry, 'HEAD')));
  return isRepository ? { top: folder, database: entry } : undefined;
}

async function mayExist(path: BytePath): Promise<boolean> {
  return lstat(onDisk(path)).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

/** The repository whose top this folder is, or the nearest above it. */
export async function repositoryAround(folder: BytePath): Promise<Repository | undefined> {
  for (const top of withParents(folder)) {
    const repository = await repositoryAt(top);
    if (repository) return repository;
  }
  return undefined;
}

export async function isGitInstalled(signal: AbortSignal): Promise<boolean> {
  try {
    await runGit(['version'], '/', () => {}, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** Whether git ignores the folder as a whole, and tracks nothing in it. */
export async function isIgnored(
  folder: BytePath,
  repository: Repository,
  signal: AbortSignal,
): Promise<boolean> {
  const args = [...of(repository), 'check-ignore', '--quiet', '.'];
  const { exitCode, stderr } = await runGit(args, folder, () => {}, signal);
  if (exitCode > 1) throw refusal(repository, stderr);
  return exitCode === 0;
}

/**
 * What git tracks and what it does not ignore in a folder of the repository. Tracked files may be
 * gone from the disk, or be something else by now.
 *
 * @param onUnreadable told of folders that git could not look into
 * @throws UserError with git's own words when it cannot tell
 */
export async function listRepository(
  folder: BytePath,
  repository: Repository,
  onUnreadable: (path: BytePath) => void,
  signal: AbortSignal,
): Promise<readonly GitEntry[]> {
  const entries: GitEntry[] = [];
  // With `-t` a tag stands before each name, which tells those with a mode from those without.
  const listing = ['ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard'];
  const args = [...of(repository), ...listing];
  const { exitCode, stderr } = await runGit(
    args,
    folder,
    (record) => {
      entries.push(parseEntry(record));
    },
    signal,
  );
  if (exitCode !== 0) throw refusal(repository, stderr);
  for (const [, path = ''] of stderr.matchAll(/^warning: could not open directory '(.*)\/': /gm)) {
    onUnreadable(within(repository.top, path));
  }
  return entries;
}

/** `? path`, `? nested/` or `H mode object stage<tab>path`. */
function parseEntry(record: string): GitEntry {
  if (record.startsWith('? ')) {
    const nested = record.endsWith('/');
    return { path: record.slice(2, nested ? -1 : undefined), nested };
  }
  const path = record.slice(record.indexOf('\t') + 1);
  return { path, nested: record.startsWith(submoduleMode, 2) };
}

/**
 * Names the repository outright. Left to find it, git refuses one that belongs to someone else, as
 * a workspace in a container does, and up to 2.37 takes no `-c safe.directory` to mend it. It refuses
 * for fear of programs that a repository's configuration names; here none of them is run.
 */
function of({ top }: Repository): readonly string[] {
  return [
    ...['-c', 'core.fsmonitor=false', '-c', 'core.untrackedCache=false'],
    ...['-c', 'core.hooksPath=/dev/null'],
    `--git-dir=${argument(within(top, '.git'))}`,
    `--work-tree=${argument(top)}`,
  ];
}

/** Node passes text to programs, never bytes. */
function argument(path: BytePath): string {
  const text = asText(path);
  if (text !== undefined) return text;
  throw new UserError({
    file: shown(path),
    field: 'workdir',
    message: 'git has to look at this path, which is not UTF-8.',
    fix: 'Rename the folder, or have git ignore it.',
  });
}

/** @param onRecord called with each NUL-ended record of the output, a byte per character */
async function runGit(
  args: readonly string[],
  folder: BytePath,
  onRecord: (record: string) => void,
  signal: AbortSignal,
): Promise<GitRun> {
  signal.throwIfAborted();
  const child = spawn('git', args, {
    cwd: argument(folder),
    env: gitEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    let unfinished = '';
    child.stdout.setEncoding('latin1').on('data', (chunk: string) => {
      const records = (unfinished + chunk).split('\0');
      unfinished = records.pop() ?? '';
      records.forEach(onRecord);
    });
    let stderr = '';
    child.stderr.setEncoding('latin1').on('data', (chunk: string) => {
      stderr += chunk;
    });
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve(code ?? 128));
    });
    signal.throwIfAborted();
    return { exitCode, stderr };
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

/**
 * Nothing that points git to another repository (as inside of a hook), and no protocol by which it
 * might fetch what a partial clone lacks, with the programs that needs.
 */
function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = /^(?!GIT_)|^GIT_(EXEC_PATH|CONFIG_(GLOBAL|SYSTEM|NOSYSTEM))$/;
  const environment = Object.entries(childEnvironment(process.env));
  return {
    ...Object.fromEntries(environment.filter(([name]) => kept.test(name))),
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  };
}

function refusal({ top }: Repository, stderr: string): UserError {
  const words = stderr.trim().split('\n').map(shown).join('; ');
  return new UserError({
    file: shown(top),
    field: 'workdir',
    message: `git cannot list this repository: ${words}`,
    fix: 'Mend the repository, or delete its `.git` to carry everything in it.',
  });
}
