// Writes the tables of inputs and outputs in README.md from action.yml; with --check only compares.
// They stand between <!-- inputs --> and <!-- /inputs -->, and likewise for outputs.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';

const root = resolve(import.meta.dirname, '..');
const readmeFile = resolve(root, 'README.md');

const action = load(readFileSync(resolve(root, 'action.yml'), 'utf8'));
const readme = readFileSync(readmeFile, 'utf8');
const updated = replaceTable(replaceTable(readme, 'inputs', inputs()), 'outputs', outputs());

if (process.argv.includes('--check')) {
  if (updated !== readme) {
    console.error('README.md: the tables are not what action.yml says: npm run format');
    process.exitCode = 1;
  }
} else {
  writeFileSync(readmeFile, updated);
}

function inputs() {
  const rows = Object.entries(action.inputs).map(
    ([name, { description, required, default: value }]) => [
      code(name),
      required ? '(required)' : value === undefined || value === '' ? '' : code(value),
      oneLine(description),
    ],
  );
  return table(['Input', 'Default', 'Meaning'], rows);
}

function outputs() {
  const rows = Object.entries(action.outputs).map(([name, { description }]) => [
    code(name),
    oneLine(description),
  ]);
  return table(['Output', 'Meaning'], rows);
}

function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function code(text) {
  return `\`${text}\``;
}

function oneLine(text) {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

function replaceTable(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md: ${start} … ${end} is missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}
