import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encoded, inLog, player, type Step } from '../play';
import { linesOf, runnerReads } from '../runner';

/** A player that stays, so that a property costs no process for each of its cases. */
class Player {
  readonly #child = player('github');
  readonly #gone = new AbortController();
  #stdout = Buffer.alloc(0);
  #cases = 0;

  constructor() {
    this.#child.on('close', () => this.#gone.abort());
    this.#child.stdout.on('data', (bytes) => {
      this.#stdout = Buffer.concat([this.#stdout, bytes]);
    });
  }

  async shows(steps: readonly Step[]): Promise<Buffer> {
    this.#stdout = Buffer.alloc(0);
    this.#cases += 1;
    const end = `the end of case ${this.#cases}\n`;
    this.#child.stdin.write(`${encoded([...steps, ['raw', end]])}\n`);
    while (!this.#stdout.toString().endsWith(end)) {
      await once(this.#child.stdout, 'data', { signal: this.#gone.signal });
    }
    return this.#stdout.subarray(0, this.#stdout.length - end.length);
  }

  async end(): Promise<void> {
    this.#child.stdin.end();
    await once(this.#child, 'close');
  }
}

const nasty = fc.constantFrom(
  ...['::', '##[', ']', ' ', '\t', '\x85', '\u2003', '\ufeff', '\n', '\r', '\r\n', '%0A', '\0'],
  ...['::set-output name=x::y', '::add-mask::e', '::stop-commands::0123456789', '::endgroup::'],
  ...['##[error]boo', '##[set-env name=PATH]x', '::warning file=a,line=1::w', 'é', '☃', '\x1b[1m'],
  `::${'0123456789abcdef'.repeat(2)}::`,
);
/** All that .NET takes for white space before a command. */
const spaces =
  '\t\v\f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
const disguised = fc
  .tuple(fc.constantFrom(...spaces), fc.constantFrom('::error::x', '##[error]x'))
  .map((parts) => parts.join(''));
const pieces = fc
  .array(fc.oneof(nasty, nasty, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 8 })
  .map((parts) => parts.join(''));
const text = fc.oneof(disguised, pieces);
const bytes = fc.oneof(
  text.map((value) => Buffer.from(value)),
  fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value)),
);

describe('whatever is written', { retry: 0 }, () => {
  let surface: Player;
  beforeAll(() => {
    surface = new Player();
  });
  afterAll(() => surface.end());

  const holds = <T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => Promise<void>) =>
    fc.assert(fc.asyncProperty(arbitrary, property), { numRuns: 300 });

  it('no line of the job’s is a command, and every line is shown', async () => {
    await holds(fc.array(bytes, { maxLength: 6 }), async (chunks) => {
      const log = chunks.map(inLog);
      const read = runnerReads(await surface.shows([['open'], ...log, ['end']]));
      expect(read).toMatchObject({ commands: [], stopped: false });
      expect(read.lines).toEqual(linesOf(Buffer.concat(chunks)));
    });
  });

  it('only our commands are taken while the job’s log is open, each of them', async () => {
    const ours = fc.oneof(
      text.map((value): Step => ['error', { message: value }]),
      text.map((value): Step => ['info', value]),
    );
    const steps = fc.array(fc.oneof(bytes.map(inLog), ours), { maxLength: 9 });
    await holds(steps, async (between) => {
      const read = runnerReads(await surface.shows([['open'], ...between, ['end']]));
      const errors = between.flatMap((step) => (step[0] === 'error' ? [step[1].message] : []));
      expect(read.stopped).toBe(false);
      expect(read.commands.map(({ name, data }) => [name, data])).toEqual(
        errors.map((message) => ['error', message]),
      );
    });
  });

  it('nothing in our own lines is a command', async () => {
    await holds(text, async (value) => {
      const read = runnerReads(await surface.shows([['info', value]]));
      expect(read.commands).toEqual([]);
      expect(read.stopped).toBe(false);
    });
  });

  it('a stage’s title is no more than a title', async () => {
    await holds(text, async (title) => {
      const { commands, stopped } = runnerReads(await surface.shows([['stage', title, []]]));
      expect(commands.map(({ name }) => name)).toEqual(['group', 'endgroup']);
      expect(commands[0]?.data).toBe(title);
      expect(stopped).toBe(false);
    });
  });

  it('a masked value arrives as it is', async () => {
    await holds(text, async (value) => {
      fc.pre(value.trim() !== '');
      const { commands, lines } = runnerReads(await surface.shows([['mask', value]]));
      expect(commands[0]).toEqual({ name: 'add-mask', properties: {}, data: value });
      expect(lines).toEqual([]);
    });
  });

  it('the file of an annotation arrives as it is', async () => {
    await holds(text, async (name) => {
      const file = `a${name}z`;
      const { commands } = runnerReads(await surface.shows([['warning', { file, message: 'm' }]]));
      expect(commands.map(({ name, properties }) => [name, properties.file])).toEqual([
        ['warning', file],
      ]);
    });
  });
});
