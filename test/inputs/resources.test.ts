import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkResources } from '../../src/inputs/resources';
import { readRunnable } from '../../src/inputs/runnable';
import { problemsOf, User } from './user';

const read = (resources: string, tag = '!Experiment') =>
  readRunnable(
    Buffer.from(`${tag}\nname: a\nresources:${resources}\npipeline: {b: !C }\n`),
    'run.yaml',
  ).resources;
const kinds = (resources: string) =>
  Object.fromEntries([...read(resources)].map(([name, { kind, value }]) => [name, [kind, value]]));

describe('resources of an Experiment', () => {
  it('are told apart by how they are written', () => {
    expect(
      kinds(
        [
          '',
          'near: data/x.txt',
          'far: /data/x',
          'home: ~/x',
          "quoted: '1.0'",
          'web: https://example.org/x?y=1',
          'plain: http://example.org/x',
          's3: s3://bucket/key/x',
          'there: !cluster /data/x',
          'url: !cluster https://example.org/x',
        ].join('\n  '),
      ),
    ).toEqual({
      near: ['local', 'data/x.txt'],
      far: ['local', '/data/x'],
      home: ['local', '~/x'],
      quoted: ['local', '1.0'],
      web: ['http', 'https://example.org/x?y=1'],
      plain: ['http', 'http://example.org/x'],
      s3: ['s3', 's3://bucket/key/x'],
      there: ['cluster', '/data/x'],
      url: ['cluster', 'https://example.org/x'],
    });
  });

  it.each(['', ' ~', ' {}', ' null'])('may be none: %j', (none) => {
    expect(kinds(none)).toEqual({});
  });

  it('may come by aliases and merge keys', () => {
    const text = ' {<<: [{a: x, b: !cluster y}, {b: no}], a: &z z, c: *z}';
    expect(kinds(text)).toEqual({ a: ['local', 'z'], b: ['cluster', 'y'], c: ['local', 'z'] });
  });

  it("are a runnable's own affair when it is no Experiment", () => {
    expect(read(' [1, 2]', '!my.Runner').size).toBe(0);
  });

  it.each([
    [' [x]', 3, 'resources', 'no mapping'],
    [' x', 3, 'resources', 'no mapping'],
    ['\n  a: [x]', 4, 'resources.a', 'no text'],
    ["\n  a: ''", 4, 'resources.a', 'no text'],
    ['\n  a: !@ b.c', 4, 'resources.a', 'The tag `!@`'],
    ['\n  a: gs://bucket/key', 4, 'resources.a', '`gs:` cannot be fetched'],
    ['\n  a: s3://bucket', 4, 'resources.a', 'no bucket and key'],
    ['\n  a/b: x', 4, 'resources.a/b', 'no `/`'],
  ])('may not be %j', (text, line, field, words) => {
    const [problem, ...others] = problemsOf(() => read(text));
    expect(problem).toMatchObject({ file: 'run.yaml', line, field });
    expect(problem?.message).toContain(words);
    expect(others).toEqual([]);
  });

  it('must be there when they are local: next to the runnable, absolute or in the home', () => {
    using user = new User({ 'sub/data/x': '', 'sub/folder/y': '' });
    mkdirSync(join(user.home, 'mine'));
    const names = ['data/x', 'folder', '~/mine', join(user.cwd, 'sub'), './data/x'];
    const missing = ['data/z', '~/other', '/nowhere/x'];
    const remote = ['!cluster /nowhere', 'https://example.org/x', 's3://a/b'];
    const lines = [...names, ...missing, ...remote].map((value, i) => `\n  r${i}: ${value}`);
    const problems = checkResources(
      read(lines.join('')),
      join(user.cwd, 'sub/run.yaml'),
      user.home,
    );
    expect(problems.map(({ file, line, column, field }) => [file, line, column, field])).toEqual([
      ['run.yaml', 9, 7, 'resources.r5'],
      ['run.yaml', 10, 7, 'resources.r6'],
      ['run.yaml', 11, 7, 'resources.r7'],
    ]);
    expect(problems[0]?.message).toBe('`data/z` is not there, or may not be looked at.');
  });
});
