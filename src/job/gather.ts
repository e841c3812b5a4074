import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';

export interface Gather {
  /** The folder of an Experiment's results, at the same path on every node. */
  readonly output: string;
  /** After this time what has not come stays where it is. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Brings an Experiment's output from the factories to the orchestrator. A factory that is away keeps
 * what it has.
 *
 * @returns names of factories of which not all came
 */
export async function gatherOutput(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  { output, seconds, signal }: Gather,
): Promise<readonly string[]> {
  const script = readFileSync(join(__dirname, 'gather.sh'), 'utf8');
  const names = factories.map(({ name }) => name);
  const args = [runDir, output, String(seconds), ...names];
  const { code, stdout } = await orchestrator.run(script, { args, signal });
  return code === 0 ? names.filter((name) => stdout.includes(`left=${name}\n`)) : names;
}
