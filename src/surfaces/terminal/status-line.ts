const ERASE = '\r\x1b[2K';
const BAR_WIDTH = 20;

/** One line at the bottom of a terminal that replaces itself; on anything else it is never drawn. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream;
  #drawn = '';

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  draw(text: string): void {
    if (!this.#stream.isTTY || process.env.TERM === 'dumb') return;
    // A line that wraps could not be erased.
    const line = [...text].slice(0, this.#stream.columns - 1).join('');
    if (line === this.#drawn) return;
    this.#stream.write(ERASE + line);
    this.#drawn = line;
  }

  erase(): void {
    if (this.#drawn !== '') this.#stream.write(ERASE);
    this.#drawn = '';
  }
}

/** `upload ██████░░░░ 60 % 12 MB`; `fraction` is 0…1. */
export function progressBar(label: string, fraction: number, detail = ''): string {
  const done = Math.min(1, Math.max(0, fraction));
  const bar = '█'.repeat(Math.round(done * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
  return `${label} ${bar} ${Math.floor(done * 100)} % ${detail}`.trimEnd();
}
