import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Problem } from '../problem';
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
 * @returns a problem for each of which not all has come
 */
export async function gatherOutput(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  { output, seconds, signal }: Gather,
): Promise<readonly Problem[]> {
  const script = readFileSync(join(__dirname, 'gather.sh'), 'utf8');
  const args = [runDir, output, String(seconds), ...factories.map(({ name }) => name)];
  const { stdout } = await orchestrator.run(script, { args, signal });
  return [...stdout.matchAll(/^failed=(\S+) (\d+) (.*)$/gm)].map(([, name, code, words]) => ({
    field: factories.find((one) => one.name === name)?.title ?? name ?? '',
    message: `Not all that its trials have written could be brought together: ${why(code, words)}.`,
    fix: `What is missing lies in ${output} there, as long as the machine is.`,
  }));
}

function why(code: string | undefined, words: string | undefined): string {
  // timeout(1)
  return code === '124' ? 'it took too long' : `rsync ended with ${code} (${words})`;
}
