import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rewrite } from '../../src/inputs/rewrite-runnable';
import { seeded } from '../secrets/seeded';
import { env, rewritten, savePath, tricky } from './rewritten';

const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';
const examples = join(import.meta.dirname, '../data/flambe-yaml');

/** What ruamel.yaml and PyYAML say of each: `true`, or how the graphs differ. */
function verdicts(cases: readonly (readonly [string, Rewrite])[]) {
  const input = cases.map(([before, { extensions, resources, ...others }]) => ({
    before,
    after: rewritten(before, {
      ...others,
      ...(extensions && { extensions }),
      ...(resources && { resources }),
    }),
    ...others,
    ...(extensions && { extensions: Object.fromEntries(extensions) }),
    ...(resources && { resources: Object.fromEntries(resources) }),
  }));
  const script = join(import.meta.dirname, 'yaml-rewritten.py');
  const output = execFileSync(python, [script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const said = JSON.parse(output) as readonly { ruamel: unknown; pyyaml: unknown }[];
  return said.map((verdict, i) => ({ ...verdict, text: input[i]?.after }));
}

const all: Rewrite = {
  extensions: new Map([
    ['my_ext', '/n/extensions/my_ext__here'],
    ['other', '/n/extensions/other__here'],
    ['last', '/n/extensions/last__r'],
  ]),
  savePath,
  resources: new Map([
    ['emb', '/n/_resources/emb__emb.txt'],
    ['there', '/data/there'],
    ['web', '/n/_resources/web__x'],
  ]),
  env,
};

describe("a runnable rewritten for the nodes is flambé's, but for what was changed:", () => {
  const files = readdirSync(examples)
    .filter((name) => /^(?!cluster).*\.yaml$/.test(name))
    .map((name) => {
      const text = readFileSync(join(examples, name), 'utf8').replaceAll('{top_level}', '/src');
      const extensions = new Map(name === 'script.yaml' ? [['flambe_script', '/n/script']] : []);
      return [name, text, { savePath, env, extensions }] as const;
    });
  const resources = new Map([['data', '/n/_resources/data__x']]);
  const cases: readonly (readonly [string, string, Rewrite])[] = [
    ...files,
    ['a tricky one', tricky, all],
    [
      'the header of a tricky one',
      tricky,
      { ...(all.extensions && { extensions: all.extensions }) },
    ],
    ['one of three extensions', tricky, { extensions: new Map([['my_ext', '/n/x']]) }],
    [
      'two of three extensions',
      tricky,
      {
        extensions: new Map([
          ['my_ext', '/x'],
          ['other', '/y'],
        ]),
      },
    ],
    ['resources of a tricky one', tricky, { ...(all.resources && { resources: all.resources }) }],
    [
      'fields that were there',
      '!E {save_path: &s x, env: !RemoteEnvironment {key: *s}, b: *s}',
      { savePath, env },
    ],
    [
      'resources elsewhere',
      '!E\nbase: &b {data: x, more: !cluster y}\nresources: *b\nlast: *b\n',
      { resources },
    ],
    [
      'resources used elsewhere',
      '!E\nresources: &b {data: x}\nlast: *b\nagain: *b\n',
      { resources },
    ],
    ['a flow mapping', '!E {name: a, resources: {data: !cluster x, b: c}}\n', { resources, env }],
    ['two marked documents', '---\na: b\n--- !E\nname: a\n', { savePath }],
    [
      'directives',
      'a: b\n...\n%YAML 1.2\n---\n!E\nname: a\n',
      { savePath, extensions: new Map([['a', '/n']]) },
    ],
    ['CRLF', 'a: b\r\n---\r\n!E\r\nname: a\r\nx: |\r\n  y\r\n', { savePath }],
    ['a byte order mark', '\uFEFFa: b\n---\n!E\nname: a\n', { extensions: new Map([['a', '/n']]) }],
  ];
  const said = verdicts(cases.map(([, text, rewrite]) => [text, rewrite]));

  it.each(cases.map(([name], i) => [name, i] as const))('%s', (_, i) => {
    expect(said[i]).toMatchObject({ ruamel: true, pyyaml: true });
  });

  it('whatever it holds', { timeout: 60_000, retry: 0 }, () => {
    const parameters = seeded<[string, Rewrite]>('rewritten runnables', 300);
    const runnables = fc.sample(fc.tuple(runnable(), rewrite()), parameters);
    const differing = verdicts(runnables).filter(
      ({ ruamel, pyyaml }) => ruamel !== true || pyyaml !== true,
    );
    expect(differing).toEqual([]);
  });
});

/** Text of any kind that YAML can hold. */
function word() {
  const odd = [
    'yes',
    '1.0',
    ' x',
    '#',
    'a: b',
    '- ',
    '!x',
    '*a',
    '"',
    "'",
    '',
    'é\u2028',
    '\t',
    '%',
  ];
  return fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ unit: fc.constantFrom(...'ab:# \'"\\[]{}|>%@`-?&*!,\n~.1é😀'), maxLength: 12 }),
  );
}

function path() {
  return fc.string({ unit: fc.constantFrom(...'ab/-_. :#\'"é{}'), minLength: 1, maxLength: 20 });
}

const scalar = fc.oneof(
  fc.constantFrom('1.0', '1e-3', '0o17', '~', 'null', 'yes', '!@ a.b[c].d', '!torch.Adam', '*all'),
  fc.constantFrom('!g [1, 2.0]', '!s [1, 5, 2]', '!Class.make {a: 1.50}', '[!A , !B.c {}]', '&_ y'),
  word().map((text) => JSON.stringify(text)),
);

/** A runnable with a header of two extensions, and resources, in many spellings. */
function runnable() {
  const fields = fc.array(scalar, { maxLength: 5 });
  const resource = fc.oneof(
    word().map((text) => JSON.stringify(text)),
    path().map((text) => `!cluster ${JSON.stringify(text)}`),
  );
  return fc
    .record({ fields, resources: fc.array(resource, { maxLength: 3 }), flow: fc.boolean() })
    .map(({ fields: values, resources, flow }) => {
      const names = resources.map((value, i) => `r${i}: ${value}`);
      const given = flow ? ` {${names.join(', ')}}` : names.map((line) => `\n  ${line}`).join('');
      return [
        'ext: ./here # kept nowhere\nother: ../there\n---\n!Experiment\nname: a\nall: &all {lr: 0.10}',
        ...(resources.length > 0 ? [`resources:${given}`] : []),
        ...values.map((value, i) => `f${i}: ${value.replace('&_', `&x${i}`)}`),
        'pipeline:\n  one: !Script\n    script: a.b\n',
      ].join('\n');
    });
}

function rewrite(): fc.Arbitrary<Rewrite> {
  const paths = (...names: string[]) =>
    fc
      .tuple(fc.subarray(names), fc.array(path(), { minLength: 3, maxLength: 3 }))
      .map(([some, values]) => new Map(some.map((name, i) => [name, values[i] ?? ''])));
  return fc.record(
    {
      extensions: paths('ext', 'other'),
      resources: paths('r0', 'r1', 'r2'),
      savePath: path(),
      env: fc.constant(env),
    },
    { requiredKeys: [] },
  );
}
