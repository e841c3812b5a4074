import type { MadeMachine } from '../../teardown/record';

/** The same machines, those among them that have ended with the time. @param at milliseconds since the epoch */
export function ended(
  machines: readonly MadeMachine[],
  hasEnded: (id: string) => boolean,
  at: number,
): readonly MadeMachine[] {
  const until = new Date(at).toISOString();
  return machines.map((one) => (hasEnded(one.id) ? { until, ...one } : one));
}
