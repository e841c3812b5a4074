import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Tree } from './tree';

describe('with repositories in it', () => {
  function library(tree: Tree): string {
    tree.git('library', 'init', '--quiet');
    tree.write('library/.gitignore', '*.o\n');
    tree.write('library/code.c');
    tree.commit('library');
    return tree.path('library');
  }

  it('carries submodules, and theirs, by their own rules and without their .git files', async () => {
    const tree = new Tree();
    const source = library(tree);
    tree.git('middle', 'init', '--quiet');
    tree.git('middle', 'submodule', '--quiet', 'add', source, 'inner');
    tree.commit('middle');
    tree.git('repo', 'init', '--quiet');
    tree.git('repo', 'submodule', '--quiet', 'add', tree.path('middle'), 'outer');
    tree.git('repo', 'submodule', '--quiet', 'update', '--init', '--recursive');
    tree.write('repo/outer/inner/code.o');
    tree.write('repo/outer/new.py');
    expect(existsSync(tree.path('repo/outer/inner/.git'))).toBe(true);

    expect((await tree.list('repo')).files).toEqual([
      '.gitmodules',
      'outer/.gitmodules',
      'outer/inner/.gitignore',
      'outer/inner/code.c',
      'outer/new.py',
    ]);
  });

  it('passes over a submodule that was not checked out', async () => {
    const tree = new Tree();
    const source = library(tree);
    tree.git('repo', 'init', '--quiet');
    tree.git('repo', 'submodule', '--quiet', 'add', source, 'library');
    tree.commit('repo');
    tree.git('', 'clone', '--quiet', tree.path('repo'), 'clone');

    expect(await tree.list('clone')).toMatchObject({ files: ['.gitmodules'], warnings: [] });
  });

  it('carries nested repositories that git does not track, also without a commit', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet');
    tree.write('repo/a');
    library(tree);
    tree.git('', 'clone', '--quiet', tree.path('library'), 'repo/deps/library');
    tree.write('repo/deps/library/code.o');
    tree.git('repo/fresh', 'init', '--quiet');
    tree.write('repo/fresh/b');

    expect((await tree.list('repo')).files).toEqual([
      'a',
      'deps/library/.gitignore',
      'deps/library/code.c',
      'fresh/b',
    ]);
  });

  it('follows the rules of repositories inside of a plain folder', async () => {
    const tree = new Tree();
    library(tree);
    tree.write('library/code.o');
    tree.write('data/x.o');

    expect((await tree.list()).files).toEqual(['data/x.o', 'library/.gitignore', 'library/code.c']);
  });

  it('carries a linked worktree without its database, wherever that lies', async () => {
    const tree = new Tree();
    tree.git('repo', 'init', '--quiet', `--separate-git-dir=${tree.path('repo/database')}`);
    tree.write('repo/a');
    tree.git('repo', 'add', 'a');
    tree.git('repo', 'commit', '--quiet', '-m', 'test');
    tree.git('repo', 'worktree', 'add', '--quiet', tree.path('linked'));
    tree.write('linked/b');

    expect((await tree.list('repo')).files).toEqual(['a']);
    expect((await tree.list('linked')).files).toEqual(['a', 'b']);
  });

  it('carries what lies beside an empty .git', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('sub/a');
    tree.write('sub/.git/leftover');

    expect((await tree.list()).files).toEqual(['sub/a']);
  });
});
