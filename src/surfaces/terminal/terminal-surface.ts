import { styleText } from 'node:util';
import { formatProblem, type Problem } from '../../problem';
import type { StageFacts } from '../../report/facts';
import { formatDuration } from '../../report/format';
import { redact } from '../../secrets/redact';
import { timed } from '../stages';
import type { JobLog, Report, Surface } from '../surface';
import { write } from '../write';
import { progressBar, StatusLine } from './status-line';

const NEWLINE = 0x0a;
/** Outputs that tell a person where to look. */
const WORTH_TELLING: ReadonlySet<string> = new Set(['results-path', 'log-path']);

/**
 * A run shown in a terminal. The job's bytes go to stdout as they are and everything of ours to
 * stderr, so that `flambe-action run … > log` holds the job's log alone.
 */
export class TerminalSurface implements Surface {
  readonly stages: StageFacts[] = [];
  readonly #masked = new Set<string>();
  readonly #outputs = new Map<string, string>();
  readonly #status = new StatusLine(process.stderr);
  /** Titles of the stages under way, the innermost last. */
  readonly #titles: string[] = [];
  #progress = '';
  #logOpen = false;
  #lastByte = NEWLINE;
  #stdoutFailed = false;

  constructor() {
    // Without somebody who reads them, lines are lost, but not the run.
    process.stderr.on('error', () => {});
    process.stdout.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || this.#stdoutFailed) return;
      this.#stdoutFailed = true;
      this.warning({ message: `the job's lines cannot be written to stdout: ${error.message}` });
    });
  }

  mask(value: string): void {
    this.#masked.add(value);
  }

  async stage<T>(title: string, work: () => Promise<T>): Promise<T> {
    if (!process.stderr.isTTY) this.info(`▸ ${title}`);
    this.#titles.push(title);
    this.#draw();
    return timed(title, work, (stage) => {
      this.#titles.splice(this.#titles.lastIndexOf(title), 1);
      this.#progress = '';
      this.stages.push(stage);
      const took = formatDuration(stage.seconds);
      if (stage.ok) this.#say(`${title} ${took}`, this.#sign('green', '✓'));
      else this.#say(`${title} failed after ${took}`, this.#sign('red', '✗'));
    });
  }

  info(line: string): void {
    this.#say(line);
  }

  warning(problem: Problem): void {
    this.#say(formatProblem(problem), this.#sign('yellow', 'warning:'));
  }

  error(problem: Problem): void {
    this.#say(formatProblem(problem), this.#sign('red', 'error:'));
  }

  progress(label: string, fraction: number, detail?: string): void {
    this.#progress = fraction < 1 ? progressBar(label, fraction, detail) : '';
    this.#draw();
  }

  openJobLog(): JobLog {
    this.#status.erase();
    this.#logOpen = true;
    return {
      write: (chunk) => {
        this.#lastByte = chunk.at(-1) ?? this.#lastByte;
        return write(process.stdout, chunk);
      },
      close: async () => {
        this.#logOpen = false;
        this.#endJobLine();
        this.#draw();
      },
    };
  }

  output(name: string, value: string): void {
    if (WORTH_TELLING.has(name)) this.#outputs.set(name, value);
  }

  saveState(): void {}

  async summary({ text }: Report): Promise<void> {
    this.#say(text);
    for (const [name, value] of this.#outputs) this.#say(`  ${name}: ${value}`);
  }

  close(): void {
    this.#status.erase();
  }

  #say(text: string, sign = ''): void {
    this.#status.erase();
    this.#endJobLine();
    process.stderr.write(`${sign}${this.#clean(text)}\n`);
    this.#draw();
  }

  #draw(): void {
    if (this.#logOpen) return;
    const title = this.#titles.at(-1);
    const stage = title === undefined ? '' : `▸ ${title} …`;
    const line = [stage, this.#progress].filter(Boolean).join(' ');
    if (line === '') this.#status.erase();
    else this.#status.draw(this.#clean(line));
  }

  /** A line of the job's that is not yet ended would be continued, or erased, by ours. */
  #endJobLine(): void {
    if (this.#lastByte === NEWLINE) return;
    this.#lastByte = NEWLINE;
    if (process.stdout.isTTY && process.stderr.isTTY) process.stderr.write('\n');
  }

  /** Names and messages from elsewhere must neither show a secret nor steer the terminal. */
  #clean(text: string): string {
    return redact(text, this.#masked).replace(/[^\P{Cc}\n\t]/gu, '\ufffd');
  }

  #sign(colour: 'green' | 'red' | 'yellow', sign: string): string {
    return `${styleText(colour, sign, { stream: process.stderr })} `;
  }
}
