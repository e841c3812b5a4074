import type { Problem } from '../problem';
import type { StageFacts } from '../report/facts';

/** Where a run is shown: GitHub's log or a terminal. The only place that knows which. */
export interface Surface {
  /** Never show this value again, whole or line by line. Its encoded forms are values of their own. */
  mask(value: string): void;
  /** A named stage of the run: shown as a group, closed with its duration (also when it throws). */
  stage<T>(title: string, work: () => Promise<T>): Promise<T>;
  /** The stages that have ended, in that order. */
  readonly stages: readonly StageFacts[];
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
  /** Shown once, when everything is known that it tells. */
  summary(report: Report): Promise<void>;
  /** Shows what was kept back; nothing may follow. */
  close(): void;
}

export interface JobLog {
  /** Bytes in order; resolves when more may be written (backpressure). */
  write(chunk: Uint8Array): Promise<void>;
  /** Shows what is held back and ends the last line. */
  close(): Promise<void>;
}

/** The same run, told to the reader of a web page and to the one at a terminal. */
export interface Report {
  readonly markdown: string;
  readonly text: string;
}
