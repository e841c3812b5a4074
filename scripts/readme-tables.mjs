// Writes the tables of inputs and outputs in the documents from the actions' files; with --check only
// compares. They stand between <!-- inputs --> and <!-- /inputs -->, and likewise for outputs.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { load } from 'js-yaml';

const root = resolve(import.meta.dirname, '..');

const documents = {
  'README.md': 'action.yml',
  'docs/sweep.md': 'sweep/action.yml',
};

for (const [document, actionFile] of Object.entries(documents)) {
  const file = resolve(root, document);
  const action = load(readFileSync(resolve(root, actionFile), 'utf8'));
  const text = readFileSync(file, 'utf8');
  const withInputs = replaceTable(text, document, 'inputs', inputs(action));
  const updated = replaceTable(withInputs, document, 'outputs', outputs(action));
  if (!process.argv.includes('--check')) writeFileSync(file, updated);
  else if (updated !== text) {
    console.error(`${document}: the tables are not what ${actionFile} says: npm run format`);
    process.exitCode = 1;
  }
}

function inputs(action) {
  const rows = Object.entries(action.inputs).map(
    ([name, { description, required, default: value }]) => [
      code(name),
      required ? '(required)' : value === undefined || value === '' ? '' : code(value),
      oneLine(description),
    ],
  );
  return table(['Input', 'Default', 'Meaning'], rows);
}

function outputs(action) {
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

function replaceTable(text, document, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document}: ${start} … ${end} is missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}
