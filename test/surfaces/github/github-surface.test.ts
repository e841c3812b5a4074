import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/problem';
import { type Step, shown } from '../play';
import { runnerReads } from '../runner';

const read = async (...steps: Step[]) => runnerReads((await shown('github', steps)).stdout);

describe('masks', () => {
  it('masks a value of one line with one command', async () => {
    const { commands } = await read(['mask', 'hunter2']);
    expect(commands).toEqual([{ name: 'add-mask', properties: {}, data: 'hunter2' }]);
  });

  it('masks a value of several lines as a whole and line by line', async () => {
    const { commands } = await read(['mask', 'first line\r\n  second\n']);
    expect(commands.map(({ data }) => data)).toEqual([
      'first line\r\n  second\n',
      'first line',
      'second',
    ]);
  });

  it('leaves the short lines of a long value alone, which would black out the whole log', async () => {
    const { commands } = await read(['mask', '{\n"key": 1\n}']);
    expect(commands.map(({ data }) => data)).toEqual(['{\n"key": 1\n}', '"key": 1']);
  });

  it('says nothing about an empty value, which the runner would warn of', async () => {
    expect(await read(['mask', ''], ['mask', ' \n'])).toMatchObject({ commands: [], lines: [] });
  });

  it('keeps percent signs of a value', async () => {
    const { commands } = await read(['mask', '100%0A%25']);
    expect(commands[0]?.data).toBe('100%0A%25');
  });
});

describe('stages', () => {
  const told = ({ commands, lines }: ReturnType<typeof runnerReads>) => ({
    groups: commands.map(({ name, data }) => [name, data]),
    lines: lines.map((line) => line.replace(/[\d.]+ s$/, 'N s')),
  });

  it('are groups, closed before the line that tells how long they took', async () => {
    const { stdout } = await shown('github', [['stage', 'connect', [['info', 'node is there']]]]);
    expect(stdout.toString()).toMatch(
      /^::group::connect\nnode is there\n::endgroup::\n✓ connect \d+\.\d s\n$/,
    );
  });

  it('that throw are closed too, and told as failed', async () => {
    expect(told(await read(['stage', 'connect', [['throw']]]))).toEqual({
      groups: [
        ['group', 'connect'],
        ['endgroup', ''],
      ],
      lines: ['✗ connect failed after N s'],
    });
  });

  it('within a stage are lines of its group, since groups do not nest', async () => {
    expect(told(await read(['stage', 'outer', [['stage', 'inner', []]]]))).toEqual({
      groups: [
        ['group', 'outer'],
        ['endgroup', ''],
      ],
      lines: ['▸ inner', '✓ inner N s', '✓ outer N s'],
    });
  });

  it('leave the job’s lines outside of a group, where they are seen at once', async () => {
    const { stdout } = await shown('github', [['stage', 'run', [['open'], ['end']]]]);
    expect(stdout.toString()).toMatch(
      /^::group::run\n::endgroup::\n::stop-commands::(\w+)\n::\1::\n✓ run \d+\.\d s\n$/,
    );
  });
});

describe('annotations', () => {
  const problem: Problem = {
    file: 'cluster, "a:b".yaml',
    line: 3,
    column: 5,
    field: 'factories_num',
    message: '50% is no number.\nNor is this.',
    fix: 'Write 2.',
  };

  it('point at file, line and column, and name the field', async () => {
    const { commands } = await read(['error', problem]);
    expect(commands[0]).toMatchObject({
      name: 'error',
      properties: { file: 'cluster, "a:b".yaml', line: '3', col: '5', title: 'factories_num' },
    });
  });

  it('say in their text all that is known', async () => {
    const { commands } = await read(['warning', problem]);
    expect(commands[0]?.data).toBe(
      'cluster, "a:b".yaml:3:5: factories_num: 50% is no number.\nNor is this. Write 2.',
    );
  });

  const many = (kind: 'error' | 'warning', count: number): Step[] =>
    Array.from({ length: count }, (_, i) => [kind, { message: `problem ${i + 1}` }]);

  it('are shown one by one when there are ten', async () => {
    const { commands } = await read(...many('error', 10), ['close']);
    expect(commands.map(({ data }) => data)).toEqual(
      Array.from({ length: 10 }, (_, i) => `problem ${i + 1}`),
    );
  });

  it('never are more than ten of a kind: the tenth tells the others', async () => {
    const { commands } = await read(...many('error', 12), ...many('warning', 11), ['close']);
    const of = (kind: string) => commands.filter(({ name }) => name === kind);
    expect(of('error')).toHaveLength(10);
    expect(of('warning')).toHaveLength(10);
    expect(of('error').at(-1)).toEqual({
      name: 'error',
      properties: { title: '3 more errors' },
      data: 'problem 10\nproblem 11\nproblem 12',
    });
  });

  it('that wait for the last one stand in the log at once', async () => {
    const { lines } = await read(...many('warning', 12));
    expect(lines).toEqual(['warning: problem 10', 'warning: problem 11', 'warning: problem 12']);
  });
});

describe('files of the runner', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'surface-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const afterwards = async (variable: string, ...steps: Step[]) => {
    const file = join(dir, variable);
    writeFileSync(file, '');
    await shown('github', steps, { [variable]: file });
    return readFileSync(file, 'utf8');
  };

  it('get outputs between delimiters that the value cannot know', async () => {
    const text = await afterwards('GITHUB_OUTPUT', ['output', 'plan', 'a\nEOF\nb=c<<d']);
    expect(text).toMatch(/^plan<<(ghadelimiter_[\w-]{36})\na\nEOF\nb=c<<d\n\1\n$/);
  });

  it('get the state for post', async () => {
    const text = await afterwards('GITHUB_STATE', ['state', 'record', '{}']);
    expect(text).toMatch(/^record<<(ghadelimiter_[\w-]{36})\n\{\}\n\1\n$/);
  });

  it('get the summary as Markdown', async () => {
    const text = await afterwards('GITHUB_STEP_SUMMARY', ['summary', '## Ran\n', 'ran']);
    expect(text).toBe('## Ran\n');
  });
});

it('shows no progress, which cannot replace itself in a log', async () => {
  expect((await shown('github', [['progress', 'upload', 0.5]])).stdout.toString()).toBe('');
});
