import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsAccess, introduce } from './aws-access';
import { describeRun } from './describe-run';
import { beOnly, earlierProcess, endEarlier } from './earlier-process';
import type { Inputs } from './inputs/inputs';
import type { JobEnd } from './job/follow';
import { neverCarried } from './never-carried';
import { affordableSeconds, checkMaxCost, type PricedMachines } from './plan/cost';
import { planRun, type RunContext, type RunPlan } from './plan/plan';
import { ExitCode, type Problem, UserError } from './problem';
import type { Provider } from './providers/provider';
import { providers } from './providers/registry';
import type { SiteFacts } from './report/facts';
import { costOfRun, costUntilNow, priced } from './run-cost';
import { type RunOutcome, runJob } from './run-job';
import { maskable } from './secrets/maskable';
import { showFailure } from './show-failure';
import type { Surface } from './surfaces/surface';
import { RecordFile, type RunRecord } from './teardown/record';
import { uploadArtifact } from './upload-artifact';

export interface StartDeps {
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly warnings: readonly Problem[];
  readonly surface: Surface;
  /** Folder of this machine under which each run has its own. */
  readonly stateRoot: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Shows flambé's sites in a browser of this machine. */
  readonly open?: boolean;
  /** Told where the record will be, before there is anything. */
  readonly onPlace: (dir: string) => void;
}

/**
 * A run from its inputs to its report.
 *
 * @returns the exit code for the step: the job's own, or one of ours
 */
export async function startRun(deps: StartDeps): Promise<number> {
  const { inputs, context, surface, stateRoot, environment, signal } = deps;
  const masks = inputs.secrets ? maskable(inputs.secrets) : { values: [], warnings: [] };
  for (const value of masks.values) surface.mask(value);
  for (const warning of [...deps.warnings, ...masks.warnings]) surface.warning(warning);

  const { id } = planRun(inputs, context);
  const dir = join(stateRoot, id);
  await beOnly(id);
  deps.onPlace(dir);
  await endEarlier(dir, deps);
  const earlier = earlierProcess(dir, context.now);
  const plan = planRun(inputs, { ...context, now: earlier?.began ?? context.now });
  await checkCost(plan, inputs);
  const file = RecordFile.create(dir, { ...firstRecord(plan, inputs), ...earlier?.left });
  if (plan.startedAt !== new Date(context.now).toISOString()) {
    surface.info(`Going on with what an earlier process of this run began at ${plan.startedAt}`);
  }
  surface.output('cluster-id', plan.id);
  surface.output('cluster-name', plan.name);
  surface.output('results-path', inputs.resultsPath);
  surface.info(`${plan.id}: ${plan.nodeNames.length} nodes, ${plan.cluster.kind}`);

  const began = performance.now();
  let outcome: RunOutcome | undefined;
  let failure: unknown;
  const sites: SiteFacts[] = [];
  try {
    outcome = await runJob({
      inputs,
      hidden: masks.values,
      plan,
      provider: await providerOf(deps, plan, file),
      surface,
      file,
      pinnedIn: inputs.knownHosts.kind === 'text' ? '`ssh-known-hosts`' : inputs.knownHosts.path,
      neverCarried: neverCarried(inputs, [file.dir, environment['RUNNER_TEMP']]),
      affordableSeconds: () => affordable(plan, file, inputs),
      s3: inputs.s3 && awsAccess(inputs.s3, { run: plan.run, environment, surface }),
      signal,
      onSite: (site) => sites.push(site),
      open: deps.open ?? false,
    });
    await keepArtifact(inputs, outcome, surface);
  } catch (error) {
    failure = RecordFile.open(dir) ? error : takenDown(id, error);
  }
  const exitCode = judge(outcome ?? endOf(file.record), failure, signal, plan, surface);
  surface.output('exit-code', String(file.record.exitCode ?? exitCode));
  const seconds = Math.round((performance.now() - began) / 1000);
  surface.output('duration-seconds', String(seconds));
  const spent = await costUntilNow(plan, file.record.aws?.machines ?? [], Date.now());
  if (spent?.unknown.length) {
    const types = spent.unknown.join(', ');
    surface.info(`What the run has cost is not known here: ${types} has no known price.`);
  } else if (spent) surface.output('cost-usd', spent.dollars.toFixed(4));
  const warnings = [...deps.warnings, ...masks.warnings];
  await surface.summary(
    await describeRun({ ...deps, plan, file, outcome, failure, sites, warnings, masks }),
  );
  return exitCode;
}

