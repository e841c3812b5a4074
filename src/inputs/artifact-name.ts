import { UserError } from '../problem';
import { shown } from './shown';

/** What neither an artifact nor a file in it may have in its name (@actions/artifact, NTFS). */
export const notInArtifacts = /[":<>|*?\r\n]/;

/**
 * Name of a workflow artifact, as @actions/artifact takes it; empty for none.
 *
 * @param unavailable why none can be kept here, as `whyNoArtifacts` says
 * @throws UserError if none can be kept, or if it has a character that artifacts may not have
 */
export function readArtifactName(text: string, field: string, unavailable?: string): string {
  const name = text.trim();
  if (notInArtifacts.test(name) || /[\\/\p{Cc}]/u.test(name)) {
    const message = `${shown(name)} was given; accepted is a name without " : < > | * ? \\ / and line breaks.`;
    throw new UserError({ field, message });
  }
  if (name === '' || unavailable === undefined) return name;
  const message = `No artifact can be kept here: ${unavailable}.`;
  throw new UserError({ field, message, fix: 'Leave it out; results are in `results-path`.' });
}

/** Undefined where @actions/artifact finds GitHub's artifact service, or one like it. */
export function whyNoArtifacts(environment: NodeJS.ProcessEnv): string | undefined {
  const { ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL, GITHUB_SERVER_URL } = environment;
  if (GITHUB_SERVER_URL && !isGitHub(GITHUB_SERVER_URL)) {
    return 'GitHub Enterprise Server has those of `actions/upload-artifact@v3` alone';
  }
  if (ACTIONS_RUNTIME_TOKEN && ACTIONS_RESULTS_URL) return undefined;
  return 'only a workflow has artifacts, in `act` with `--artifact-server-path`';
}

/** As @actions/artifact tells it from GitHub Enterprise Server. */
function isGitHub(server: string): boolean {
  return /(^github\.com|\.ghe\.com|\.localhost)$/.test(URL.parse(server)?.hostname ?? '');
}
