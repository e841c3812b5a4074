import type { Problem } from '../problem';

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

/** A trial of an Experiment, as far as its files tell. */
export interface TrialFacts {
  readonly stage: string;
  /** Hyperparameters as flambé writes them: `rate=1.0`; the trial's own name where it has none. */
  readonly name: string;
  /** After each step, what is to become large (`metric()` of the component), also no finite number; empty if it has none. */
  readonly metrics: readonly number[];
  readonly host: string | undefined;
  readonly seconds: number | undefined;
  /** The end of what it said, when it failed. */
  readonly failure: string | undefined;
}

/** A site on the orchestrator, which is there as long as the job. */
export interface SiteFacts {
  readonly name: string;
  readonly url: string;
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
  /** Of an Experiment, in the order of its stages. */
  readonly trials: readonly TrialFacts[];
  /** Those that came up. */
  readonly sites: readonly SiteFacts[];
  readonly results: readonly ResultFile[];
  readonly resultsPath: string;
  readonly logPath: string;
  /** The last lines of the job's log. */
  readonly logTail: readonly string[];
  readonly warnings: readonly Problem[];
  /** The command line that does the same from a terminal. */
  readonly rerun: string;
}
