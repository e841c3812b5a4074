import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Watched } from './left';
import { Shell } from './shell';

const examples = join(import.meta.dirname, '../../examples');

/** A user at a shell in a copy of the example's folder. */
export function shellAt(name: string, hosts?: Watched): Shell {
  const shell = new Shell(hosts);
  cpSync(join(examples, name), shell.workspace, { recursive: true });
  return shell;
}

/** The lines that examples/README.md tells to type, in order. */
export function linesOf(name: string): readonly string[] {
  const sections = readFileSync(join(examples, 'README.md'), 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${name}\n`)) ?? '';
  const lines = [...section.matchAll(/^```console\n(.*?)\n```$/gms)].map(([, line]) => line ?? '');
  if (lines.length === 0) throw new Error(`examples/README.md has no line for ${name}.`);
  return lines;
}

/** The only one. */
export function lineOf(name: string): string {
  const [line = '', ...others] = linesOf(name);
  if (others.length > 0) throw new Error(`examples/README.md has several lines for ${name}.`);
  return line;
}
