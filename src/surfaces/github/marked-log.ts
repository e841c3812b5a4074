import type { JobLog } from '../surface';
import { write } from '../write';
import { issue } from './commands';

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** A line longer than this is passed on in pieces, so that memory stays flat. */
const LONGEST_HELD = 256 * 1024;

/**
 * The job's bytes, between markers that stop the runner from taking any of them as a command.
 *
 * Whole lines are passed on, at a newline or (as the runner reads them, and as progress bars write
 * them) at a carriage return. So no character is ever cut, and ours can be said between two lines.
 */
export class MarkedLog implements JobLog {
  readonly #held: Uint8Array[] = [];
  #heldBytes = 0;
  #lastByte = NEWLINE;
  #open = true;
  #token = '';
  /** What waits for the end of a line too long to be held. */
  #waiting: (() => void)[] = [];

  constructor() {
    this.#stopCommands();
  }

  write(chunk: Uint8Array): Promise<void> {
    const end = Math.max(chunk.lastIndexOf(NEWLINE), chunk.lastIndexOf(RETURN)) + 1;
    if (end === 0) {
      this.#hold(chunk);
      return this.#heldBytes > LONGEST_HELD ? this.#send(this.#takeHeld()) : Promise.resolve();
    }
    const lines = [...this.#takeHeld(), chunk.subarray(0, end)];
    this.#hold(chunk.subarray(end));
    return this.#send(lines);
  }

  close(): Promise<void> {
    if (!this.#open) return Promise.resolve();
    const sent = this.#send(this.#takeHeld());
    this.#endLine();
    this.#resumeCommands();
    this.#open = false;
    for (const emit of this.#waiting.splice(0)) emit();
    return sent;
  }

  /** Runs `emit` between two of the job's lines; commands in it are not taken as such. */
  betweenLines(emit: () => void): void {
    if (this.#lastByte !== NEWLINE && this.#lastByte !== RETURN) {
      this.#waiting.push(emit);
      return;
    }
    this.#endLine();
    emit();
  }

  /** Runs `emit` between two of the job's lines, while the runner takes commands. */
  outside(emit: () => void): void {
    this.betweenLines(() => {
      if (this.#open) this.#resumeCommands();
      emit();
      if (this.#open) this.#stopCommands();
    });
  }

  #hold(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    // A copy: the caller may use its buffer again.
    this.#held.push(Buffer.from(chunk));
    this.#heldBytes += chunk.length;
  }

  #takeHeld(): Uint8Array[] {
    this.#heldBytes = 0;
    return this.#held.splice(0);
  }

  async #send(chunks: readonly Uint8Array[]): Promise<void> {
    const sent = chunks.map((chunk) => write(process.stdout, chunk));
    this.#lastByte = chunks.at(-1)?.at(-1) ?? this.#lastByte;
    for (const emit of this.#waiting.splice(0)) this.betweenLines(emit);
    await Promise.all(sent);
  }

  #endLine(): void {
    if (this.#lastByte !== NEWLINE) process.stdout.write('\n');
    this.#lastByte = NEWLINE;
  }

  /** The runner shows the token in the log when it is used: each serves once. */
  #stopCommands(): void {
    this.#token = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('hex');
    issue('stop-commands', this.#token);
  }

  #resumeCommands(): void {
    issue(this.#token);
  }
}
