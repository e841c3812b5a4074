import { join } from 'node:path';
import { ExitCode, UserError } from './problem';

/**
 * Keeps results as a workflow artifact (docs.github.com, "Storing workflow data as artifacts").
 *
 * @param files below `folder`
 * @throws UserError when the artifact could not be kept; the results are on the runner all the same
 */
export async function uploadArtifact(
  name: string,
  folder: string,
  files: readonly { readonly path: string }[],
): Promise<void> {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const paths = files.map(({ path }) => join(folder, path));
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
