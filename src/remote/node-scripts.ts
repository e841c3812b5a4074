import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellQuote } from '../plan/quote';

/** `authorized-keys.sh ID [LINE]`. */
export function authorizedKeysScript(): string {
  return readFileSync(join(__dirname, 'authorized-keys.sh'), 'utf8');
}

/** `end-processes.sh NAME=VALUE...`. */
export function endProcessesScript(): string {
  return readFileSync(join(__dirname, 'end-processes.sh'), 'utf8');
}

/** A script that writes files as they are; none of them may be there half. */
export function writeFiles(files: ReadonlyMap<string, string>): string {
  return [...files]
    .map(([path, text]) => {
      const made = shellQuote(`${path}.new`);
      return `printf '%s' ${quoteAlways(text)} >${made}\nmv ${made} ${shellQuote(path)}`;
    })
    .join('\n');
}

function quoteAlways(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
