import { createHash, randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { RunContext } from './plan/plan';

/**
 * Who this run is. In a workflow the same job, attempt and step on the same runner give the same
 * seed, in whatever process; in a terminal each start is a run of its own.
 */
export function runContext(environment: NodeJS.ProcessEnv, now: number): RunContext {
  const { GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT } = environment;
  if (!GITHUB_RUN_ID) {
    return {
      run: `${userInfo().username}@${hostname()}`,
      seed: randomBytes(8).toString('hex'),
      now,
    };
  }
  const names = ['GITHUB_JOB', 'GITHUB_ACTION', 'RUNNER_TRACKING_ID', 'RUNNER_NAME'];
  const run = [GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_RUN_ATTEMPT].join('/');
  const parts = [run, ...names.map((name) => environment[name] ?? '')];
  return { run, seed: createHash('sha256').update(parts.join('\0')).digest('hex'), now };
}
