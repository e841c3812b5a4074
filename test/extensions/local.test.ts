import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageOf, writeFiles } from './repositories';
import { User } from './user';

const setup = { 'setup.py': 'from setuptools import setup\nsetup()\n' };

describe('an extension on this machine', () => {
  it('is taken where it lies: beside the runnable, absolute, or in the home', async () => {
    const user = new User();
    for (const folder of ['ext', 'sub/ext'])
      writeFiles(join(user.folder, folder), packageOf('ext'));
    writeFiles(join(homedir(), 'ext'), packageOf('ext'));
    writeFiles(user.folder, packageOf('ext'));
    const forms = [
      './ext',
      'ext',
      'sub/ext',
      '../workspace/ext',
      join(user.folder, 'ext'),
      '~/ext',
      '.',
    ];
    const found: (string | undefined)[] = [];
    for (const source of forms) {
      const [extension] = await user.brings({ ext: source });
      expect(extension).toMatchObject({ module: 'ext', source, requirement: undefined });
      found.push(extension?.dir);
    }
    const here = join(user.folder, 'ext');
    expect(found).toEqual([
      ...[here, here, join(user.folder, 'sub/ext'), here, here],
      ...[join(user.home, 'ext'), user.folder],
    ]);
  });

  it.each(['py-extensions==1.0', 'py-extensions', 'ext[extra] >= 1.0, < 2'])(
    'is none, but a PyPI requirement, for want of a folder: %s',
    async (source) => {
      const user = new User();
      expect(await user.brings({ ext: source })).toEqual([
        { module: 'ext', source, dir: undefined, requirement: source },
      ]);
    },
  );

  it('comes in the order of the header', async () => {
    const user = new User();
    for (const name of ['b', 'a']) writeFiles(join(user.folder, name), packageOf(name));
    const brought = await user.brings({ b: './b', c: 'c==1', a: './a' });
    expect(brought.map(({ module }) => module)).toEqual(['b', 'c', 'a']);
  });

  it('is refused when it is no package, before anything is brought', async () => {
    const user = new User();
    mkdirSync(join(user.folder, 'empty'));
    writeFiles(user.folder, { file: '' });
    expect(await user.refusal({ a: './nowhere', b: './empty', c: './file' })).toEqual([
      '/workspace/run.yaml: a: `./nowhere` is not there, or may not be looked at.',
      '/workspace/run.yaml: b: `./empty` is no Python package: it has no setup.py, setup.cfg and no pyproject.toml. Name the folder that pip can install.',
      '/workspace/run.yaml: c: `./file` is a file, not the folder of a package.',
    ]);
  });
});

