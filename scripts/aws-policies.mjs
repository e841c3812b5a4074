// Writes the policies docs/aws/*-policy.json into docs/aws/cloudformation.yaml, which cannot include
// files, each ARN in the partition of the account; with --check only compares. They stand between # <NAME.json> and # </NAME.json>.

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dump } from 'js-yaml';

const folder = resolve(import.meta.dirname, '../docs/aws');
const templateFile = resolve(folder, 'cloudformation.yaml');

const template = readFileSync(templateFile, 'utf8');
const updated = ['run-policy.json', 'sweep-policy.json'].reduce(withPolicy, template);

if (!process.argv.includes('--check')) writeFileSync(templateFile, updated);
else if (updated !== template) {
  console.error('docs/aws: cloudformation.yaml is not what *-policy.json say: npm run format');
  process.exitCode = 1;
}

function withPolicy(text, name) {
  const [start, end] = [`# <${name}>\n`, `# </${name}>`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`cloudformation.yaml: ${start} … ${end} is missing`);
  const indent = ' '.repeat(from - text.lastIndexOf('\n', from) - 1);
  const policy = dump(JSON.parse(readFileSync(resolve(folder, name), 'utf8')), { lineWidth: -1 });
  const lines = policy
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^( *- )arn:aws:/, '$1!Sub arn:${AWS::Partition}:'))
    .map((line) => `${indent}${line}\n`);
  return `${text.slice(0, from + start.length)}${lines.join('')}${indent}${text.slice(to)}`;
}
