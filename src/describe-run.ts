import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Inputs } from './inputs/inputs';
import type { RunPlan } from './plan/plan';
import { shellCommand } from './plan/quote';
import { ExitCode, type Problem, UserError } from './problem';
import type { Ended, RunFacts } from './report/facts';
import { redact } from './report/redact';
import { runSummary } from './report/summary';
import { runText } from './report/text';
import type { RunOutcome } from './run-job';
import type { Report, Surface } from './surfaces/surface';
import type { RecordFile } from './teardown/record';

interface Told {
  readonly plan: RunPlan;
  readonly inputs: Inputs;
  readonly file: RecordFile;
  readonly outcome: RunOutcome | undefined;
  readonly failure: unknown;
  readonly signal: AbortSignal;
  readonly surface: Surface;
  readonly warnings: readonly Problem[];
  readonly masks: { readonly values: readonly string[] };
}

const tailLines = 20;

/** The report of a run that has ended in whatever way. */
export async function describeRun(told: Told): Promise<Report> {
  const { plan, inputs, file, outcome, failure, surface, warnings, masks } = told;
  const logPath = outcome?.logPath ?? join(inputs.resultsPath, 'job.log');
  const log = await readFile(logPath, 'utf8').catch(() => '');
  const facts: RunFacts = {
    id: plan.id,
    name: plan.name,
    run: plan.run,
    command: redact(inputs.command, masks.values),
    nodes: (file.record.hosts?.nodes ?? []).map(({ name, host }) => ({ name, host })),
    stages: surface.stages,
    exitCode: outcome?.exitCode ?? file.record.exitCode,
    ended: howItEnded(told),
    problem: failure instanceof UserError ? failure.problems[0] : undefined,
    results: outcome?.results ?? [],
    resultsPath: inputs.resultsPath,
    logPath,
    logTail: redact(log, masks.values).trimEnd().split('\n').slice(-tailLines),
    warnings,
    leftovers: [],
    rerun: rerun(inputs),
  };
  return { markdown: runSummary(facts), text: runText(facts) };
}

function howItEnded({ outcome, failure, signal }: Told): Ended {
  if (outcome) return outcome.reason;
  if (signal.aborted) return 'cancelled';
  return failure instanceof UserError && failure.exitCode === ExitCode.lost ? 'lost' : 'failed';
}

function rerun({ runnable, command, cluster }: Inputs): string {
  const words = ['flambe-action', 'run', runnable.path, '--command', command];
  return shellCommand(cluster.kind === 'local' ? words : [...words, '-c', `${cluster.name}.yaml`]);
}
