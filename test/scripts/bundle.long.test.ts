import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = resolve(__dirname, '../..');

it('builds the same bytes in a repository that lies elsewhere', () => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const elsewhere = mkdtempSync(join(root, '.cache/elsewhere-'));
  onTestFinished(() => rmSync(elsewhere, { recursive: true }));
  // Hard links: on the same file system, a copy of node_modules takes no time and no space.
  const folders = ['src', 'scripts', 'node_modules'];
  const files = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'LICENSE'];
  const from = [...folders, ...files].map((name) => join(root, name));
  execFileSync('cp', ['--archive', '--link', ...from, elsewhere]);
  execFileSync(process.execPath, [join(elsewhere, 'scripts/build.mjs')]);

  const [here, there] = [join(root, 'dist'), join(elsewhere, 'dist')];
  expect(readdirSync(there)).toEqual(readdirSync(here));
  const different = readdirSync(here).filter(
    (name) => !readFileSync(join(here, name)).equals(readFileSync(join(there, name))),
  );
  expect(different).toEqual([]);
});
