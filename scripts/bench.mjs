// `npm run bench [FILE…]`: the measured comparisons of bench/, one after another.

import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { typescript } from './typescript.cjs';

const root = resolve(import.meta.dirname, '..');
const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync('bench/*.ts', { cwd: root }).sort();

for (const file of files) {
  console.log(`\n${file}`);
  const [command, ...args] = [...typescript, file];
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}
