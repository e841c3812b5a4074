import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

const identity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  LC_ALL: 'C',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** As whoever made the repositories: not as the user of a test, with nothing of the user's. */
export function asOwner(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'maintenance.auto=false', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...identity },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A package that pip can install, with one module. */
export function packageOf(module: string, version = '1.0'): Files {
  return {
    'setup.py': `from setuptools import setup\nsetup(name='${module}', version='${version}', packages=['${module}'])\n`,
    [`${module}/__init__.py`]: `version = '${version}'\n`,
  };
}

/**
 * Makes a bare repository, or adds to it.
 *
 * @param branches files of each; the first is the default branch of a new repository
 * @returns the commit of the last
 */
export function pushTo(bare: string, branches: Readonly<Record<string, Files>>): string {
  const work = mkdtempSync(join(tmpdir(), 'push-'));
  try {
    const [first = 'main'] = Object.keys(branches);
    mkdirSync(bare, { recursive: true });
    asOwner(bare, 'init', '--quiet', '--bare', `--initial-branch=${first}`);
    asOwner(work, 'init', '--quiet');
    for (const [name, files] of Object.entries(branches)) {
      asOwner(work, 'checkout', '--quiet', '--orphan', name);
      asOwner(work, 'rm', '-rfq', '--ignore-unmatch', '.');
      writeFiles(work, files);
      asOwner(work, 'add', '--all');
      asOwner(work, 'commit', '--quiet', '--allow-empty', '-m', `files of ${name}`);
      asOwner(work, 'push', '--quiet', '--force', bare, `HEAD:refs/heads/${name}`);
    }
    return asOwner(work, 'rev-parse', 'HEAD');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
