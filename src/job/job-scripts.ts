import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `supervising.sh RUN_DIR`. */
export function supervisingScript(): string {
  return readFileSync(join(__dirname, 'supervising.sh'), 'utf8');
}

/** `end-job.sh RUN_DIR`, with the function that it stands on. */
export function endJobScript(): string {
  const steps = readFileSync(join(__dirname, 'end-job.sh'), 'utf8');
  return `supervising() (\n${supervisingScript()})\n${steps}`;
}
