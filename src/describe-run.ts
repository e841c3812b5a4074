import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inputs } from './inputs/inputs';
import { resumes } from './inputs/resumes';
import { logName } from './job/collect';
import { readLogTail } from './job/log-file';
import { jobName } from './job-name';
import type { RunPlan } from './plan/plan';
import { shellCommand } from './plan/quote';
import { ExitCode, type Problem, UserError } from './problem';
import { readTrials } from './read-trials';
import type { Ended, RunFacts, SiteFacts, TrialFacts } from './report/facts';
import { runSummary } from './report/summary';
import { runText } from './report/text';
import type { RunOutcome } from './run-job';
import { redact } from './secrets/redact';
import type { Report, Surface } from './surfaces/surface';
import type { RecordFile } from './teardown/record';

interface Told {
  readonly plan: RunPlan;
  readonly inputs: Inputs;
  readonly file: RecordFile;
  readonly outcome: RunOutcome | undefined;
  readonly failure: unknown;
  readonly sites: readonly SiteFacts[];
  readonly signal: AbortSignal;
  readonly surface: Surface;
  readonly warnings: readonly Problem[];
  readonly masks: { readonly values: readonly string[] };
}

const tailLines = 20;

/** The report of a run that has ended in whatever way. */
export async function describeRun(told: Told): Promise<Report> {
  const { plan, inputs, file, outcome, failure, surface, warnings, masks } = told;
  const logPath = outcome?.logPath ?? join(inputs.resultsPath, logName);
  // Before its job the log is that of an earlier run.
  const log = file.record.job ? await readLogTail(logPath).catch(() => '') : '';
  const facts: RunFacts = {
    id: plan.id,
    name: plan.name,
    run: plan.run,
    command: redact(jobName(inputs), masks.values),
    nodes: (file.record.hosts?.nodes ?? []).map(({ name, host }) => ({ name, host })),
    stages: surface.stages,
    exitCode: outcome?.exitCode ?? file.record.exitCode,
    ended: howItEnded(told),
    problem: failure instanceof UserError ? failure.problems[0] : undefined,
    trials: await trialsOf(told),
    sites: told.sites,
    results: outcome?.results ?? [],
    resultsPath: inputs.resultsPath,
    logPath,
    logTail: redact(log, masks.values).trimEnd().split('\n').slice(-tailLines),
    warnings,
    rerun: redact(shellCommand(inputs.again), masks.values),
  };
  return { markdown: runSummary(facts), text: runText(facts) };
}

/** Of the Experiment's files that have come home. */
async function trialsOf(told: Told): Promise<readonly TrialFacts[]> {
  const { plan, inputs, masks } = told;
  const { job } = plan;
  if (job.kind !== 'flambe' || job.experiment === undefined) return [];
  const output = `output__${job.experiment}`;
  const trials = await readTrials(join(inputs.resultsPath, output), ownTrials(output, told));
  return trials.map((trial) => ({
    ...trial,
    name: redact(trial.name, masks.values),
    failure: trial.failure && redact(trial.failure, masks.values),
  }));
}

/**
 * Which trials are of this run: `results-path` may hold those of earlier ones, too, which count where
 * it goes on from them.
 */
function ownTrials(output: string, { plan, inputs, outcome }: Told) {
  if (resumes(inputs.runnable)) return async () => true;
  if (outcome) {
    // output__NAME/STAGE/TRIAL/…
    const parts = outcome.results.map(({ path }) => path.split('/').slice(0, 3).join('/'));
    const folders = new Set(parts);
    return async (trial: string) => folders.has(join(output, trial));
  }
  const began = Date.parse(plan.startedAt);
  return async (trial: string) => {
    const file = join(inputs.resultsPath, output, trial, 'params.json');
    // When it came here, by this machine's clock: rsync keeps the time at which it was written.
    const { ctimeMs } = await stat(file).catch(() => ({ ctimeMs: 0 }));
    return ctimeMs >= began;
  };
}

function howItEnded({ outcome, failure, signal }: Told): Ended {
  if (outcome && failure === undefined) return outcome.reason;
  if (signal.aborted) return 'cancelled';
  return failure instanceof UserError && failure.exitCode === ExitCode.lost ? 'lost' : 'failed';
}
