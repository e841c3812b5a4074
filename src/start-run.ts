import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeRun } from './describe-run';
import { runContext } from './identity';
import type { Inputs } from './inputs/inputs';
import { planRun, type RunPlan } from './plan/plan';
import { ExitCode, type Problem, UserError } from './problem';
import type { Provider } from './providers/provider';
import { providers } from './providers/registry';
import { type RunOutcome, runJob } from './run-job';
import { maskable } from './secrets/maskable';
import type { Surface } from './surfaces/surface';
import { RecordFile } from './teardown/record';
import { uploadArtifact } from './upload-artifact';

export interface StartDeps {
  readonly inputs: Inputs;
  readonly warnings: readonly Problem[];
  readonly surface: Surface;
  /** Folder of this machine under which each run has its own. */
  readonly stateRoot: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Told where the record is, before anything is made. */
  readonly onRecord: (file: RecordFile) => void;
}

/**
 * A run from its inputs to its report.
 *
 * @returns the exit code for the step: the job's own, or one of ours
 */
export async function startRun(deps: StartDeps): Promise<number> {
  const { inputs, surface, stateRoot, environment, signal } = deps;
  const masks = inputs.secrets ? maskable(inputs.secrets) : { values: [], warnings: [] };
  for (const value of masks.values) surface.mask(value);
  for (const warning of [...deps.warnings, ...masks.warnings]) surface.warning(warning);

  const plan = planRun(inputs, runContext(environment, Date.now()));
  const file = RecordFile.create(join(stateRoot, plan.id), firstRecord(plan, inputs));
  deps.onRecord(file);
  surface.output('cluster-id', plan.id);
  surface.output('cluster-name', plan.name);
  surface.output('results-path', inputs.resultsPath);
  surface.info(`${plan.id}: ${plan.nodeNames.length} nodes, ${plan.cluster.kind}`);

  const began = performance.now();
  let outcome: RunOutcome | undefined;
  let failure: unknown;
  try {
    outcome = await runJob({
      inputs,
      plan,
      provider: providerOf(inputs, file, surface),
      surface,
      file,
      pinnedIn: inputs.knownHosts.kind === 'text' ? '`ssh-known-hosts`' : inputs.knownHosts.path,
      neverCarried: [environment['RUNNER_TEMP']].filter((path) => path !== undefined),
      signal,
    });
    if (inputs.artifactName !== undefined) {
      await uploadArtifact(inputs.artifactName, inputs.resultsPath, outcome.results);
    }
  } catch (error) {
    failure = error;
  }
  const exitCode = judge(outcome, failure, signal, plan, surface);
  if (outcome) showOutputs(outcome, surface);
  surface.output('exit-code', String(exitCode));
  surface.output('duration-seconds', String(Math.round((performance.now() - began) / 1000)));
  const warnings = [...deps.warnings, ...masks.warnings];
  await surface.summary(
    await describeRun({ plan, inputs, file, outcome, failure, signal, surface, warnings, masks }),
  );
  return exitCode;
}

function firstRecord(plan: RunPlan, inputs: Inputs) {
  return {
    version: 1,
    id: plan.id,
    name: plan.name,
    run: plan.run,
    provider: plan.cluster.kind,
    startedAt: plan.startedAt,
    expiresAt: plan.expiresAt,
    teardown: plan.teardown,
    keyFile: inputs.privateKey?.file,
    resultsPath: inputs.resultsPath,
    results: inputs.results,
  } as const;
}

/** Where the key's text lies when no file of the user's can serve; removed after the run. */
export function keyFileOf(dir: string): string {
  return join(dir, 'ssh_key');
}

function providerOf(inputs: Inputs, file: RecordFile, surface: Surface): Provider {
  const { cluster, privateKey, knownHosts } = inputs;
  if (cluster.kind === 'aws') throw new Error('An !AWSCluster is refused with the inputs.');
  const pinned = join(file.dir, 'pinned_hosts');
  if (knownHosts.kind === 'text') writeFileSync(pinned, knownHosts.text, { mode: 0o600 });
  if (privateKey && !privateKey.file) {
    writeFileSync(keyFileOf(file.dir), privateKey.text, { mode: 0o600 });
  }
  return providers[cluster.kind]({
    stateDir: file.dir,
    save: (patch) => file.save(patch),
    info: (line) => surface.info(line),
    keyFile: privateKey?.file ?? keyFileOf(file.dir),
    knownHostsFile: knownHosts.kind === 'text' ? pinned : knownHosts.path,
  });
}

function judge(
  outcome: RunOutcome | undefined,
  failure: unknown,
  signal: AbortSignal,
  plan: RunPlan,
  surface: Surface,
): number {
  if (outcome && failure === undefined) {
    if (outcome.reason === 'timed-out') {
      surface.error({
        field: 'max-runtime',
        message: `The job was ended after ${plan.maxRuntime} s.`,
        fix: 'Give it more time with `max-runtime`.',
      });
      return outcome.exitCode || 124;
    }
    if (outcome.exitCode !== 0) {
      surface.error({ message: `The job ended with exit code ${outcome.exitCode}.` });
    }
    return outcome.exitCode;
  }
  if (signal.aborted) {
    surface.error({ message: 'The run was interrupted.' });
    return ExitCode.interrupted;
  }
  if (failure instanceof UserError) {
    for (const problem of failure.problems) surface.error(problem);
    return failure.exitCode;
  }
  throw failure;
}

function showOutputs({ cluster, logPath }: RunOutcome, surface: Surface): void {
  const [orchestrator, ...factories] = cluster.nodes;
  surface.output('orchestrator-host', orchestrator.host);
  surface.output('factory-hosts', JSON.stringify(factories.map(({ host }) => host)));
  surface.output('log-path', logPath);
}
