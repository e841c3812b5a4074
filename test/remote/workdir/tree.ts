import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Carried } from '../../../src/remote/workdir/list-folder';
import { listWorkdir } from '../../../src/remote/workdir/list-workdir';

const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** A folder for one test, removed after it. */
export class Tree {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'workdir-')));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true, force: true }));
  }

  path(...names: string[]): string {
    return join(this.root, ...names);
  }

  write(name: string, content: string | Buffer = `content of ${name}\n`): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  git(folder: string, ...args: string[]): string {
    mkdirSync(this.path(folder), { recursive: true });
    const settings = ['-c', 'protocol.file.allow=always', '-c', 'maintenance.auto=false'];
    return execFileSync('git', [...settings, ...args], {
      cwd: this.path(folder),
      env: { ...process.env, ...identity },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  commit(folder: string): void {
    this.git(folder, 'add', '--all');
    this.git(folder, 'commit', '--quiet', '--allow-empty', '-m', 'test');
  }

  list(folder = '', never: { paths?: string[]; contents?: Buffer[] } = {}): Promise<Carried> {
    return listWorkdir({
      root: this.path(folder),
      never: { paths: never.paths ?? [], contents: never.contents ?? [] },
      signal: new AbortController().signal,
    });
  }
}
