// Shows that dist/ is what the source builds, byte for byte, and that each of its programs starts.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.mjs';

const dist = resolve(import.meta.dirname, '../dist');
const work = mkdtempSync(join(tmpdir(), 'flambe-dist-'));

try {
  const fresh = join(work, 'dist');
  await bundle(fresh);
  const faults = [...differences(fresh), ...startFaults()];
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function differences(fresh) {
  const names = new Set([...readdirSync(dist), ...readdirSync(fresh)]);
  const different = [...names].filter((name) => read(dist, name) !== read(fresh, name));
  if (different.length === 0) return [];
  return [`dist is not what src builds (${different.join(', ')}): npm run build, and commit it`];
}

function read(dir, name) {
  try {
    return readFileSync(join(dir, name), 'latin1');
  } catch {
    return undefined;
  }
}

/** Bundles can pass the build and crash when they start. */
function startFaults() {
  const { version } = JSON.parse(readFileSync(resolve(dist, '../package.json'), 'utf8'));
  const cli = start('cli.js', '--version');
  const main = start('main.js');
  const post = start('post.js');
  const sweep = start('sweep.js');
  const expected = [
    ['cli.js --version', cli.code === 0 && cli.text.includes(version), cli],
    ['main.js without inputs', main.code === 65 && isInputError(main.text), main],
    ['sweep.js without inputs', sweep.code === 65 && isInputError(sweep.text), sweep],
    ['post.js without state', post.code === 0 && post.text === '', post],
  ];
  return expected
    .filter(([, holds]) => !holds)
    .map(([what, , { code, text }]) => `dist/${what}: exit code ${code}\n${text}`);
}

function isInputError(text) {
  return text.startsWith('::error ') && !/^\s+at /m.test(text);
}

function start(program, ...args) {
  const env = { PATH: process.env.PATH, HOME: work, RUNNER_TEMP: work, GITHUB_WORKSPACE: work };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(dist, program), ...args], {
    cwd: work,
    encoding: 'utf8',
    env: { ...env, GITHUB_ACTIONS: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 20_000,
  });
  return { code: status, text: stdout + stderr };
}
