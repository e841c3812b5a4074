import { createHash, randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { RunContext } from './plan/plan';

/**
 * Who the action's step is: in a workflow the same job, attempt and step on the same runner give the
 * same seed, in whatever process.
 */
export function stepContext(environment: NodeJS.ProcessEnv, now: number): RunContext {
  if (!environment['GITHUB_RUN_ID']) return ownContext(environment, now);
  // The jobs of a matrix differ in nothing but where they run.
  const where = ['RUNNER_TRACKING_ID', 'RUNNER_NAME', 'RUNNER_TEMP', 'GITHUB_WORKSPACE'];
  const names = ['GITHUB_JOB', 'GITHUB_ACTION', ...where];
  const parts = [runName(environment), ...names.map((name) => environment[name] ?? '')];
  const seed = createHash('sha256').update(parts.join('\0')).digest('hex');
  return { ...ownContext(environment, now), seed };
}

/** On the command line each start is a run of its own: one step of a workflow may have many. */
export function ownContext(environment: NodeJS.ProcessEnv, now: number): RunContext {
  const seed = randomBytes(8).toString('hex');
  return { run: runName(environment), seed, now, ...times(environment) };
}

/** `owner/repo/run_id/attempt` in a workflow, `user@machine` anywhere else. */
export function runName(environment: NodeJS.ProcessEnv): string {
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
  if (!GITHUB_RUN_ID) return `${userInfo().username}@${hostname()}`;
  return [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
}

/** Minutes; tests, which do not wait that long, say how many seconds. */
function times(environment: NodeJS.ProcessEnv) {
  return {
    leaseSeconds: Number(environment['FLAMBE_ACTION_LEASE_SECONDS']) || 600,
    marginSeconds: Number(environment['FLAMBE_ACTION_MARGIN_SECONDS']) || 60,
    keepSeconds: Number(environment['FLAMBE_ACTION_KEEP_SECONDS']) || 180,
  };
}
