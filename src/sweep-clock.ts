import type { SweepClock } from './teardown/sweep';

/** Seconds; a sweep that comes some minutes later ends what this leaves. */
const margin = 120;

/** This moment; tests shorten the margin by FLAMBE_ACTION_SWEEP_MARGIN_SECONDS (seconds). */
export function sweepClock({
  FLAMBE_ACTION_SWEEP_MARGIN_SECONDS: given,
}: NodeJS.ProcessEnv): SweepClock {
  const seconds = given ? Number(given) : margin;
  return { now: Date.now(), margin: seconds >= 0 ? seconds : margin };
}
