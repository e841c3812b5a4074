import type { Inputs } from './inputs/inputs';

/** What runs as the job, as a report says it. */
export function jobName({ command, runnable }: Inputs): string {
  return command ?? `flambe ${runnable.path}`;
}
