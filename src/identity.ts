import { createHash, randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { RunContext } from './plan/plan';

/**
 * Who this run is. In a workflow the same job, attempt and step on the same runner give the same
 * seed, in whatever process; in a terminal each start is a run of its own.
 */
export function runContext(environment: NodeJS.ProcessEnv, now: number): RunContext {
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
  const common = { now, ...times(environment) };
  if (!GITHUB_RUN_ID) {
    const run = `${userInfo().username}@${hostname()}`;
    return { run, seed: randomBytes(8).toString('hex'), ...common };
  }
  // The jobs of a matrix differ in nothing but where they run.
  const where = ['RUNNER_TRACKING_ID', 'RUNNER_NAME', 'RUNNER_TEMP', 'GITHUB_WORKSPACE'];
  const names = ['GITHUB_JOB', 'GITHUB_ACTION', ...where];
  const run = [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
  const parts = [run, ...names.map((name) => environment[name] ?? '')];
  return { run, seed: createHash('sha256').update(parts.join('\0')).digest('hex'), ...common };
}

/** Minutes; tests, which do not wait that long, say how many seconds. */
function times(environment: NodeJS.ProcessEnv) {
  return {
    leaseSeconds: Number(environment['FLAMBE_ACTION_LEASE_SECONDS']) || 600,
    marginSeconds: Number(environment['FLAMBE_ACTION_MARGIN_SECONDS']) || 60,
    keepSeconds: Number(environment['FLAMBE_ACTION_KEEP_SECONDS']) || 180,
  };
}
