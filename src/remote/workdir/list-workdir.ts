import { realpath, stat } from 'node:fs/promises';
import { UserError } from '../../problem';
import { type BytePath, toBytePath } from './byte-path';
import { type Carried, listFolder } from './list-folder';
import { type Never, NeverPaths } from './never';

export interface WorkdirOptions {
  /** Absolute path of a folder. */
  readonly root: string;
  readonly never: Never;
  readonly signal: AbortSignal;
}

/**
 * Lists what is carried of a `workdir`: what git tracks and what it does not ignore, without git
 * everything. Never what `never` names, by path or by content, nor `.git`, nor another private key.
 *
 * @throws UserError when the folder cannot be listed or lies in one that is never carried; the
 *   reason of `signal` when aborted
 */
export async function listWorkdir({ root, never, signal }: WorkdirOptions): Promise<Carried> {
  signal.throwIfAborted();
  const neverPaths = await NeverPaths.of(never.paths);
  const realRoot = await resolveRoot(root, neverPaths);
  const { contents: neverContents } = never;
  return listFolder(realRoot, {
    ...{ rule: 'git', neverPaths, neverContents, root, field: 'workdir', signal },
  });
}

async function resolveRoot(root: string, never: NeverPaths): Promise<BytePath> {
  const folder = await stat(root).catch(() => undefined);
  if (!folder?.isDirectory()) {
    const message = `${root} is not a folder that can be read.`;
    throw new UserError({ field: 'workdir', message, fix: 'Name a folder that is there.' });
  }
  const path = toBytePath(await realpath(root, { encoding: 'buffer' }));
  if (!never.has(path)) return path;
  throw new UserError({
    field: 'workdir',
    message: `${root} lies in a folder that is never carried: \`results-path\`, RUNNER_TEMP or a \`.git\`.`,
    fix: 'Name another folder.',
  });
}
