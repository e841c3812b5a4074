import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Tree } from './tree';

/** Has programs found in this folder first, or only there. */
function searchIn(folder: string, only = false): void {
  vi.stubEnv('PATH', only ? folder : `${folder}${delimiter}${process.env.PATH}`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

function program(tree: Tree, name: string, lines: string): string {
  const path = tree.write(name, `#!/bin/sh\n${lines}\n`);
  execFileSync('chmod', ['755', path]);
  return path;
}

describe('in a repository', () => {
  it('carries what is tracked and what is not ignored', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('.gitignore', '*.log\n/out/\n!kept.log\n');
    tree.write('tracked.py');
    tree.write('forced.log');
    tree.git('', 'add', '--force', 'tracked.py', 'forced.log');
    for (const name of [
      'new.py',
      'kept.log',
      'run.log',
      'out/model.bin',
      'sub/a.py',
      'sub/b.log',
    ]) {
      tree.write(name);
    }

    const { files } = await tree.list();

    expect(files).toEqual([
      '.gitignore',
      'forced.log',
      'kept.log',
      'new.py',
      'sub/a.py',
      'tracked.py',
    ]);
  });

  it('follows .git/info/exclude', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('.git/info/exclude', 'private\n');
    tree.write('private');
    tree.write('public');

    expect((await tree.list()).files).toEqual(['public']);
  });

  it('carries a subfolder of a repository alone, by the rules of the whole', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('.gitignore', '*.log\n');
    for (const name of ['top.py', 'train/a.py', 'train/a.log', 'train/deep/b.py']) tree.write(name);
    tree.git('', 'add', 'train/a.py');

    expect((await tree.list('train')).files).toEqual(['a.py', 'deep/b.py']);
  });

  it('carries everything in a subfolder that git ignores as a whole', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('.gitignore', 'build/\n*.o\n');
    tree.write('build/stage/a.o');
    tree.write('build/stage/b.py');

    expect((await tree.list('build/stage')).files).toEqual(['a.o', 'b.py']);
  });

  it('passes over tracked files that are deleted', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('here');
    tree.write('gone');
    tree.write('folder/gone');
    tree.commit('');
    rmSync(tree.path('gone'));
    rmSync(tree.path('folder'), { recursive: true });

    expect(await tree.list()).toMatchObject({ files: ['here'], warnings: [] });
  });

  it('carries a tracked symbolic link to a folder as a link', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('data/a');
    symlinkSync('data', tree.path('current'));
    tree.commit('');

    expect(await tree.list()).toMatchObject({ files: ['current', 'data/a'], warnings: [] });
  });

  it('carries nothing from behind a link that has replaced a tracked folder', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/data/a');
    tree.commit('repo');
    rmSync(tree.path('repo/data'), { recursive: true });
    tree.write('elsewhere/a', 'not of the repository');
    symlinkSync('../elsewhere', tree.path('repo/data'));

    expect((await tree.list('repo')).files).toEqual(['data']);
  });

  it('carries the files of a folder that has replaced a tracked file', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('model');
    tree.commit('');
    rmSync(tree.path('model'));
    tree.write('model/weights');

    expect((await tree.list()).files).toEqual(['model/weights']);
  });

  it('names a file in conflict once', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet', '--initial-branch=main');
    tree.write('a', 'base');
    tree.commit('');
    tree.git('', 'checkout', '--quiet', '-b', 'other');
    tree.write('a', 'other');
    tree.commit('');
    tree.git('', 'checkout', '--quiet', 'main');
    tree.write('a', 'main');
    tree.commit('');
    expect(() => tree.git('', 'merge', 'other')).toThrow();

    expect((await tree.list()).files).toEqual(['a']);
  });

  it('carries what a sparse checkout has on the disk', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('in/a');
    tree.write('out/b');
    tree.commit('');
    tree.git('', 'sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    expect(existsSync(tree.path('out/b'))).toBe(false);

    expect(await tree.list()).toMatchObject({ files: ['in/a'], warnings: [] });
  });
});

describe('whatever git thinks of the repository', () => {
  it('lists one that git says belongs to someone else', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/.gitignore', '*.log\n');
    tree.write('repo/a.log');
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    program(tree, 'bin/git', `GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${git} "$@"`);
    searchIn(tree.path('bin'));
    expect(() => tree.git('repo', 'ls-files')).toThrow(/dubious ownership/);

    expect((await tree.list('repo')).files).toEqual(['.gitignore']);
  });

  it('runs no program that the repository names', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/a');
    tree.commit('repo');
    const monitor = program(tree, 'monitor', `touch "${tree.path('ran')}"; printf '\\0'`);
    tree.git('repo', 'config', 'core.fsmonitor', monitor);
    tree.git('repo', 'ls-files', '--others');
    expect(existsSync(tree.path('ran')), 'plain git runs it').toBe(true);
    rmSync(tree.path('ran'));

    expect((await tree.list('repo')).files).toEqual(['a']);
    expect(existsSync(tree.path('ran'))).toBe(false);
  });

  it('leaves the repository as it was', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('a');
    tree.commit('');
    const state = () =>
      execFileSync('sh', ['-c', 'find .git -type f | xargs stat -c "%n %y %i"'], {
        cwd: tree.root,
        encoding: 'utf8',
      });
    const before = state();

    await tree.list();

    expect(state()).toBe(before);
  });

  it('is not led to another repository by the environment of a hook', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/.gitignore', 'forced\n');
    tree.write('repo/forced');
    tree.git('repo', 'add', '--force', 'forced');
    vi.stubEnv('GIT_DIR', tree.path('nowhere'));
    vi.stubEnv('GIT_INDEX_FILE', tree.path('nowhere/index'));
    onTestFinished(() => void vi.unstubAllEnvs());

    expect((await tree.list('repo')).files).toEqual(['.gitignore', 'forced']);
  });

  it('refuses a repository that git cannot read, in its words', async () => {
    const tree = new Tree();
    tree.write('.git', 'gitdir: /nowhere/at/all\n');
    tree.write('a');

    await expect(tree.list()).rejects.toMatchObject({
      name: 'UserError',
      problems: [{ file: tree.root, message: expect.stringContaining('/nowhere/at/all') }],
    });
  });

  it('carries everything but .git where git is not installed, and says so', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/.gitignore', '*.log\n');
    tree.write('repo/sub/a.log');
    searchIn(tree.path('nowhere'), true);

    const { files, warnings } = await tree.list('repo');

    expect(files).toEqual(['.gitignore', 'sub/a.log']);
    expect(warnings).toMatchObject([{ message: expect.stringContaining('git is not installed') }]);
  });
});
