import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { notInArtifacts } from './inputs/artifact-name';
import { ExitCode, type Problem, UserError } from './problem';
import { formatCount } from './report/format';
import type { Surface } from './surfaces/surface';

/**
 * Keeps results as a workflow artifact (docs.github.com, "Storing workflow data as artifacts"),
 * but for those that artifacts do not take: one of them would keep out all.
 *
 * @param files below `folder`
 * @throws UserError when the artifact could not be kept; the results are on the runner all the same
 */
export async function uploadArtifact(
  name: string,
  folder: string,
  files: readonly { readonly path: string }[],
  surface: Pick<Surface, 'warning'>,
): Promise<void> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  // What is no UTF-8 is not there by its name.
  const fits = (path: string) => !notInArtifacts.test(path) && existsSync(join(folder, path));
  const names = files.map(({ path }) => path);
  const paths = names.filter(fits).map((path) => join(folder, path));
  const without = names.filter((path) => !fits(path));
  if (without.length > 0) surface.warning(leftOut(without));
  if (paths.length === 0) return;
  try {
    await new DefaultArtifactClient().uploadArtifact(name, paths, folder);
  } catch (cause) {
    throw new UserError(
      { field: 'artifact-name', message: `The artifact was not kept: ${(cause as Error).message}` },
      ExitCode.ourFault,
      { cause },
    );
  }
}

function leftOut(paths: readonly string[]): Problem {
  const which = `${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}`;
  return {
    field: 'artifact-name',
    message: `${formatCount(paths.length, 'result')} came home, but not into the artifact, which takes no name with " : < > | * ? in it, nor one that is not UTF-8: ${which}.`,
    fix: 'Let the job choose other names, or pack them into an archive.',
  };
}
