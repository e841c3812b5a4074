import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Node } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { mostProblems } from '../../src/inputs/findings';
import { parseYaml, presentYaml, yamlLimit } from '../../src/inputs/flambe-yaml';
import { problemsOf } from './user';

const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';
const examples = join(import.meta.dirname, '../data/flambe-yaml');
const problemsIn = (text: string | Uint8Array) =>
  problemsOf(() => parseYaml(Buffer.from(text), 'f.yaml'));

/** flambé's own files, its templates filled in. */
const files = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => {
    const text = readFileSync(join(examples, name), 'utf8');
    return [name, text.replaceAll('{top_level}', '/somewhere')] as const;
  });

/** What is easily lost on the way through another YAML library. */
const awkward = `my_ext: ./here
---
!Experiment
name: a-1
numbers: [1.0, 1e-3, 012, 0o17, 0x1F, 12345678901234567890, 1_000, -0, .5, +1, .inf, ~, null]
words: [yes, no, on, Yes, "true", 'null', '1', "a\\tb", '', 2020-01-01, "=", '<<']
link: !@ b.c[d].e
links: {a: !@ b.c, b: !g [!@ x, 2], c: !s [1, 5, 2], d: !cluster /data, e: !torch.Adam , f: [[!Accuracy ]]}
anchors: &all {lr: &lr 0.1}
again: *lr
merged:
  <<: *all
  more: !Class.from_path &here
    sep: ','
seq:
- !Accuracy
- !module.Class {x: 1}
- - nested
  - !link b.c
literal: |+
  keep

folded: !tag >-
  one
  two
? [complex, key]
: value
long: ${'word '.repeat(40)}end
`;

describe('a YAML file of flambé, presented from its syntax tree', () => {
  const cases = [...files, ['an awkward one', awkward] as const];
  const texts = cases.map(([, text]) => [
    text,
    presentYaml(parseYaml(Buffer.from(text), 'f.yaml').documents),
  ]);
  const input = JSON.stringify(texts);
  const script = join(import.meta.dirname, 'yaml-graph.py');
  const same = JSON.parse(execFileSync(python, [script], { input, encoding: 'utf8' }));

  it.each(cases.map(([name], i) => [name, i] as const))(
    'is to ruamel.yaml what it was: %s',
    (_, i) => {
      expect(same[i], texts[i]?.[1]).toBe(true);
    },
  );

  it('is another one when a node was changed', () => {
    const { documents } = parseYaml(Buffer.from('a: !x 1\nb: 2\n'), 'f.yaml');
    const root = documents[0]?.contents;
    if (root?.kind === 'mapping') {
      const value: Node = { ...scalar, value: 'yes, [it] is: #new' };
      root.items[0] = { key: { ...scalar, value: 'a' }, value };
    }
    expect(presentYaml(documents)).toBe("'a': 'yes, [it] is: #new'\nb: 2\n");
  });

  const scalar = { kind: 'scalar', tag: 'tag:yaml.org,2002:str', tagged: false, style: 2 } as const;
});

describe('a YAML file', () => {
  it.each([
    ['a: 1\n b: 2\n', 2, 3, 'Bad YAML'],
    ['a:\n\t- b\n', 2, 1, 'Bad YAML'],
    ["a: 'b\n", 2, 1, 'Bad YAML'],
    ['a: [1, 2\nb: 3\n', 2, 1, 'Bad YAML'],
    ['a: 1\nb: 2\na: 3\n', 3, 1, 'twice, first in line 1'],
    ['a: *b\n', 1, 4, '`*b` has no anchor'],
    ['a: &b [*b]\n', 1, 8, '`*b` holds itself'],
    [`a: ${'['.repeat(200)}`, 1, 103, 'more than 100 levels deep'],
  ])('tells where it is wrong: %j', (text, line, column, words) => {
    const [problem] = problemsIn(text);
    expect(problem).toMatchObject({ file: 'f.yaml', line });
    expect(problem?.message).toContain(words);
    if (words !== 'Bad YAML') expect(problem?.column).toBe(column);
  });

  it('tells every duplicate key and bad alias at once', () => {
    expect(problemsIn('a: *x\nb: 1\nc: {d: 1, d: 2}\nb: 2\n').map(({ line }) => line)).toEqual([
      1, 3, 4,
    ]);
  });

  it('keeps what it quotes from its parser to itself', () => {
    expect(JSON.stringify(problemsIn('a: !tok{en-s3cr3t b\n'))).not.toContain('s3cr3t');
  });

  it('may not be larger than 1 MiB', () => {
    expect(problemsIn(`a: ${'x'.repeat(yamlLimit)}`)[0]?.message).toContain('larger than 1024 KiB');
  });

  it('must be UTF-8', () => {
    expect(problemsIn(Buffer.from([0x61, 0x3a, 0x20, 0xff]))[0]).toMatchObject({
      file: 'f.yaml',
      message: 'It is not UTF-8 text.',
    });
  });

  it('may not expand without measure', () => {
    const levels = Array.from({ length: 12 }, (_, i) => {
      const item = i === 0 ? 'x' : `*a${i - 1}`;
      return `a${i}: &a${i} [${Array(10).fill(item).join(', ')}]`;
    });
    expect(problemsIn(levels.join('\n'))[0]?.message).toContain('expand without measure');
  });

  it('may begin with a byte order mark and end its lines with CRLF', () => {
    const file = parseYaml(Buffer.from('\uFEFFa: 1\r\nb: *x\r\n'.replace('*x', 'c')), 'f.yaml');
    const root = file.documents[0]?.contents;
    const second = root?.kind === 'mapping' ? root.items[1]?.value : undefined;
    expect(second && file.place(second)).toEqual({ file: 'f.yaml', line: 2, column: 4 });
  });

  it('is never more than wrong, whatever its bytes', { retry: 0 }, () => {
    const word = fc.constantFrom(
      ...['a', ': ', '- ', '\n', '  ', '!x ', '&a ', '*a', '[', ']', '{', '}', ',', '|\n', '>-\n'],
      ...["'", '"', '? ', '---\n', '...\n', '%YAML 1.2\n', '\t', '#', '\\U0011FFFF', '!<', '\r'],
    );
    const text = fc.array(word, { maxLength: 40 }).map((words) => Buffer.from(words.join('')));
    fc.assert(
      fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 60 })), (bytes) => {
        problemsIn(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  // A clock would tell how busy the machine is: what grows too fast does not end within minutes.
  it('is read to its end even at its largest', { timeout: 300_000 }, () => {
    const shapes = ['a: 1\n', '- - - -\n', '- *a\n', '&a\n!b\n'];
    for (const shape of shapes) {
      const text = shape.repeat(yamlLimit / shape.length);
      expect(problemsIn(text).length, shape).toBeLessThanOrEqual(mostProblems);
    }
  });
});
