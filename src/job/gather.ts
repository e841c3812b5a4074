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

export interface NotGathered {
  /** Of the factory. */
  readonly name: string;
  readonly problem: Problem;
}

/**
 * Brings an Experiment's output from the factories to the orchestrator. A factory that is away keeps
 * what it has.
 *
 * @returns each factory of which not all has come
 */
export async function gatherOutput(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  { output, seconds, signal }: Gather,
): Promise<readonly NotGathered[]> {
  const script = readFileSync(join(__dirname, 'gather.sh'), 'utf8');
  const args = [runDir, output, String(seconds), ...factories.map(({ name }) => name)];
  const { code, stdout } = await orchestrator.run(script, { args, signal });
  const failed = [...stdout.matchAll(/^failed=(\S+) (\d+) (.*)$/gm)];
  const whys = new Map(failed.map(([, name, end, words]) => [name, why(end, words)]));
  return factories.flatMap(({ name, title }) => {
    // Without a word of any, it did not get so far.
    const reason = code === 0 ? whys.get(name) : `it ended with exit code ${code}`;
    if (reason === undefined) return [];
    const message = `Not all that its trials have written could be brought together: ${reason}.`;
    const fix = `What is missing lies in ${output} there, as long as the machine is.`;
    return [{ name, problem: { field: title, message, fix } }];
  });
}

function why(code: string | undefined, words: string | undefined): string {
  // timeout(1)
  return code === '124' ? 'it took too long' : `rsync ended with ${code} (${words})`;
}
