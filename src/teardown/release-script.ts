import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorizedKeysScript, endProcessesScript } from '../remote/node-scripts';

/** `release.sh RUN_DIR MEMORY_DIR ID KEEP`, with the functions that it stands on. */
export function releaseScript(): string {
  const steps = readFileSync(join(__dirname, 'release.sh'), 'utf8');
  return [
    `end_processes() (\n${endProcessesScript()})`,
    `edit_authorized_keys() (\n${authorizedKeysScript()})`,
    steps,
  ].join('\n');
}
