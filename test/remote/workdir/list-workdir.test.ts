import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { filesFrom } from '../../../src/remote/workdir/list-folder';
import { listWorkdir } from '../../../src/remote/workdir/list-workdir';
import { Tree } from './tree';

const nobody = 65534;

/** Gives up root's right to read everything, for the rest of the test. */
function asOrdinaryUser(tree: Tree): void {
  if (process.geteuid?.() !== 0) return;
  execFileSync('chown', ['-R', `${nobody}`, tree.root]);
  vi.stubEnv('HOME', tree.root);
  process.seteuid?.(nobody);
  onTestFinished(() => {
    process.seteuid?.(0);
    vi.unstubAllEnvs();
  });
}

describe('names', () => {
  const names = [
    ' outer blanks ',
    '#comment',
    ';comment',
    '-option',
    'new\nline',
    'tab\t',
    'quote"\'',
    '*?[x]',
    'ümlaut',
    '日本',
    'back\\slash',
    ':magic',
    '.hidden',
  ].map((name) => Buffer.from(name));
  const noText = Buffer.from([0x66, 0xff, 0xfe]);

  it.each([
    ['with git', true],
    ['without', false],
  ])('arrive by rsync whatever bytes they are made of (%s)', async (_, withGit) => {
    const tree = new Tree();
    const all = [...names, noText];
    mkdirSync(tree.path('from/sub'), { recursive: true });
    mkdirSync(tree.path('to'));
    if (withGit) tree.git('from', 'init', '--quiet');
    for (const folder of ['from/', 'from/sub/']) {
      for (const name of all)
        writeFileSync(Buffer.concat([Buffer.from(tree.path(folder)), name]), 'x');
    }

    const { files, bytes } = await tree.list('from');
    execFileSync(
      'rsync',
      ['-rlpt', '--from0', '--files-from=-', `${tree.path('from')}/`, tree.path('to')],
      {
        input: filesFrom(files),
      },
    );

    const arrived = (folder: string) =>
      readdirSync(tree.path(folder), { encoding: 'buffer' }).map((name) => name.toString('latin1'));
    const expected = all.map((name) => name.toString('latin1'));
    expect(arrived('to').sort()).toEqual([...expected, 'sub'].sort());
    expect(arrived('to/sub').sort()).toEqual(expected.sort());
    expect(bytes).toBe(2 * all.length);
  });

  it('stand on one line in a warning', async () => {
    const tree = new Tree();
    symlinkSync('/target', tree.path('new\n::error::line'));

    const { warnings } = await tree.list();

    expect(warnings[0]?.message).toContain('new\\u000a::error::line');
  });
});

describe('without git', () => {
  it('carries everything, ignore files or not, but never .git', async () => {
    const tree = new Tree();
    tree.write('.gitignore', '*\n');
    tree.write('a/b/c');
    tree.write('a/.git/leftover');
    mkdirSync(tree.path('empty'));

    expect(await tree.list()).toMatchObject({ files: ['.gitignore', 'a/b/c'], warnings: [] });
  });

  it('counts the bytes of files and nothing for links', async () => {
    const tree = new Tree();
    tree.write('a', '12345');
    tree.write('b', Buffer.alloc(1_000_000));
    symlinkSync('b', tree.path('c'));

    expect(await tree.list()).toMatchObject({ files: ['a', 'b', 'c'], bytes: 1_000_005 });
  });
});

describe('what cannot be carried as it is', () => {
  it('warns of links that lead out of the folder, and carries them', async () => {
    const tree = new Tree();
    mkdirSync(tree.path('work/sub'), { recursive: true });
    symlinkSync('/etc/hostname', tree.path('work/absolute'));
    symlinkSync('../../outside', tree.path('work/sub/above'));
    symlinkSync('../inside', tree.path('work/sub/within'));
    symlinkSync('..', tree.path('work/sub/top'));
    symlinkSync('..name', tree.path('work/dots'));

    const { files, warnings } = await tree.list('work');

    expect(files).toEqual(['absolute', 'dots', 'sub/above', 'sub/top', 'sub/within']);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(
      /: absolute -> \/etc\/hostname, sub\/above -> \S+outside\.$/,
    );
  });

  it('says how many there are when there are many', async () => {
    const tree = new Tree();
    for (let i = 0; i < 100; i++) symlinkSync('/nowhere', tree.path(`link-${i}`));

    const { warnings } = await tree.list();

    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toMatch(/ and 90 more\.$/);
  });

  it('leaves out FIFOs and sockets, naming them, without waiting for a writer', async () => {
    const tree = new Tree();
    execFileSync('mkfifo', [tree.path('pipe')]);
    execFileSync('python3', [
      '-c',
      'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])',
      tree.path('socket'),
    ]);
    tree.write('a');

    const { files, warnings } = await tree.list();

    expect(files).toEqual(['a']);
    expect(warnings).toMatchObject([{ message: expect.stringContaining(': pipe, socket.') }]);
  });

  it.each([
    ['with git', true],
    ['without', false],
  ])('leaves out what cannot be read, naming it (%s)', async (_, withGit) => {
    const tree = new Tree();
    if (withGit) tree.git('repo', 'init', '--quiet');
    tree.write('repo/work/a');
    chmodSync(tree.write('repo/work/locked-file'), 0);
    tree.write('repo/work/locked-folder/b');
    chmodSync(tree.path('repo/work/locked-folder'), 0);
    asOrdinaryUser(tree);

    const { files, warnings } = await tree.list('repo/work');
    chmodSync(tree.path('repo/work/locked-folder'), 0o755);

    expect(files).toEqual(['a']);
    expect(warnings).toMatchObject([
      { message: expect.stringContaining(': locked-file, locked-folder.') },
    ]);
  });

  it.each(['missing', 'file'])('refuses a %s for a folder', async (name) => {
    const tree = new Tree();
    tree.write('file');

    await expect(tree.list(name)).rejects.toMatchObject({
      name: 'UserError',
      problems: [{ field: 'workdir', message: expect.stringContaining(tree.path(name)) }],
    });
  });
});

describe('a large folder', () => {
  function large(files: number): Tree {
    const tree = new Tree();
    for (let i = 0; i < files; i++) tree.write(`d${i % 50}/f${i}`, `x = ${i}\n`.repeat(100));
    return tree;
  }

  it('is listed whole', async () => {
    expect((await large(3000).list()).files).toHaveLength(3000);
  });

  it('is left at once when aborted, for the given reason', async () => {
    const tree = large(3000);
    const controller = new AbortController();
    const reason = new Error('stop');
    const never = { paths: [], contents: [] };

    const listing = listWorkdir({ root: tree.root, never, signal: controller.signal });
    setTimeout(() => controller.abort(reason), 20);

    await expect(listing).rejects.toBe(reason);
  });

  it('takes no memory for large files', async () => {
    const tree = new Tree();
    const line = Buffer.from('0123456789 some text without an end\n'.repeat(3_000_000));
    tree.write('large.csv', line);
    const before = process.memoryUsage().rss;
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss - before);
    }, 1);

    await tree.list();
    clearInterval(watch);

    expect(peak).toBeLessThan(line.length / 2);
  });
});
