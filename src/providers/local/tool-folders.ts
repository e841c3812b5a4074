import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Of these only what belongs to programs: beside it lie the user's own data and tokens. */
const mixedFolders: Readonly<Record<string, readonly string[]>> = {
  '.local': ['bin', 'lib', 'share/uv', 'share/pipx', 'pipx'],
  '.cargo': ['bin', 'env'],
  go: ['bin'],
};
const programFolders = new Set(['bin', 'sbin', 'shims', 'condabin']);

/**
 * What of the hidden folders programs on the PATH need: `~/.pyenv` for `~/.pyenv/shims`, but `~/bin`
 * itself. Outermost first, none inside another.
 */
export function toolFolders(
  path: readonly string[],
  isHidden: (folder: string) => boolean,
  exists: (folder: string) => boolean = existsSync,
): readonly string[] {
  const folders = path
    .filter(isHidden)
    .flatMap((folder) => withItsPrefix(folder, isHidden))
    .filter(exists)
    .sort();
  return folders.filter(
    (folder, i) => !folders.slice(0, i).some((outer) => isInside(folder, outer)),
  );
}

/** Whether `folder` is `outer` or below it; both absolute. */
export function isInside(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(outer.endsWith('/') ? outer : `${outer}/`);
}

function withItsPrefix(folder: string, isHidden: (folder: string) => boolean): readonly string[] {
  const prefix = dirname(folder);
  // A hidden folder's own parent is visible: its prefix would be the whole home.
  const ownPrefix = programFolders.has(basename(folder)) && isHidden(dirname(prefix));
  if (!ownPrefix) return [folder];
  const parts = mixedFolders[basename(prefix)];
  if (parts) return [...parts.map((part) => join(prefix, part)), ...rustupOf(prefix)];
  return [prefix];
}

/** cargo's programs are links to rustup, which has the tools beside it. */
function rustupOf(prefix: string): readonly string[] {
  return basename(prefix) === '.cargo' ? [join(dirname(prefix), '.rustup')] : [];
}
