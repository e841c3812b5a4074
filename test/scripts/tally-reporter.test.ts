import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const root = resolve(__dirname, '../..');
const reporter = join(root, 'scripts/tally-reporter.mts');

/** The lines that a run of these test files prints. */
function lines(files: Readonly<Record<string, string>>): string[] {
  // Inside the repository, where the files find vitest.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const dir = mkdtempSync(join(root, '.cache/tally-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, name), `import { beforeAll, describe, it } from 'vitest';\n${text}`);
  }
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--root', dir, '--reporter', reporter];
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stdout.trimEnd().split('\n');
}

const lastLine = (files: Readonly<Record<string, string>>) => lines(files).at(-1);

it('names what failed, with why in short, what passed when tried again, and what was skipped', () => {
  const files = {
    'a.test.ts': `describe('x', () => { it('b', () => { throw new Error('one\\n2\\n3\\n4\\n5\\n6'); }); });
      let late = true;
      it('c', { retry: 1 }, () => { if (late) { late = false; throw new Error('late'); } });`,
    'b.test.ts': `describe('y', () => { beforeAll(() => { throw new Error('hook'); }); it('d', () => {}); });`,
    'c.test.ts': `throw new Error('whole file');`,
  };
  expect(lines(files).toSorted()).toEqual([
    ...['    3', '    4', '    5', '    6', '    …'],
    '1 passed, 3 failed, 1 skipped',
    'failed: a.test.ts > x > b: one',
    'failed: b.test.ts > y: hook',
    'failed: c.test.ts: whole file',
    'passed when tried again: a.test.ts > c: late',
    'skipped: b.test.ts > y > d',
  ]);
});

it('counts what passed, failed and was skipped', () => {
  const files = {
    'a.test.ts': `it('a', () => {}); it('b', () => { throw new Error(); });`,
    'b.test.ts': `it('c', () => {}); it.skip('d', () => {}); it.todo('e');`,
  };
  expect(lastLine(files)).toBe('2 passed, 1 failed, 2 skipped');
});

it('counts a file and a hook that break as failed', () => {
  const files = {
    'a.test.ts': `throw new Error();`,
    'b.test.ts': `describe('x', () => { beforeAll(() => { throw new Error(); }); it('a', () => {}); });`,
  };
  expect(lastLine(files)).toBe('0 passed, 2 failed, 1 skipped');
});

it('leaves skipped tests out when there are none', () => {
  expect(lastLine({ 'a.test.ts': `it('a', () => {});` })).toBe('1 passed, 0 failed');
});
