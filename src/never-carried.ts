import type { Inputs } from './inputs/inputs';

/**
 * What no workdir may carry, by path and by content: the key, the secrets and the results of this run.
 *
 * @param folders absolute paths besides
 */
export function neverCarried(
  { privateKey, secrets, secretsFile, resultsPath }: Inputs,
  folders: readonly string[],
) {
  const paths = [...folders, resultsPath, secretsFile, privateKey?.file];
  const contents = [
    ...(privateKey ? [Buffer.from(privateKey.text)] : []),
    ...(secrets ? [secrets.ini] : []),
  ];
  return { paths: paths.filter((path) => path !== undefined), contents };
}