describe('the name of an extension must be that of a module of the package', () => {
  const pyproject = (...lines: string[]) => ({
    'pyproject.toml': `[project]\nname = "my-ext"\n${lines.join('\n')}\n`,
  });
  const cfg = (...lines: string[]) => ({
    'setup.cfg': `[metadata]\nname = my-ext\n[options]\n${lines.join('\n')}\n`,
  });
  const init = (...folders: string[]) =>
    Object.fromEntries(folders.map((folder) => [`${folder}/__init__.py`, '']));

  /** A module deep down, and at the top one that serves to build. */
  const deep = { ...init('lib/python/mine'), 'versioneer.py': '' };
  const elsewhere = (words: string) => ({ 'setup.py': `setup(${words})\n`, ...deep });

  it.each([
    ['a folder', { ...setup, ...init('mine') }],
    ['a file', { ...setup, 'mine.py': '' }],
    ['a folder without __init__.py', { ...setup, 'mine/sub/x.py': '', ...init('other') }],
    ['a folder of src', { ...pyproject(), ...init('src/mine') }],
    ['a file of src', { ...pyproject(), 'src/mine.py': '' }],
    ['a folder of another folder', { ...pyproject(), ...init('python/mine', 'other') }],
    ['a compiled module', { ...setup, 'mine.pyx': '', 'other.py': '' }],
    ['packages of setup.cfg', { ...cfg('packages = mine, mine.sub') }],
    ['packages of setup.cfg, line by line', { ...cfg('packages =', '  other', '  mine.sub') }],
    [
      'py_modules of setup.cfg',
      { ...cfg('py_modules =', '  other', '  mine', 'zip_safe = false') },
    ],
    ['what setup.py says', { 'setup.py': "setup(package_dir={'mine': 'x'})", 'other.py': '' }],
    [
      'what pyproject.toml says',
      { ...pyproject('[tool.setuptools.package-dir]', 'mine = "x"'), 'other.py': '' },
    ],
    ['nothing that can be told', { ...setup }],
    ['a package_dir of setup.py elsewhere', { ...elsewhere(`package_dir={"": "lib/python"}`) }],
    ['a package_dir that setup.py computes', { ...elsewhere('package_dir=folders') }],
    [
      'packages that setup.py finds elsewhere',
      { ...elsewhere(`packages=find_packages('lib/python')`) },
    ],
    ['what setup.py finds, named later', { ...elsewhere('find_packages(exclude=[], where=here)') }],
    ['setup.cfg elsewhere', { ...cfg('package_dir =', '  = lib/python'), ...deep }],
    [
      'what setup.cfg finds elsewhere',
      { ...cfg('packages = find:', '[options.packages.find]', 'where = lib/python'), ...deep },
    ],
    [
      'what pyproject.toml finds elsewhere',
      { ...pyproject('[tool.setuptools.packages.find]', 'where = ["lib/python"]'), ...deep },
    ],
    [
      'package-dir of pyproject.toml',
      { ...pyproject('[tool.setuptools.package-dir]', '"" = "lib/python"'), ...deep },
    ],
    [
      'the list of pyproject.toml',
      { ...pyproject('[tool.setuptools]', 'packages = ["mine.sub"]'), ...init('other') },
    ],
    [
      'py-modules of pyproject.toml',
      { ...pyproject('[tool.setuptools]', 'py-modules = ["mine"]'), ...init('other') },
    ],
    [
      'a script of pyproject.toml',
      { ...pyproject('[project.scripts]', 'run = "mine.cli:main"'), ...init('other') },
    ],
    [
      'a setup.py beside the list of pyproject.toml',
      { ...setup, ...pyproject('[tool.setuptools]', 'packages = ["other"]'), ...init('mine') },
    ],
    ['a pyproject.toml that is none', { 'pyproject.toml': '[project', ...init('other') }],
  ])('as it is by %s', async (_, files) => {
    const user = new User();
    writeFiles(join(user.folder, 'package'), files);
    expect(await user.brings({ mine: './package' })).toHaveLength(1);
  });

  it.each([
    ['a folder', { ...setup, ...init('mime', 'tests') }, 'it has mime. Did you mean `mime`?'],
    [
      'a folder of src',
      { ...pyproject(), ...init('src/flambe_thing') },
      'it has flambe_thing. The name',
    ],
    [
      'setup.cfg',
      { ...cfg('packages =', '  one', '  two.sub', 'zip_safe = false') },
      'it has one, two.',
    ],
    [
      'the name of the package alone',
      { 'setup.py': "setup(\n  name='mine',\n)", 'my_ext.py': '' },
      'it has my_ext.',
    ],
    [
      'what setup.py finds in src',
      {
        'setup.py': `setup(package_dir={'': 'src'}, packages=find_packages("src", exclude=['x']))`,
        ...init('src/one'),
      },
      'it has one.',
    ],
    [
      'the list of pyproject.toml, whatever lies there',
      {
        ...pyproject('[tool.setuptools]', 'packages = ["one", "one.mine"]', 'py-modules = ["two"]'),
        ...init('mine'),
      },
      'it has one, two.',
    ],
    [
      'what pyproject.toml finds',
      {
        ...pyproject('[tool.setuptools.packages.find]', 'where = ["lib/python"]'),
        ...init('lib/python/one'),
        'versioneer.py': '',
      },
      'it has one.',
    ],
    [
      'what pyproject.toml says about the package',
      { ...pyproject('description = "mine, all mine"'), ...init('one') },
      'it has one.',
    ],
  ])('as it is not by %s', async (_, files, words) => {
    const user = new User();
    writeFiles(join(user.folder, 'package'), files);
    const [problem] = await user.refusal({ mine: './package' });
    expect(problem).toContain('`./package` has no module `mine` at top level; ');
    expect(problem).toContain(words);
  });
});
