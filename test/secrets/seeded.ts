import type { Parameters } from 'fast-check';

/**
 * Parameters of a property run, whose seed is shown before it starts. `FC_SEED` repeats a run.
 *
 * @param name of the property, for the log
 */
export function seeded<T>(name: string, numRuns: number): Parameters<T> {
  const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`${name}: ${numRuns} runs, FC_SEED=${seed}\n`);
  return { numRuns, seed };
}
