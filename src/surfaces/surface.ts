import type { Problem } from '../problem';

/** Where a run is shown: GitHub's log or a terminal. The only place that knows which. */
export interface Surface {
  /** Never show this value again, nor its encoded forms. */
  mask(value: string): void;
  /** A named stage of the run: shown as a group, closed with its duration (also when it throws). */
  stage<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** One line about one node or one event. */
  info(line: string): void;
  warning(problem: Problem): void;
  error(problem: Problem): void;
  /** A line that replaces itself on a terminal and is left out elsewhere. `fraction` is 0…1. */
  progress(label: string, fraction: number, detail?: string): void;
  /** The job's own lines, shown as they are; what they contain is never taken as a command. */
  openJobLog(): JobLog;
  output(name: string, value: string): void;
  /** Kept for the post step, also when this process is killed. */
  saveState(name: string, value: string): void;
  /** Markdown for the job summary (a terminal shows a short form). */
  summary(markdown: string): Promise<void>;
}

export interface JobLog {
  /** Bytes in order; resolves when more may be written (backpressure). */
  write(chunk: Uint8Array): Promise<void>;
  /** Flushes what is held back (partial UTF-8, a line without end). */
  close(): Promise<void>;
}
