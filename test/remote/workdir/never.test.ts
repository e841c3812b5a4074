import { linkSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Tree } from './tree';

describe('by path', () => {
  it('leaves out the named files and folders, silently', async () => {
    const tree = new Tree();
    const secrets = tree.write('secrets.ini');
    tree.write('results/metrics.json');
    tree.write('results-old/metrics.json');
    tree.write('a');

    const { files, warnings } = await tree.list('', { paths: [secrets, tree.path('results')] });

    expect(files).toEqual(['a', 'results-old/metrics.json']);
    expect(warnings).toEqual([]);
  });

  it('leaves out what git tracks of them', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    const secrets = tree.write('secrets.ini');
    tree.write('results/old');
    tree.write('a');
    tree.commit('');

    const { files } = await tree.list('', { paths: [secrets, tree.path('results')] });

    expect(files).toEqual(['a']);
  });

  it('leaves out the file that a named link leads to, and the link', async () => {
    const tree = new Tree();
    tree.write('vault/key');
    tree.write('a');
    symlinkSync('vault/key', tree.path('key'));

    expect((await tree.list('', { paths: [tree.path('key')] })).files).toEqual(['a']);
  });

  it('knows a path that was named by way of a link, also one that is itself a link', async () => {
    const tree = new Tree();
    tree.write('work/a');
    tree.write('work/temp/b');
    symlinkSync('/nowhere', tree.path('work/results'));
    symlinkSync('work', tree.path('alias'));
    const paths = [tree.path('alias/temp'), tree.path('alias/results')];

    expect((await tree.list('work', { paths })).files).toEqual(['a']);
    expect((await tree.list('alias', { paths })).files).toEqual(['a']);
  });

  it('bears paths that do not exist', async () => {
    const tree = new Tree();
    tree.write('a');

    expect((await tree.list('', { paths: [tree.path('results')] })).files).toEqual(['a']);
  });

  it('refuses a folder that lies in one that is never carried', async () => {
    const tree = new Tree();
    tree.write('temp/stage/a');

    await expect(tree.list('temp/stage', { paths: [tree.path('temp')] })).rejects.toMatchObject({
      name: 'UserError',
      problems: [{ field: 'workdir', message: expect.stringContaining(tree.path('temp/stage')) }],
    });
  });
});

describe('by content', () => {
  const secrets = Buffer.from('[SERVICE]\ntoken = correct horse\n');

  it('leaves out copies of the secrets file, naming them', async () => {
    const tree = new Tree();
    tree.write('copy', secrets);
    linkSync(tree.path('copy'), tree.path('hardlink'));
    tree.write('a');

    const { files, warnings } = await tree.list('', { contents: [secrets] });

    expect(files).toEqual(['a']);
    expect(warnings).toMatchObject([{ file: tree.path('copy') }, { file: tree.path('hardlink') }]);
    expect(JSON.stringify(warnings)).not.toContain('correct horse');
  });

  it('knows a copy by other line ends and outer blanks', async () => {
    const tree = new Tree();
    tree.write('dos', '\n[SERVICE]\r\ntoken = correct horse\r\n\r\n');
    tree.write('trimmed', '[SERVICE]\ntoken = correct horse');

    expect((await tree.list('', { contents: [secrets] })).files).toEqual([]);
  });

  it('knows a copy of a secrets file of any size', async () => {
    const tree = new Tree();
    const large = Buffer.from(`[DATA]\nvalue = ${'x'.repeat(2_000_000)}\n`);
    tree.write('copy', large);
    tree.write('other', large.subarray(1));

    expect((await tree.list('', { contents: [large] })).files).toEqual(['other']);
  });

  it('carries empty files when a content is empty', async () => {
    const tree = new Tree();
    tree.write('__init__.py', '');

    expect((await tree.list('', { contents: [Buffer.from('\n')] })).files).toEqual(['__init__.py']);
  });
});
