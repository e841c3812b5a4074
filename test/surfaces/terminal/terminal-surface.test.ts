import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encoded, inLog, type Step, script, shown } from '../play';

const E = '\x1b[';
const ERASE = `\r${E}2K`;

const read = (...steps: Step[]) => shown('terminal', steps);
const said = async (...steps: Step[]) => (await read(...steps)).stderr;

describe('without a terminal', () => {
  it('only the job’s bytes are on stdout, exactly', async () => {
    const job = Buffer.from([0, 255, 10, 13, 0xc3, 27, 91, 65]);
    const { stdout } = await read(
      ['info', 'ours'],
      ['stage', 'run', [['open'], inLog(job), ['info', 'ours'], inLog('::error::x'), ['end']]],
      ['warning', { message: 'careful' }],
      ['summary', '# md', 'done'],
      ['close'],
    );
    expect(stdout).toEqual(Buffer.concat([job, Buffer.from('::error::x')]));
  });

  it('a stage is told when it starts and when it ends, without colour', async () => {
    expect(await said(['stage', 'connect', [['info', 'node is there']]])).toMatch(
      /^▸ connect\nnode is there\n✓ connect \d+\.\d s\n$/,
    );
  });

  it('a stage that throws is told as failed', async () => {
    expect(await said(['stage', 'connect', [['throw']]])).toMatch(
      /✗ connect failed after \d+\.\d s/,
    );
  });

  it('progress is not shown', async () => {
    expect(await said(['progress', 'upload', 0.5, '1 MB'])).toBe('');
  });

  it('an error is told with its place, field and way out', async () => {
    const problem = { file: 'c.yaml', line: 3, column: 5, field: 'name', message: 'm.', fix: 'f.' };
    expect(await said(['error', problem])).toBe('error: c.yaml:3:5: name: m. f.\n');
  });

  it('a warning is told as one', async () => {
    expect(await said(['warning', { message: 'careful' }])).toBe('warning: careful\n');
  });

  it('a masked value is hidden in all lines of ours', async () => {
    const stderr = await said(
      ['mask', 'hunter2'],
      ['info', 'it is hunter2'],
      ['error', { message: 'not hunter2' }],
      ['summary', '', 'hunter2!'],
      ['stage', 'hunter2', []],
    );
    expect(stderr).not.toContain('hunter2');
    expect(stderr).toContain('it is ***\nerror: not ***\n***!\n');
  });

  it('a masked value is shown where the job prints it', async () => {
    const { stdout } = await read(['mask', 'hunter2'], ['open'], inLog('hunter2\n'), ['end']);
    expect(stdout.toString()).toBe('hunter2\n');
  });

  it('control characters from elsewhere do not reach the terminal', async () => {
    expect(await said(['info', 'a\x1b]0;title\x07b\rc'])).toBe('a\ufffd]0;title\ufffdb\ufffdc\n');
  });

  it('the summary is its short text and the outputs that tell where to look', async () => {
    const stderr = await said(
      ['output', 'results-path', 'flambe-results'],
      ['output', 'plan', '{"long": "json"}'],
      ['output', 'log-path', 'flambe-results/job.log'],
      ['summary', '# Markdown', '✓ it ran'],
    );
    expect(stderr).toBe(
      '✓ it ran\n  results-path: flambe-results\n  log-path: flambe-results/job.log\n',
    );
  });

  it('stdout on a full disk is told once, and the run goes on', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, script('player.ts', 'terminal'), {
      stdio: ['pipe', full, 'pipe'],
    });
    closeSync(full);
    const stderr: Buffer[] = [];
    child.stderr?.on('data', (bytes) => stderr.push(bytes));
    child.stdin?.end(encoded([['open'], inLog('a\n'), inLog('b\n'), ['end'], ['info', 'goes on']]));
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(Buffer.concat(stderr).toString()).toMatch(
      /^warning: the job's lines cannot be written to stdout: ENOSPC.*\ngoes on\n$/,
    );
  });

  it('state is not kept', async () => {
    expect(await read(['state', 'record', '{}'])).toMatchObject({ stderr: '' });
  });
});

