import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Functions of a POSIX shell that look for a Python. */
export function findPythonScript(): string {
  return readFileSync(join(__dirname, 'find-python.sh'), 'utf8');
}
