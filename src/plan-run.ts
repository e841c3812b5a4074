import { awsAccess } from './aws-access';
import { checkLocalExtensions, checkLocalResources } from './carry-named';
import type { AwsClusterFile } from './inputs/cluster-file';
import type { Inputs } from './inputs/inputs';
import { broughtFrom } from './inputs/resources';
import { jobName } from './job-name';
import { neverCarried } from './never-carried';
import { checkMaxCost, machinesOf } from './plan/cost';
import { planRun, type RunContext, type RunPlan } from './plan/plan';
import { rightsOf } from './plan/rights';
import { runTags } from './plan/tags';
import { type Problem, UserError } from './problem';
import type { Inspection } from './providers/aws/inspect';
import { clusterOf } from './providers/ssh/ssh-provider';
import { listWorkdir } from './remote/workdir/list-workdir';
import type { AwsPlanFacts, PlanFacts, PlannedMachines } from './report/plan-facts';
import { planMarkdown, planText } from './report/plan-report';
import { costOfRun } from './run-cost';
import { maskable } from './secrets/maskable';
import { redact } from './secrets/redact';
import type { Surface } from './surfaces/surface';

export interface PlanDeps {
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly warnings: readonly Problem[];
  readonly surface: Surface;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/**
 * Tells what a run would make, use and cost. Nothing is made, here or elsewhere, and there is no
 * record of it.
 *
 * @returns 0: a run could start
 * @throws UserError with all that stands against it
 */
export async function tellPlan(deps: PlanDeps): Promise<number> {
  const { inputs, context, surface, environment, signal } = deps;
  const masks = inputs.secrets ? maskable(inputs.secrets) : { values: [], warnings: [] };
  for (const value of masks.values) surface.mask(value);
  for (const warning of [...deps.warnings, ...masks.warnings]) surface.warning(warning);

  const plan = planRun(inputs, context);
  const { cluster, job } = plan;
  const facts = await surface.stage('plan', async (): Promise<PlanFacts> => {
    const never = neverCarried(inputs, [environment.RUNNER_TEMP]);
    const { workdir: root } = inputs;
    const looked = await Promise.allSettled([
      root === undefined ? undefined : listWorkdir({ root, never, signal }),
      cluster.kind === 'aws' ? planAws(plan, cluster, deps) : undefined,
      job.kind === 'flambe' ? checkLocalResources(inputs, never, signal) : undefined,
      job.kind === 'flambe' ? checkLocalExtensions(inputs, never, signal) : undefined,
      lookAhead(plan, deps),
    ]);
    const [workdir, aws] = allOrProblems(looked);
    for (const warning of workdir?.warnings ?? []) surface.warning(warning);
    return {
      id: plan.id,
      name: plan.name,
      run: plan.run,
      cluster: cluster.kind,
      nodes: nodesOf(plan),
      command: redact(jobName(inputs), masks.values),
      ...(root !== undefined && {
        workdir: { path: root, files: workdir?.files.length ?? 0, bytes: workdir?.bytes ?? 0 },
      }),
      setupCmds: cluster.setupCmds,
      maxRuntimeSeconds: plan.maxRuntime,
      ...(aws && { aws }),
    };
  });
  surface.output('cluster-name', plan.name);
  surface.output('plan', JSON.stringify(facts));
  await surface.summary({ markdown: planMarkdown(facts), text: planText(facts) });
  if (facts.aws) checkMaxCost(facts.aws.cost, inputs.maxCost);
  return 0;
}

/** @throws UserError with the problems of all that failed */
function allOrProblems<T extends readonly unknown[]>(
  results: {
    [K in keyof T]: PromiseSettledResult<T[K]>;
  },
): T {
  const reasons = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  const errors = reasons.filter((reason) => reason instanceof UserError);
  if (errors.length < reasons.length) throw reasons.find((reason) => !errors.includes(reason));
  if (errors.length === 0) {
    return results.map((each) => each.status === 'fulfilled' && each.value) as unknown as T;
  }
  throw new UserError(
    errors.flatMap(({ problems }) => problems),
    errors.at(-1)?.exitCode,
  );
}

/** Whether the resources at addresses can be had. */
async function lookAhead({ job, run }: RunPlan, deps: PlanDeps): Promise<void> {
  const { inputs, surface, environment, signal } = deps;
  const addressed = broughtFrom(inputs.runnable, inputs.cluster);
  if (job.kind !== 'flambe' || addressed.size === 0) return;
  const { lookAtResources } = await import('./resources/bring-resources');
  const s3 = inputs.s3 && awsAccess(inputs.s3, { run, environment, surface });
  await lookAtResources(addressed, { s3, signal });
}

function nodesOf({ cluster, nodeNames }: RunPlan): PlanFacts['nodes'] {
  if (cluster.kind !== 'ssh') return nodeNames.map((name) => ({ name }));
  const { nodes } = clusterOf(cluster, { keyFile: '', knownHostsFile: '' });
  return nodes.map(({ name, host }) => ({ name, host }));
}

async function planAws(
  plan: RunPlan,
  cluster: AwsClusterFile,
  { inputs, surface, environment, signal }: PlanDeps,
): Promise<AwsPlanFacts> {
  if (!inputs.aws) throw new Error('An !AWSCluster has a region.');
  const access = awsAccess(inputs.aws, { run: plan.run, environment, surface });
  const [{ inspect }, { publicAddress }] = await Promise.all([
    import('./providers/aws/inspect'),
    import('./providers/aws/runner-address'),
  ]);
  const inspection = await inspect(plan, cluster, access, {
    privateKey: inputs.privateKey?.text,
    runnerAddress: () => publicAddress(environment, signal),
    signal,
  });
  for (const line of inspection.infos) surface.info(line);
  for (const warning of inspection.warnings) surface.warning(warning);
  const cost = await costOfRun(plan, machinesOf(cluster, inspection.disks));
  if (!cost) throw new Error('An !AWSCluster has a price.');
  return {
    region: access.region,
    vpc: inspection.vpcId,
    subnets: inspection.subnets.map(({ id, zone }) => ({ id, zone })),
    machines: [
      machines('orchestrator', cluster, inspection),
      ...(cluster.factoriesNum > 0 ? [machines('factory', cluster, inspection)] : []),
    ],
    securityGroup:
      cluster.securityGroup === 'runner'
        ? `made for the run, open to ${inspection.runner.join(', ')} alone`
        : cluster.securityGroup,
    keyPair: cluster.keyName ?? 'made for the run',
    tags: runTags(plan, cluster),
    expiresAt: plan.expiresAt,
    cost,
    rights: rightsOf(cluster),
  };
}

function machines(
  role: PlannedMachines['role'],
  cluster: AwsClusterFile,
  { images, types }: Inspection,
): PlannedMachines {
  const isFactory = role === 'factory';
  const image = isFactory ? images.factories : images.orchestrator;
  const market = { true: 'spot', false: 'on-demand', prefer: 'spot, else on-demand' } as const;
  const names = isFactory ? cluster.factoriesTypes : [cluster.orchestratorType];
  return {
    role,
    count: isFactory ? cluster.factoriesNum : 1,
    least: isFactory ? cluster.minFactories : 1,
    types: names.map((name) => {
      const { vcpus = 0, memoryMiB = 0, gpus } = types.get(name) ?? {};
      return { name, vcpus, memoryMiB, ...(gpus && { gpus }) };
    }),
    market: isFactory ? market[`${cluster.spot}`] : 'on-demand',
    tenancy: cluster.dedicated ? 'dedicated' : 'shared',
    image: { id: image.id, name: image.name, architecture: image.architecture },
    volume: { gb: cluster.volumeSize, type: cluster.volumeType, device: image.rootDevice },
  };
}