/** @throws UserError when it could cost more than it may */
async function checkCost(
  plan: RunPlan,
  { maxCost }: Inputs,
  machines?: readonly PricedMachines[],
): Promise<void> {
  const cost = await costOfRun(plan, machines);
  if (cost) checkMaxCost(cost, maxCost);
}

/** Seconds that the machines which there are may stay beyond their time. */
async function affordable(plan: RunPlan, file: RecordFile, { maxCost }: Inputs): Promise<number> {
  const cost = await costOfRun(plan, priced(file.record.aws?.machines ?? []));
  return cost ? affordableSeconds(cost, maxCost) : 0;
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
    keyFile: inputs.privateKey?.path,
    keyMended: inputs.privateKey !== undefined && inputs.privateKey.file === undefined,
    secrets: inputs.secrets && { file: inputs.secretsFile, allow: inputs.secretsAllow },
    resultsPath: inputs.resultsPath,
    results: inputs.results,
  } as const;
}

/** Where the key's text lies when no file of the user's can serve; removed after the run. */
function keyFileOf(dir: string): string {
  return join(dir, 'ssh_key');
}

async function providerOf(
  { inputs, surface, environment }: StartDeps,
  plan: RunPlan,
  file: RecordFile,
): Promise<Provider> {
  const { run } = plan;
  const { cluster, privateKey, knownHosts, aws } = inputs;
  const access = aws && awsAccess(aws, { run, environment, surface });
  const account =
    access && (await surface.stage('credentials', () => introduce(access, aws, surface)));
  const pinned = join(file.dir, 'pinned_hosts');
  if (knownHosts.kind === 'text') writeFileSync(pinned, knownHosts.text, { mode: 0o600 });
  if (privateKey && !privateKey.file) {
    writeFileSync(keyFileOf(file.dir), privateKey.text, { mode: 0o600 });
  }
  return providers[cluster.kind]({
    stateDir: file.dir,
    save: (patch) => file.save(patch),
    info: (line) => surface.info(line),
    warning: (problem) => surface.warning(problem),
    environment,
    keyFile: privateKey?.file ?? keyFileOf(file.dir),
    userKeyFile: privateKey && (privateKey.file ?? keyFileOf(file.dir)),
    aws: aws && { ...file.record.aws, ...aws, ...(account && { account }) },
    access,
    checkCost: (machines) => checkCost(plan, inputs, machines),
    knownHostsFile: knownHosts.kind === 'text' ? pinned : knownHosts.path,
  });
}

async function keepArtifact(
  { artifactName, resultsPath }: Inputs,
  { results }: RunOutcome,
  surface: Surface,
): Promise<void> {
  if (artifactName === undefined) return;
  await surface.stage('artifact', () =>
    uploadArtifact(artifactName, resultsPath, results, surface),
  );
}

/** The end of a job whose results could not be brought home. */
function endOf({ exitCode }: RunRecord): JobEnd | undefined {
  return exitCode === undefined ? undefined : { exitCode, reason: 'exited' };
}

/** Whatever fails then, another process has undone the run, as `flambe-action down` does. */
function takenDown(id: string, cause: unknown): UserError {
  const message = `The run \`${id}\` has been taken down from elsewhere.`;
  return new UserError({ message }, ExitCode.lost, { cause });
}

/** Says what went wrong. @returns the exit code for the step: the job's own wherever there is one */
function judge(
  outcome: JobEnd | undefined,
  failure: unknown,
  signal: AbortSignal,
  plan: RunPlan,
  surface: Surface,
): number {
  if (failure !== undefined && signal.aborted) {
    surface.error({ message: 'The run was interrupted.' });
    return ExitCode.interrupted;
  }
  const failed = failure === undefined ? 0 : showFailure(failure, surface);
  if (!outcome) return failed;
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
  return outcome.exitCode || failed;
}
