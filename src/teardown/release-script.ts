import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { supervisingScript } from '../job/job-scripts';
import { shellCommand } from '../plan/quote';
import { authorizedKeysScript, endProcessesScript } from '../remote/node-scripts';
import type { RemoteRecord } from './record';

/** `release.sh RUN_DIR MEMORY_DIR ID KEEP [BEGAN]`, with the functions that it stands on. */
export function releaseScript(): string {
  const steps = readFileSync(join(__dirname, 'release.sh'), 'utf8');
  return [
    `supervising() (\n${supervisingScript()})`,
    `end_processes() (\n${endProcessesScript()})`,
    `edit_authorized_keys() (\n${authorizedKeysScript()})`,
    steps,
  ].join('\n');
}

/** The same for whoever logs in: it lies on each node and wants no arguments. */
export function releaseFile(id: string, { runDir, memoryDir }: RemoteRecord): string {
  return `${shellCommand(['set', '--', runDir, memoryDir, id, 'no'])}\n${releaseScript()}`;
}

/** Where `releaseFile` lies. */
export function releasePath({ runDir }: RemoteRecord): string {
  return `${runDir}/bin/release.sh`;
}
