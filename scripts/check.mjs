// `npm run check`: everything that can be said of the project without running its tests.

import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { typescript } from './typescript.cjs';

const root = resolve(import.meta.dirname, '..');
const actions = ['action.yml', 'sweep/action.yml'];
const workflows = globSync('{.github,examples,e2e}/**/workflows/*.yml', { cwd: root });
const nodeScripts = globSync('src/**/*.sh', { cwd: root });
const shellScripts = globSync(['{test,examples,bench,e2e}/**/*.sh', '.ci/run'], { cwd: root });

/** The longest first: two run at a time. */
const checks = {
  'dist is what src builds, and starts': ['node', 'scripts/check-dist.mjs'],
  types: ['tsc', '--project', '.'],
  'format and lint': ['biome', 'ci', '--colors=off'],
  'import rules': ['depcruise', 'src'],
  'cluster file schema': [...typescript, 'scripts/generate-schema.ts', '--check'],
  'tables of inputs and outputs': ['node', 'scripts/readme-tables.mjs', '--check'],
  'action.yml': ['check-jsonschema', '--builtin-schema', 'vendor.github-actions', ...actions],
  workflows: ['actionlint', ...workflows],
  'workflow security': ['zizmor', '--offline', '--no-progress', ...actions, ...workflows],
  'policies for AWS': ['node', 'scripts/aws-policies.mjs', '--check'],
  'CloudFormation template': ['cfn-lint', 'docs/aws/cloudformation.yaml'],
  'POSIX shell on nodes': ['shellcheck', '--shell=sh', ...nodeScripts],
  'shell scripts': ['shellcheck', ...shellScripts],
};

const waiting = Object.entries(checks);
let failures = 0;
await Promise.all([workThrough(), workThrough()]);
if (failures > 0) {
  console.log(`${failures} of ${Object.keys(checks).length} checks failed`);
  process.exitCode = 1;
}

async function workThrough() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, command] = next;
    const start = performance.now();
    const { code, output } = await run(command);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (code === 0) {
      console.log(`ok      ${name} (${seconds} s)`);
    } else {
      failures += 1;
      console.log(`FAILED  ${name}: ${command.join(' ')}\n${output}`);
    }
  }
}

function run([command, ...args]) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => done({ code: 1, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}
