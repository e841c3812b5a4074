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

/**
 * A script that writes files as they are; none of them may be there half. Nodes may have their homes,
 * and so these files, in common (NFS, one machine for all): each writes under a name of its own.
 */
export function writeFiles(files: ReadonlyMap<string, string>): string {
  const writes = [...files].map(([path, text]) => {
    const made = `${shellQuote(path)}."$own"`;
    return `printf '%s' ${quoteAlways(text)} >${made}\nmv ${made} ${shellQuote(path)}`;
  });
  return ['own=$(mktemp -u XXXXXXXXXX)', ...writes].join('\n');
}

function quoteAlways(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
