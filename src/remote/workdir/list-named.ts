import { realpath, stat } from 'node:fs/promises';
import { posix } from 'node:path';
import { type Problem, UserError } from '../../problem';
import { type BytePath, onDisk, toBytePath } from './byte-path';
import { Inspector } from './inspect';
import { type Carried, listFolder } from './list-folder';
import { type Never, NeverPaths, neverContents } from './never';

/** A file or folder of this machine that the user names to be carried. */
export interface Named {
  /** Absolute. */
  readonly path: string;
  /** Where the user names it, and as what. */
  readonly place: Pick<Problem, 'file' | 'line' | 'column'> & { readonly field: string };
}

/** What of it is carried. */
export interface CarriedOfNamed {
  /** Where it really lies: what a link leads to is what is meant. */
  readonly path: string;
  /** Undefined for a file. */
  readonly folder: Carried | undefined;
}

interface Look {
  readonly path: BytePath;
  readonly isFolder: boolean;
  readonly neverPaths: NeverPaths;
}

/**
 * Lists what is carried of what the user names: all of it, also where git ignores it and where it lies
 * in `results-path`. Never what `never` names, by path or by content, nor a `.git`, nor a private key
 * that lies in a folder, nor a Python environment.
 *
 * @throws UserError when it is itself what is never carried; the reason of `signal` when aborted
 */
export async function listNamed(
  named: Named,
  never: Never,
  signal: AbortSignal,
): Promise<CarriedOfNamed> {
  const found = await look(named, never);
  const problem = await refusal(found, named, never, signal);
  if (problem) throw new UserError(problem);
  const { path: root, place } = named;
  const { path: realPath, isFolder, neverPaths } = found;
  const path = await realpath(root);
  if (!isFolder) return { path, folder: undefined };
  const { contents } = never;
  const options = { neverPaths, neverContents: contents, root, field: place.field, signal };
  return { path, folder: await listFolder(realPath, { rule: 'all', ...options }) };
}

/**
 * Looks at each of them itself, and not at what lies in a folder.
 *
 * @throws UserError with a problem for each that is never carried; the reason of `signal` when aborted
 */
export async function checkNamed(
  all: readonly Named[],
  never: Never,
  signal: AbortSignal,
): Promise<void> {
  const looked = all.map(async (named) => {
    return refusal(await look(named, never), named, never, signal);
  });
  const problems = (await Promise.all(looked)).filter((problem) => problem !== undefined);
  if (problems.length > 0) throw new UserError(problems);
}

async function look({ path }: Named, never: Never): Promise<Look> {
  const real = toBytePath(await realpath(path, { encoding: 'buffer' }));
  const neverPaths = await NeverPaths.of(never.paths);
  neverPaths.allowWithin(real);
  const isFolder = (await stat(onDisk(real))).isDirectory();
  return { path: real, isFolder, neverPaths };
}

async function refusal(
  { path, isFolder, neverPaths }: Look,
  { place }: Named,
  never: Never,
  signal: AbortSignal,
): Promise<Problem | undefined> {
  if (!neverPaths.has(path)) {
    if (isFolder) return undefined;
    const inspector = new Inspector(posix.dirname(path), neverContents(never.contents));
    const { finding } = await inspector.inspect(posix.basename(path), signal);
    // Another private key is carried if it is what the user names.
    if (finding?.kind !== 'own-secret') return undefined;
  }
  return {
    ...place,
    message:
      'It is the private key or the secrets of this run, `results-path`, RUNNER_TEMP or in a `.git`, so it is not carried.',
    fix: 'Name something else; a job reads the secrets from the file that FLAMBE_SECRETS names.',
  };
}
