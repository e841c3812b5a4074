import type { Inputs } from './inputs/inputs';
import type { Never } from './remote/workdir/never';

/**
 * What no node may have, by path and by content: the key, the secrets and the results of this run.
 *
 * @param folders absolute paths besides, as far as there are any
 */
export function neverCarried(
  { privateKey, secrets, secretsFile, resultsPath }: Inputs,
  folders: readonly (string | undefined)[],
): Never {
  const paths = [...folders, resultsPath, secretsFile, privateKey?.path];
  const contents = [
    ...(privateKey ? [Buffer.from(privateKey.text)] : []),
    ...(secrets ? [secrets.ini] : []),
  ];
  return { paths: paths.filter((path) => path !== undefined), contents };
}
