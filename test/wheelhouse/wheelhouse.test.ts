import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyNamed } from '../../src/carry-named';
import { packageSource } from '../../src/wheelhouse/package-index';
import { Wheelhouse } from '../../src/wheelhouse/wheelhouse';
import { PrivateIndex } from '../hosts/private-index';

const minute = 60_000;
const python = process.env['FLAMBE_TEST_PYTHON'] ?? 'python3';
const version = execFileSync(python, ['-c', 'import platform; print(platform.python_version())'], {
  encoding: 'utf8',
}).trim();
const target = { arch: 'x86_64', glibc: '2.31', python: version };

const { signal } = new AbortController();
const named = (path: string) => ({ path, place: { field: path } });

describe('this machine', () => {
  let dir: string;
  /** As of a run whose secrets are in a file of that text, and whose results lie in a package. */
  const never = () => ({
    paths: [join(dir, 'packs-all/own/flambe-results')],
    contents: [Buffer.from('[A]\nb = s3cr3t\n')],
  });
  const said: string[] = [];
  const wheelhouse = (environment: NodeJS.ProcessEnv, cacheDir = join(dir, 'cache')) =>
    new Wheelhouse({
      cacheDir,
      source: packageSource(environment, homedir(), {
        trustedHost: undefined,
        extraUrl: undefined,
      }),
      ...{ signal, copySource: (path, there) => copyNamed(named(path), there, never(), signal) },
      info: (line) => said.push(line),
      progress: () => {},
    });
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'wheelhouse-test-'));
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it(
    'has wheels for a node of all that it lacks, and builds those that no index has',
    async () => {
      const source = join(dir, 'source');
      mkdirSync(source);
      const setup =
        "setup(name='own', version='1.0', py_modules=['own'], install_requires=['six'])\n";
      writeFileSync(join(source, 'setup.py'), `from setuptools import setup\n${setup}`);
      writeFileSync(join(source, 'own.py'), '');
      const plain = join(dir, 'plain');
      mkdirSync(plain);
      writeFileSync(join(plain, 'plain.py'), '');
      const cfg = '[metadata]\nname = plain\nversion = 2.0\n[options]\npy_modules = plain\n';
      writeFileSync(join(plain, 'setup.cfg'), cfg);
      const wheels = join(dir, 'wheels');
      // Of docopt there is a source distribution alone.
      const wanted = [source, plain, 'docopt==0.6.2', 'toml'];
      const set = { wanted, before: '', have: ['toml==0.10.1'] };
      const here = wheelhouse(process.env);
      const install = await here.fill(wheels, set, target);
      expect(install).toEqual([
        ...['./own-1.0-py3-none-any.whl', './plain-2.0-py3-none-any.whl'],
        ...['docopt==0.6.2', 'toml'],
      ]);
      expect(readdirSync(wheels).sort()).toEqual([
        expect.stringMatching(/^docopt-0\.6\.2-.*-none-any\.whl$/),
        'own-1.0-py3-none-any.whl',
        'plain-2.0-py3-none-any.whl',
        expect.stringMatching(/^six-.*\.whl$/),
      ]);
      expect(readdirSync(source).sort()).toEqual(['own.py', 'setup.py']);
      expect(readdirSync(plain).sort()).toEqual(['plain.py', 'setup.cfg']);

      await here.fill(join(dir, 'again'), { ...set, wanted: ['docopt==0.6.2', 'six'] }, target);
      expect(said.at(-1)).toMatch(/^2 packages for .* are here, 0 of them fetched now$/);
    },
    3 * minute,
  );

  it(
    'builds a package without what is never carried, though its build takes whatever lies there',
    async () => {
      const source = join(dir, 'packs-all');
      mkdirSync(join(source, 'own/flambe-results'), { recursive: true });
      const setup = "setup(name='own', packages=['own'], package_data={'own': ['*', '*/*']})\n";
      writeFileSync(join(source, 'setup.py'), `from setuptools import setup\n${setup}`);
      const files = ['__init__.py', 'words.txt', 'flambe-results/job.log'];
      for (const name of files) writeFileSync(join(source, 'own', name), name);
      writeFileSync(join(source, 'own/secrets.ini'), '[A]\nb = s3cr3t\n');
      writeFileSync(join(dir, 'elsewhere.ini'), '[A]\nb = s3cr3t\n');
      symlinkSync(join(dir, 'elsewhere.ini'), join(source, 'own/link.ini'));
      symlinkSync('../../elsewhere.ini', join(source, 'own/relative.ini'));
      symlinkSync('words.txt', join(source, 'own/link.txt'));
      const key = ['-q', '-t', 'ed25519', '-N', '', '-f', join(source, 'own/id_other')];
      execFileSync('ssh-keygen', key);
      const wheels = join(dir, 'wheels-of-packs-all');
      await wheelhouse(process.env).fill(
        wheels,
        { wanted: [source], before: '', have: [] },
        target,
      );
      const [wheel = ''] = readdirSync(wheels);
      const list = ['-m', 'zipfile', '-l', join(wheels, wheel)];
      const packed = execFileSync(python, list, { encoding: 'utf8' }).matchAll(/^own\/(\S+)/gm);
      expect([...packed].map(([, name]) => name).sort()).toEqual([
        ...['__init__.py', 'id_other.pub', 'link.txt', 'words.txt'],
      ]);
    },
    3 * minute,
  );

  it(
    'takes no settings of uv from the folder that it is started in',
    async () => {
      const workspace = join(dir, 'workspace');
      mkdirSync(workspace);
      writeFileSync(join(workspace, 'uv.toml'), 'required-version = "==0.0.1"\n');
      const before = process.cwd();
      process.chdir(workspace);
      try {
        const set = { wanted: ['six'], before: '', have: [] };
        const wheels = await wheelhouse(process.env).fill(join(dir, 'six'), set, target);
        expect(wheels).toEqual([expect.stringMatching(/^\.\/six-/)]);
      } finally {
        process.chdir(before);
      }
    },
    3 * minute,
  );

  it(
    'says which package it cannot bring to nodes of another kind',
    async () => {
      const set = { wanted: ['pyrsistent==0.16.0'], before: '', have: [] };
      const other = { ...target, arch: 'aarch64', python: '3.7.9' };
      const filling = wheelhouse(process.env).fill(join(dir, 'other'), set, other);
      await expect(filling).rejects.toThrow(/pyrsistent (has no wheel for|cannot be built)/);
    },
    3 * minute,
  );

  it(
    'has packages as of a day, and from an index that tells no dates as they are',
    async () => {
      await using index = await PrivateIndex.start('127.0.0.1');
      index.add('--only-binary=:all:', '--platform=musllinux_1_1_x86_64', 'uv==0.6.17');
      index.add('six==1.14.0', 'docopt==0.6.2', 'setuptools==65.5.0', 'wheel==0.38.4');
      const set = { wanted: ['six', 'docopt'], before: '2020-06-01', have: [] };
      const undated = wheelhouse({ PIP_INDEX_URL: index.url }, join(dir, 'cache-of-undated'));
      await undated.fill(join(dir, 'undated'), set, target);
      await wheelhouse(process.env).fill(join(dir, 'dated'), set, target);
      for (const folder of ['dated', 'undated']) {
        expect(readdirSync(join(dir, folder)).sort()).toEqual([
          expect.stringMatching(/^docopt-0\.6\.2-/),
          expect.stringMatching(/^six-1\.1[45]\.0-/),
        ]);
      }
    },
    3 * minute,
  );

  it(
    'takes uv from the index that pip is set to, by its password, and knows it by its hash',
    async () => {
      await using index = await PrivateIndex.start('127.0.0.1');
      index.add('--only-binary=:all:', '--platform=musllinux_1_1_x86_64', 'uv==0.6.17');
      const cache = join(dir, 'cache-of-mirror');
      const program = await wheelhouse({ PIP_INDEX_URL: index.url }, cache).uvFor('x86_64');
      expect(execFileSync(program, ['--version'], { encoding: 'utf8' })).toBe('uv 0.6.17\n');

      const wrong = index.url.replace(index.password, 'another-word');
      const refused = wheelhouse({ PIP_INDEX_URL: wrong }, join(dir, 'none')).uvFor('x86_64');
      await expect(refused).rejects.toThrow(/HTTP 40[13]/);
      await expect(refused).rejects.not.toThrow(/another-word/);
    },
    2 * minute,
  );
});
