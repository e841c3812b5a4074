import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';

/**
 * Brings an Experiment's output from the factories to the orchestrator. A factory that is away keeps
 * what it has.
 *
 * @param output the folder of its results, at the same path on every node
 */
export async function gatherOutput(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  output: string,
  signal: AbortSignal,
): Promise<void> {
  const script = readFileSync(join(__dirname, 'gather.sh'), 'utf8');
  const args = [runDir, output, ...factories.map(({ name }) => name)];
  await orchestrator.run(script, { args, signal });
}
