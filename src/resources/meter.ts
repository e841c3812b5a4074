import { formatBytes } from '../report/format';

export interface Shown {
  info(line: string): void;
  progress(label: string, fraction: number, detail: string): void;
}

/** Bytes from which a download is worth more than one line of a log. */
const large = 32 * 1024 * 1024;

/** Tells of a download: often where a line replaces itself, in a log by a few lines whatever it takes. */
export class Meter {
  readonly #label: string;
  readonly #total: number | undefined;
  readonly #shown: Shown;
  readonly #here = new Map<number, number>();
  #percent = -1;
  #next: number;

  /** @param total bytes; undefined when nobody knows */
  constructor(label: string, total: number | undefined, shown: Shown) {
    this.#label = label;
    this.#total = total;
    this.#shown = shown;
    this.#next = total === undefined ? large : total / 4;
  }

  /** @param bytes of file `index`, that are here now */
  has(index: number, bytes: number): void {
    this.#here.set(index, bytes);
    const sum = [...this.#here.values()].reduce((all, one) => all + one, 0);
    const total = this.#total;
    const percent = total ? Math.floor((100 * sum) / total) : Math.floor(sum / large);
    if (percent === this.#percent) return;
    this.#percent = percent;
    const detail = total ? `${formatBytes(sum)} of ${formatBytes(total)}` : formatBytes(sum);
    this.#shown.progress(this.#label, total ? sum / total : 0, detail);
    if (sum < this.#next || (total !== undefined && total < large)) return;
    this.#shown.info(`${this.#label}: ${detail}`);
    // A quarter each, or twice as much each time.
    while (this.#next <= sum) this.#next += total === undefined ? this.#next : total / 4;
  }
}
