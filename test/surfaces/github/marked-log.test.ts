import { describe, expect, it } from 'vitest';
import { inLog, type Step, shown } from '../play';
import { runnerReads } from '../runner';

const show = async (...steps: Step[]) => (await shown('github', steps)).stdout;
const read = async (...steps: Step[]) => runnerReads(await show(...steps));

/** The bytes between the first `stop-commands` and the end of it. */
function between(stdout: Buffer): Buffer {
  const [token = ''] = runnerReads(stdout).tokens;
  const start = `::stop-commands::${token}\n`;
  return stdout.subarray(
    stdout.indexOf(start) + start.length,
    stdout.indexOf(`::${token}::\n`, start.length),
  );
}

describe('the job’s log', () => {
  it('is shown byte by byte, whatever the bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 1024 }, (_, i) => (i * 7) % 256));
    const line = Buffer.concat([bytes, Buffer.from('\n')]);
    expect(between(await show(['open'], inLog(line), ['end']))).toEqual(line);
  });

  it('ends its last line when the job did not', async () => {
    expect(between(await show(['open'], inLog('a\nb'), ['end'])).toString()).toBe('a\nb\n');
  });

  it('without a byte is only its markers', async () => {
    expect(between(await show(['open'], ['end'])).toString()).toBe('');
  });

  it('stands between markers of 128 random bits, new ones each time', async () => {
    const { tokens } = await read(['open'], ['end'], ['open'], ['end']);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{32}$/);
  });

  it('shows commands in it as text', async () => {
    const job = '::set-output name=a::b\n ::warning::w\nx ##[error]y\n::stop-commands::zzzzzzz\n';
    expect(await read(['open'], inLog(job), ['end'])).toMatchObject({
      commands: [],
      lines: job.trimEnd().split('\n'),
      stopped: false,
    });
  });

  it('holds a character back until it is whole', async () => {
    const [head, tail] = [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)];
    const { lines } = await read(['open'], inLog(head), ['info', 'ours'], inLog(tail), ['end']);
    expect(lines).toEqual(['ours', 'é']);
  });

  it('does not let ours stand within one of its lines', async () => {
    const { lines } = await read(
      ['open'],
      inLog('one\nhalf'),
      ['info', 'ours'],
      inLog(' and half\n'),
      ['end'],
    );
    expect(lines).toEqual(['one', 'ours', 'half and half']);
  });

  it('passes a progress bar on that writes carriage returns only', async () => {
    const { lines } = await read(['open'], inLog('\r10 %\r20 %\r'), ['info', 'ours'], ['end']);
    expect(lines).toEqual(['', '10 %', '20 %', 'ours']);
  });

  it('ends a line at a carriage return for readers that know only newlines', async () => {
    const stdout = await show(['open'], inLog('10 %\r'), ['error', { message: 'ours' }], ['end']);
    expect(stdout.toString()).toMatch(/10 %\r\n::\w+::\n::error ::ours\n::stop-commands::/);
  });

  it('keeps a CRLF that arrives in two chunks', async () => {
    const stdout = await show(['open'], inLog('a\r'), inLog('\nb\r\n'), ['end']);
    expect(between(stdout).toString()).toBe('a\r\nb\r\n');
  });
});

describe('while the job’s log is open', () => {
  it('a mask, a warning and an error are taken at once, and the job’s lines still are not', async () => {
    const { commands, lines, stopped } = await read(
      ['open'],
      inLog('::error::first\n'),
      ['mask', 'hunter2'],
      ['warning', { message: 'slow' }],
      inLog('::error::second\n'),
      ['error', { message: 'gone' }],
      inLog('::error::third\n'),
      ['end'],
    );
    expect(commands.map(({ name, data }) => [name, data])).toEqual([
      ['add-mask', 'hunter2'],
      ['warning', 'slow'],
      ['error', 'gone'],
    ]);
    expect(lines).toEqual(['::error::first', '::error::second', '::error::third']);
    expect(stopped).toBe(false);
  });

  it('each time that ours is said takes a new token, since the old one was shown', async () => {
    const { tokens } = await read(['open'], ['mask', 'hunter2'], ['mask', 'hunter3'], ['end']);
    expect(new Set(tokens).size).toBe(3);
  });

  it('ours waits for the end of a line that is too long to be held', async () => {
    const long = 'x'.repeat(300_000);
    const { commands, lines } = await read(
      ['open'],
      inLog(long),
      ['info', 'ours'],
      ['error', { message: 'gone' }],
      inLog(`${long}\n`),
      inLog('next\n'),
      ['end'],
    );
    expect(lines.map((line) => line.replace(/^x{600000}$/, 'long'))).toEqual([
      'long',
      'ours',
      'next',
    ]);
    expect(commands.map(({ data }) => data)).toEqual(['gone']);
  });

  it('ours is not lost when the job ends within such a line', async () => {
    const long = 'x'.repeat(300_000);
    const stdout = await show(['open'], inLog(long), ['error', { message: 'gone' }], ['end']);
    const { commands, lines, stopped } = runnerReads(stdout);
    expect(lines.map(({ length }) => length)).toEqual([long.length]);
    expect(commands.map(({ data }) => data)).toEqual(['gone']);
    expect(stopped).toBe(false);
  });

  it('a stage that throws still closes, as a command', async () => {
    const { lines } = await read(['stage', 'run', [['open'], inLog('half'), ['throw']]]);
    expect(lines[0]).toMatch(/^✗ run failed/);
  });
});

it('takes commands again after the end', async () => {
  const { commands } = await read(['open'], inLog('a\n'), ['end'], ['error', { message: 'gone' }]);
  expect(commands.map(({ data }) => data)).toEqual(['gone']);
});
