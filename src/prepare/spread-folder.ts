import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';

/** Carries a folder of the orchestrator to the same place on each factory; its parent is there. */
export async function spreadFolder(
  { orchestrator, factories }: Fleet,
  { runDir }: Layout,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  if (factories.length === 0) return;
  const script = readFileSync(join(__dirname, 'spread-folder.sh'), 'utf8');
  await orchestrator.check('carry files to the factories', script, {
    args: [runDir, folder, ...factories.map(({ name }) => name)],
    signal,
  });
}
