import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../problem';
import { parseExtension } from './extensions';
import { absolutePath, kindOf } from './user-file';

const packageFiles = ['setup.py', 'setup.cfg', 'pyproject.toml'];

/** Why pip cannot install what lies there; undefined if it may. */
export function packageFault(folder: string): Pick<Problem, 'message' | 'fix'> | undefined {
  const kind = kindOf(folder);
  if (kind === undefined) return { message: 'is not there, or may not be looked at.' };
  if (kind === 'file') return { message: 'is a file, not the folder of a package.' };
  if (packageFiles.some((name) => existsSync(join(folder, name)))) return undefined;
  return {
    message: `is no Python package: it has no ${packageFiles.join(', ').replace(/, (?=\S+$)/, ' and no ')}.`,
    fix: 'Name the folder that pip can install.',
  };
}

/**
 * Absolute path of the folder that an extension names; undefined if it names none.
 *
 * @param runnable absolute path of the runnable, from whose folder relative ones start
 */
export function extensionFolder(value: string, runnable: string, home: string): string | undefined {
  const source = parseExtension(value);
  if ('fault' in source || source.kind === 'git' || source.kind === 'requirement') return undefined;
  const path = absolutePath(value, { cwd: dirname(runnable), home });
  return source.kind === 'folder' || kindOf(path) === 'folder' ? path : undefined;
}
