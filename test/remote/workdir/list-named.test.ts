import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem, UserError } from '../../../src/problem';
import { filesFrom } from '../../../src/remote/workdir/list-folder';
import { checkNamed, listNamed, type Named } from '../../../src/remote/workdir/list-named';
import { Tree } from './tree';

const { signal } = new AbortController();
const never = { paths: [] as string[], contents: [] as Buffer[] };

function named(tree: Tree, path: string): Named {
  return { path: tree.path(path), place: { file: 'run.yaml', line: 3, field: 'ext' } };
}

/** An Ed25519 key in text form, made for this test. */
function privateKey(tree: Tree, name: string): Buffer {
  const file = tree.path('keys', name);
  mkdirSync(tree.path('keys'), { recursive: true });
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  return execFileSync('cat', [file]);
}

async function told(checked: Promise<unknown>): Promise<string[]> {
  const error = await checked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return [];
  if (error instanceof UserError) return error.problems.map(formatProblem);
  throw error;
}

describe('a folder that the user names', () => {
  it('arrives by rsync without the key, the secrets, the results, environments and .git', async () => {
    const tree = new Tree();
    const key = privateKey(tree, 'own');
    tree.write('pkg/setup.py');
    tree.write('pkg/pkg/__init__.py');
    tree.write('pkg/lab.pem', key);
    tree.write('pkg/copy/of-key.txt', `key: |\n  ${key.toString().replaceAll('\n', '\n  ')}`);
    tree.write('pkg/secrets.ini', '[A]\nb = c\n');
    tree.write('pkg/flambe-results/job.log');
    tree.write('pkg/.venv/pyvenv.cfg');
    tree.write('pkg/.venv/bin/activate');
    tree.git('pkg', 'init', '--quiet');
    tree.write('pkg/sub/.git/config', 'token');
    tree.write('pkg/other.pem', privateKey(tree, 'other'));
    mkdirSync(tree.path('pkg/empty/inside'), { recursive: true });
    mkdirSync(tree.path('there'));

    const { path, folder } = await listNamed(
      named(tree, 'pkg'),
      {
        paths: ['pkg/lab.pem', 'pkg/secrets.ini', 'pkg/flambe-results'].map((one) =>
          tree.path(one),
        ),
        contents: [key],
      },
      signal,
    );
    execFileSync(
      'rsync',
      ['-rlpt', '--from0', '--files-from=-', `${path}/`, `${tree.path('there')}/`],
      { input: filesFrom(folder?.files ?? []) },
    );

    expect(readdirSync(tree.path('there')).sort()).toEqual(['empty', 'pkg', 'setup.py']);
    expect(existsSync(tree.path('there/empty/inside'))).toBe(true);
    expect(folder?.leftOut).toBe('.venv, flambe-results, lab.pem, secrets.ini');
    expect(folder?.warnings.map(({ field, file }) => [field, file])).toEqual([
      ['ext', tree.path('pkg/copy/of-key.txt')],
      ['ext', tree.path('pkg/other.pem')],
    ]);
  });

  it('is carried with what git ignores, which may be data or made for the run', async () => {
    const tree = new Tree();
    tree.git('', 'init', '--quiet');
    tree.write('.gitignore', 'data\n');
    tree.write('data/words.txt');
    const { folder } = await listNamed(named(tree, 'data'), never, signal);
    expect(folder?.files).toEqual(['words.txt']);
  });

  it('is carried from within folders that otherwise are not, as results of an earlier run', async () => {
    const tree = new Tree();
    tree.write('flambe-results/output__a/model.pt');
    const paths = [tree.path('flambe-results')];
    const earlier = named(tree, 'flambe-results/output__a');
    const { folder } = await listNamed(earlier, { ...never, paths }, signal);
    expect(folder?.files).toEqual(['model.pt']);
  });
});

describe('what the user names is refused, with its place,', () => {
  const refused =
    /^run\.yaml:3: ext: It is the private key or the secrets of this run, .* FLAMBE_SECRETS names\.$/;

  it('when it is the key or the secrets file, by whatever name, and when it holds them', async () => {
    const tree = new Tree();
    const key = privateKey(tree, 'own');
    tree.write('secrets.ini', '[A]\nb = c\n');
    tree.write('copy.ini', '[A]\r\nb = c\r\n');
    tree.write('notes.txt', `The key is:\n${key}`);
    symlinkSync('keys/own', tree.path('link'));
    const paths = ['keys/own', 'secrets.ini'].map((one) => tree.path(one));
    const own = { paths, contents: [key, Buffer.from('[A]\nb = c\n')] };
    const all = ['keys/own', 'link', 'secrets.ini', 'copy.ini', 'notes.txt'];
    const problems = await told(
      checkNamed(
        all.map((one) => named(tree, one)),
        own,
        signal,
      ),
    );
    expect(problems).toHaveLength(all.length);
    for (const problem of problems) expect(problem).toMatch(refused);
    for (const one of all) {
      expect(await told(listNamed(named(tree, one), own, signal))).toEqual([
        expect.stringMatching(refused),
      ]);
    }
  });

  it('when it is a .git, or a folder that is never carried', async () => {
    const tree = new Tree();
    mkdirSync(tree.path('temp'));
    tree.git('repo', 'init', '--quiet');
    expect(existsSync(tree.path('repo/.git/config'))).toBe(true);
    const all = ['temp', 'repo/.git', 'repo/.git/config'].map((one) => named(tree, one));
    expect(await told(checkNamed(all, { ...never, paths: [tree.path('temp')] }, signal))).toEqual(
      all.map(() => expect.stringMatching(refused)),
    );
  });

  it('but not when it is another key, which is meant', async () => {
    const tree = new Tree();
    privateKey(tree, 'other');
    const { path, folder } = await listNamed(named(tree, 'keys/other'), never, signal);
    expect([path, folder]).toEqual([tree.path('keys/other'), undefined]);
  });
});
