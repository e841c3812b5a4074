import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemdTime } from '../plan/user-data';
import type { Machine } from './machine';

/** Moves the time at which a machine made for the run ends itself. @param until ISO 8601, UTC */
export async function moveDeadline(
  machine: Machine,
  until: string,
  signal: AbortSignal,
): Promise<void> {
  const script = readFileSync(join(__dirname, 'later-deadline.sh'), 'utf8');
  await machine.check('move its deadline', script, { args: [systemdTime(until)], signal });
}
