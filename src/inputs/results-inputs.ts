import { accessSync, constants, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { type Problem, UserError } from '../problem';
import { shown } from './shown';
import { absolutePath, kindOf, type ReadContext } from './user-file';

interface Where {
  /** How the user spells the input. */
  readonly field: string;
  /** Absolute. */
  readonly workdir: string;
}

/**
 * Absolute path where results are put: a folder of their own, since it is never carried to a node.
 *
 * @throws UserError if the workspace, the workdir or `.git` would be in it, or it in `.git`; or if
 *   nothing could be put there
 */
export function readResultsPath(
  text: string,
  { field, workdir }: Where,
  context: ReadContext,
): string {
  const path = absolutePath(text, context);
  const refuse = (message: string) => new UserError({ field, message });
  const held = [context.cwd, workdir].find((folder) => isWithin(folder, path));
  if (held !== undefined) {
    const fix = 'Accepted is a folder for results alone.';
    throw new UserError({ field, message: `${shown(text)} holds all of ${held}.`, fix });
  }
  if (path.split(sep).includes('.git')) throw refuse(`${shown(text)} is in \`.git\`.`);
  if (kindOf(path) === 'file') throw refuse(`${shown(text)} is there and is no folder.`);
  const obstacle = obstacleTo(path);
  if (obstacle === undefined) return path;
  const fix = 'Accepted is a folder in which results can be put, or one that can be made.';
  throw new UserError({ field, message: `${shown(text)} cannot be written to: ${obstacle}.`, fix });
}

/** What keeps this user from making a folder and putting something in it. */
function obstacleTo(path: string): string | undefined {
  try {
    if (!statSync(path).isDirectory()) return `${path} is no folder`;
    accessSync(path, constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (syscall === 'access') return `${path} may not be written by this user (${code})`;
    const mayBeMade = ['ENOENT', 'ENOTDIR', 'EACCES'].includes(code);
    return mayBeMade
      ? obstacleTo(dirname(path))
      : `${shown(path)} is no path for a folder (${code})`;
  }
}

/**
 * Paths and globs on the orchestrator, a line each.
 *
 * @throws UserError if one goes upwards, from where rsync sends nothing, or has a `**`, which finds only
 *   what `*` finds
 */
export function readResults(text: string, field: string): readonly string[] {
  const globs = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const problems = globs.flatMap((glob) => faultsOf(glob).map((fault) => ({ field, ...fault })));
  if (problems.length > 0) throw new UserError(problems);
  return globs;
}

function faultsOf(glob: string): readonly Problem[] {
  const faults: Problem[] = [];
  if (glob.split('/').includes('..')) {
    const message = `${shown(glob)} goes upwards by \`..\`; accepted are paths from the workdir, \`/…\` and \`~/…\`.`;
    faults.push({ message, fix: 'Say where it lies from `/` or `~/` on.' });
  }
  if (glob.replaceAll(/\\./g, '').includes('**')) {
    const message = `${shown(glob)} has \`**\`, which stands for one name here, as \`*\` does.`;
    const fix =
      'Name the folder, which comes whole, or give a glob for each depth: `a/*.pt`, `a/*/*.pt`.';
    faults.push({ message, fix });
  }
  return faults;
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`));
}
