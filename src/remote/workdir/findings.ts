import type { Problem } from '../../problem';
import { type BytePath, shown, within } from './byte-path';

/** Something about one file or folder that the user should know. Paths are relative to the root. */
export type Finding =
  | { readonly kind: 'own-secret' | 'private-key'; readonly path: BytePath }
  | { readonly kind: 'never' | 'special' | 'unreadable' | 'no-git'; readonly path: BytePath }
  | { readonly kind: 'dangling'; readonly path: BytePath; readonly target: BytePath };

/** Names in a warning that stands for several files. */
const namedAtMost = 10;

/**
 * One warning per private key, one for all of each other kind; none of what is never carried.
 *
 * @param field what names the folder
 */
export function warningsFor(
  findings: readonly Finding[],
  root: BytePath,
  field: string,
): readonly Problem[] {
  const sorted = [...findings].sort((a, b) => (a.path < b.path ? -1 : 1));
  const of = (kind: Finding['kind']) => sorted.filter((finding) => finding.kind === kind);
  const about = (kind: Finding['kind'], message: (names: string) => string, fix: string) => {
    const found = of(kind);
    return found.length === 0 ? [] : [{ field, message: message(namesOf(found)), fix }];
  };
  const left = (kind: Finding['kind'], message: string, fix: string) =>
    of(kind).map(({ path }) => ({
      file: shown(within(root, path)),
      field,
      message,
      fix,
    }));

  return [
    ...left(
      'own-secret',
      'This file holds the private key or the secrets of this run, so it is not carried.',
      'Delete it, or have the job read the secrets from the file that FLAMBE_SECRETS names.',
    ),
    ...left(
      'private-key',
      'This file holds a private key, so it is left out.',
      'If the job needs this key, put it in `secrets` and write it to a file when the job starts.',
    ),
    ...about(
      'unreadable',
      (names) => `Cannot be read, so left out: ${names}.`,
      'Make them readable for the user of this run, or have git ignore them.',
    ),
    ...about(
      'special',
      (names) => `Neither file, folder nor symbolic link, so left out: ${names}.`,
      'Have the job make them on the node.',
    ),
    ...about(
      'dangling',
      (names) => `Symbolic links that lead out of the folder are carried as links: ${names}.`,
      'Copy what they point to into the folder, or have `setup_cmds` put it on every node.',
    ),
    ...about(
      'no-git',
      (names) => `git is not installed here, so what git ignores is carried too, in ${names}.`,
      'Install git, for example with `sudo apt-get install git`.',
    ),
  ];
}

/** `a, b and 3 more`. */
export function namesOf(findings: readonly Finding[]): string {
  const some = findings.slice(0, namedAtMost).map(name);
  const rest = findings.length - some.length;
  return rest > 0 ? `${some.join(', ')} and ${rest} more` : some.join(', ');
}

function name(finding: Finding): string {
  const path = shown(finding.path) || '.';
  return finding.kind === 'dangling' ? `${path} -> ${shown(finding.target)}` : path;
}
