import type { Problem } from '../problem';
import type { Leftover } from '../providers/provider';

/** One stage that has ended. */
export interface StageFacts {
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly seconds: number;
  readonly ok: boolean;
}

/**
 * How the run ended: the job by itself, at `max-runtime`, with its host, by an error of a stage,
 * or because somebody stopped it.
 */
export type Ended = 'exited' | 'timed-out' | 'lost' | 'failed' | 'cancelled';

export interface ResultFile {
  /** Below `resultsPath`. */
  readonly path: string;
  readonly bytes: number;
}

/** All that a report says. It shows what it is given: no secret's value may stand in here. */
export interface RunFacts {
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly command: string;
  readonly nodes: readonly { readonly name: string; readonly host: string }[];
  readonly stages: readonly StageFacts[];
  /** The job's own, when it is known. */
  readonly exitCode?: number | undefined;
  readonly ended: Ended;
  /** Why it did not end well, when that is more than an exit code. */
  readonly problem?: Problem | undefined;
  readonly results: readonly ResultFile[];
  readonly resultsPath: string;
  readonly logPath: string;
  /** The last lines of the job's log. */
  readonly logTail: readonly string[];
  readonly warnings: readonly Problem[];
  readonly leftovers: readonly Leftover[];
  /** The command line that does the same from a terminal. */
  readonly rerun: string;
}
