import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FlambePlaces } from '../plan/flambe-places';
import type { Layout } from '../plan/layout';
import type { Machine } from '../remote/machine';

export interface OwnRunnable {
  /** `!module.Class`. */
  readonly tag: string;
  readonly modules: readonly string[];
  readonly layout: Layout;
  readonly places: FlambePlaces;
  readonly signal: AbortSignal;
}

/** Whether the class of a runnable is a ClusterRunnable, which is told of its cluster; Python knows. */
export async function isClusterRunnable(
  orchestrator: Machine,
  { tag, modules, layout, places, signal }: OwnRunnable,
): Promise<boolean> {
  const script = readFileSync(join(__dirname, 'runnable-kind.sh'), 'utf8');
  const args = [layout.runDir, places.python, tag, modules.join(' ')];
  const { stdout } = await orchestrator.check('look at the runnable', script, { args, signal });
  return /^kind=cluster$/m.test(stdout);
}
