// Writes schema/cluster.schema.json from the schemas that check cluster files; with --check only compares.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { clusterJsonSchema } from '../src/inputs/cluster-json-schema';

const file = resolve(import.meta.dirname, '../schema/cluster.schema.json');
const text = `${JSON.stringify(clusterJsonSchema(), undefined, 2)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('schema/cluster.schema.json is not what src says: npm run format');
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
