/**
 * The environment without what a runner puts there for us alone: `INPUT_*` holds the secrets and the
 * private key, and an environment can be read for as long as its process lives.
 */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(INPUT_|STATE_|ACTIONS_|AWS_|GITHUB_TOKEN$|GH_TOKEN$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
}