/** What a terminal of 60 columns receives; with `stdoutFile`, stdout goes there instead. */
async function onTerminal(steps: Step[], env: NodeJS.ProcessEnv = {}, stdoutFile?: string) {
  const quoted = [process.execPath, ...script('player.ts', 'terminal')].map((arg) => `'${arg}'`);
  const play = `printf %s "$STEPS" | ${quoted.join(' ')}${stdoutFile ? ' > "$STDOUT"' : ''}`;
  const child = spawn('script', ['-qec', `stty cols 60 -opost; ${play}`, '/dev/null'], {
    env: {
      PATH: process.env.PATH,
      TERM: 'xterm',
      STEPS: encoded(steps),
      STDOUT: stdoutFile,
      ...env,
    },
  });
  child.stdin.end();
  const output: Buffer[] = [];
  child.stdout.on('data', (bytes) => output.push(bytes));
  const [code] = await once(child, 'close');
  const text = Buffer.concat(output).toString();
  if (code !== 0) throw new Error(`the player ended with ${code}: ${text}`);
  return text;
}

/** What is left to read once every line has replaced what stood in its place. */
const left = (text: string) =>
  text
    .split('\n')
    .map((line) => line.split(ERASE).at(-1))
    .join('\n')
    .replaceAll(/\x1b\[\d+m/g, '');

describe('on a terminal', () => {
  it('a stage stands on one line that ends as its result', async () => {
    const text = await onTerminal([['stage', 'connect', []]]);
    expect(text).toContain(`${ERASE}▸ connect …`);
    expect(left(text)).toMatch(/^✓ connect \d+\.\d s\n$/);
  });

  it('lines are told above the stage under way', async () => {
    const text = await onTerminal([['stage', 'connect', [['info', 'node is there']]]]);
    expect(left(text)).toMatch(/^node is there\n✓ connect \d+\.\d s\n$/);
  });

  it('progress is a bar that replaces itself', async () => {
    const text = await onTerminal([
      ['progress', 'upload', 0.25, '1 MB'],
      ['progress', 'upload', 0.5, '2 MB'],
      ['close'],
    ]);
    expect(text).toBe(
      `${ERASE}upload █████░░░░░░░░░░░░░░░ 25 % 1 MB` +
        `${ERASE}upload ██████████░░░░░░░░░░ 50 % 2 MB${ERASE}`,
    );
  });

  it('progress that is complete is taken away', async () => {
    const text = await onTerminal([
      ['progress', 'upload', 0.5],
      ['progress', 'upload', 1],
    ]);
    expect(left(text)).toBe('');
  });

  it('no line is wider than the terminal, where it could not be erased', async () => {
    const text = await onTerminal([['progress', 'u'.repeat(200), 0.5]]);
    expect(left(text)).toBe('u'.repeat(59));
  });

  it('signs are coloured', async () => {
    const text = await onTerminal([['error', { message: 'm' }]]);
    expect(text).toBe(`${E}31merror:${E}39m m\n`);
  });

  it('signs are plain when NO_COLOR is set', async () => {
    expect(await onTerminal([['error', { message: 'm' }]], { NO_COLOR: '1' })).toBe('error: m\n');
  });

  it('nothing replaces itself on a terminal that cannot erase', async () => {
    expect(await onTerminal([['progress', 'upload', 0.5]], { TERM: 'dumb' })).toBe('');
  });

  it('the job’s lines are not mixed with the line of the stage', async () => {
    const text = await onTerminal([['stage', 'run', [['open'], inLog('a\nb'), ['end']]]]);
    expect(left(text)).toMatch(/^a\nb\n✓ run \d+\.\d s\n$/);
  });

  it('ours starts a line of its own when the job’s is not ended', async () => {
    const text = await onTerminal([['open'], inLog('half'), ['info', 'ours'], ['end']]);
    expect(text).toBe('half\nours\n');
  });
});

describe('on a terminal with stdout in a file', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'surface-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('the file holds the job’s log alone', async () => {
    const file = join(dir, 'log');
    const steps: Step[] = [['stage', 'run', [['open'], inLog('half'), ['info', 'ours'], ['end']]]];
    const text = await onTerminal(steps, {}, file);
    expect(readFileSync(file, 'utf8')).toBe('half');
    expect(left(text)).toMatch(/^ours\n✓ run \d+\.\d s\n$/);
  });
});
