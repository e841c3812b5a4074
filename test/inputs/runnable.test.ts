import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunnable } from '../../src/inputs/runnable';
import { problemsOf } from './user';

const examples = join(import.meta.dirname, '../data/flambe-yaml');
const read = (text: string) => readRunnable(Buffer.from(text), 'run.yaml');
const problemsIn = (text: string) => problemsOf(() => read(text));

const experiment = '!Experiment\nname: trial\npipeline:\n  a: !Script\n    script: a.b\n';

describe("flambé's own files", () => {
  const names = readdirSync(examples).filter((name) => /^(?!cluster).*\.yaml$/.test(name));
  it.each(names)('%s is taken', (name) => {
    const text = readFileSync(join(examples, name), 'utf8').replaceAll('{top_level}', '/src');
    const { tag, name: given, extensions } = read(text);
    expect(tag).toBe('!Experiment');
    expect(given).toMatch(/^[a-z_-]+$/);
    const expected = name === 'script.yaml' ? ['flambe_script'] : [];
    expect([...extensions.keys()]).toEqual(expected);
  });
});

describe('devices of an Experiment', () => {
  it.each([
    ['{cpu: 2, gpu: 1}', 1],
    ['{gpu: 0.5}', 0.5],
    ['{gpu: 0}', undefined],
    ['{cpu: 2}', undefined],
    ['', undefined],
    ['{gpu: !g [1, 2]}', undefined],
  ])('%s want so many GPUs: %j', (devices, gpus) => {
    const found = read(`${experiment}devices: ${devices}\n`).devices;
    expect(found?.gpus).toBe(gpus);
    if (found) expect(found.place).toMatchObject({ file: 'run.yaml', line: 6 });
  });
});

describe('a runnable', () => {
  it("may be the user's own, with any fields and tags", () => {
    const own = read('my_ext: .\n---\n!my_ext.Runner\nname: !g [1]\nany: !thing {}\n');
    expect(own).toEqual({
      tag: '!my_ext.Runner',
      name: undefined,
      extensions: new Map([['my_ext', '.']]),
      extensionPlaces: new Map([['my_ext', { file: 'run.yaml', line: 1, column: 9 }]]),
      resources: new Map(),
      devices: undefined,
    });
  });

  it.each([
    './ext',
    '/abs/ext',
    '~/ext',
    'folder/ext',
    'ext',
    'py-extensions==1.0',
    'py-extensions[extra] >= 1.0, < 2',
    'https://github.com/user/repo',
    'https://github.com/user/repo.git',
    'https://github.com/user/repo/tree/main',
    'https://github.com/user/repo/tree/main/path/in/repo',
    'https://github.example.com/user/repo',
    'https://bitbucket.org/user/repo/src/main/path',
    'ssh://git@github.com:user/repo.git',
    'ssh://git@gitlab.example/user/repo.git',
    'git@github.com:user/repo.git',
    'https://gitlab.com/group/user/repo.git',
  ])('may use the extension %s', (source) => {
    const { extensions } = read(`my_ext: '${source}'\n---\n${experiment}`);
    expect(extensions).toEqual(new Map([['my_ext', source]]));
  });

  it.each([
    ['git@github.com', 'neither a path nor a requirement'],
    ['https://gitlab.com/', 'names no repository'],
    ['https://github.com/user', 'names no repository'],
    ['https://github.com/user/repo/blob/main/x', '`/tree/branch`'],
    ['https://github.com/user/repo/tree', 'branch is missing'],
    ['https://token-s3cr3t@github.com/user', 'names no repository'],
    ['git+https://github.com/user/repo', '`git+https:`'],
    ['ssh://github.com', 'no git address'],
    ['two words', 'neither a path nor a requirement'],
    ['ext==', 'neither a path nor a requirement'],
    [' ext', 'spaces'],
  ])('may not use the extension %j', (source, words) => {
    const [problem, ...others] = problemsIn(`fine: .\nmy_ext: '${source}'\n---\n${experiment}`);
    expect(problem).toMatchObject({ file: 'run.yaml', line: 2, column: 9, field: 'my_ext' });
    expect(problem?.message).toContain(words);
    expect(problem?.message).toContain('py-extensions==1.0');
    expect(JSON.stringify(problem)).not.toContain('s3cr3t');
    expect(others).toEqual([]);
  });

  it.each([
    ['my-ext: .', 1, 'extensions', 'Python module'],
    ['1: .', 1, 'extensions', 'Python module'],
    ['my_ext: [.]', 1, 'my_ext', 'no text'],
    ['- .', 1, 'extensions', 'lists extensions'],
    ['!Experiment {a: .}', 1, 'extensions', 'with the tag `!Experiment`'],
    ['---', 1, 'extensions', 'it is empty'],
  ])('may not have the header %j', (header, line, field, words) => {
    const [problem] = problemsIn(`${header}\n---\n${experiment}`);
    expect(problem).toMatchObject({ file: 'run.yaml', line, field });
    expect(problem?.message).toContain(words);
  });

  it.each([
    ['', 1, undefined, 'empty'],
    ['# nothing\n', 1, undefined, 'empty'],
    ['name: trial\n', 1, undefined, 'without a tag'],
    ['!Experiment\n', 1, undefined, 'this is empty'],
    ['!Experiment [a]\n', 1, undefined, 'a list'],
    [`a: .\n---\n${experiment}---\n${experiment}`, 9, undefined, '3 YAML documents'],
    [experiment.replace('name: trial\n', ''), 1, 'name', 'missing'],
    [experiment.replace('trial', '-trial'), 2, 'name', 'letters, digits'],
    [experiment.replace('trial', '"a b"'), 2, 'name', 'letters, digits'],
    [experiment.replace('trial', '2026'), 2, 'name', 'a text of letters'],
    [experiment.replace('trial', 'é'), 2, 'name', 'letters, digits'],
    ['!Experiment\nname: a\n', 1, 'pipeline', 'empty'],
    ['!Experiment\nname: a\npipeline:\n', 3, 'pipeline', 'empty'],
    ['!Experiment\nname: a\npipeline: {}\n', 3, 'pipeline', 'one stage at least'],
    ['!Experiment\nname: a\npipeline: [b]\n', 3, 'pipeline', 'a list'],
  ])('may not be %j', (text, line, field, words) => {
    const [problem, ...others] = problemsIn(text);
    expect(problem).toMatchObject({ file: 'run.yaml', line, ...(field && { field }) });
    expect(problem?.message).toContain(words);
    expect(others).toEqual([]);
  });

  it('has all of its problems told at once', () => {
    const text = 'my-ext: .\nother: "svn://host/x"\n---\n!Experiment\nname: a b\npipeline: 1\n';
    expect(problemsIn(text).map(({ line }) => line)).toEqual([1, 2, 5, 6]);
  });

  it('is refused for a name made to be slow, too', () => {
    // flambé's own pattern would take longer than anybody waits.
    expect(problemsIn(experiment.replace('trial', `${'a'.repeat(100_000)}!`))).toHaveLength(1);
  });

  it('has names as flambé has them', { retry: 0 }, () => {
    const flambes = /^([a-zA-Z0-9]+[_-]*)+$/;
    const name = fc.string({ unit: fc.constantFrom(...'aZ09_-é .'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, (given) => {
        const text = experiment.replace('trial', JSON.stringify(given));
        expect(problemsIn(text).length === 0).toBe(flambes.test(given));
      }),
    );
  });
});
