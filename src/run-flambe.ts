import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { carryNamed, namedExtension } from './carry-named';
import { extensionPath, type FlambeRun } from './flambe-run';
import type { RunnableFile } from './inputs/inputs';
import { resumes } from './inputs/resumes';
import { type RemoteEnvironment, rewriteRunnable } from './inputs/rewrite-runnable';
import { carryResources, fetchResources } from './place-resources';
import { flambesRayPort } from './plan/flambe-places';
import { longest } from './plan/plan';
import { flambeEnvironments } from './prepare/flambe-environment';
import { makeOutputFolder } from './prepare/flambe-output';
import { makeOverlays } from './prepare/overlay';
import { lockNodes, startRay } from './prepare/ray';
import { isClusterRunnable } from './prepare/runnable-kind';
import { type Tensorboard, tensorboardOn } from './prepare/tensorboard';
import type { Machine } from './remote/machine';
import { upload } from './remote/rsync';
import type { RunDeps } from './run-job';
import { suppliesOf } from './run-supplies';

/** What the preparation found out for the start. */
export interface Prepared {
  /** Whether the runnable works on all nodes; a plain one needs no Ray. */
  readonly knowsCluster: boolean;
  /** Undefined when the runnable is no Experiment. */
  readonly tensorboard: Tensorboard | undefined;
  /** Version of the Ray that came with flambé; undefined where none did. */
  readonly ray: string | undefined;
}

/** Sends the extensions to the orchestrator, from where they go on with everything else. */
export async function uploadExtensions(run: FlambeRun, deps: RunDeps): Promise<void> {
  for (const extension of run.extensions) {
    const named = namedExtension(extension, deps.inputs);
    if (named) await carryNamed(run.fleet, named, extensionPath(extension, run.places), deps);
  }
}

/** The environment, the extensions in it, the resources, and the runnable that names them. */
export async function prepareFlambe(run: FlambeRun, deps: RunDeps): Promise<Prepared> {
  const { fleet, layout, places, experiment, onRay } = run;
  const { plan, inputs, file, signal } = deps;
  const { force } = inputs.flambe;
  // On one host, too, Experiments share the ports of their sites, and may share a name.
  if (onRay || experiment !== undefined) {
    await lockNodes(fleet, layout, { force, seconds: longest(plan), signal });
  }
  if (experiment !== undefined) {
    const results = [...inputs.results, places.output];
    const { output } = places;
    file.save({ results, output, ...(onRay && { trialsIn: output }) });
    const resume = resumes(inputs.runnable);
    await makeOutputFolder(fleet, { layout, places, resume, force, signal });
    if (resume) await uploadEarlierResults(run, deps);
  }
  const [made, carried] = await Promise.all([
    makeEnvironments(run, deps),
    carryResources(run, deps),
  ]);
  const fetched = await fetchResources(run, deps);
  const knowsCluster = await sendRunnable(run, new Map([...carried, ...fetched]), deps);
  return { knowsCluster, ...made };
}

/** Those of flambé and, for an Experiment, of TensorBoard. */
async function makeEnvironments(
  { fleet, layout, places, experiment, extensions }: FlambeRun,
  deps: RunDeps,
): Promise<Pick<Prepared, 'tensorboard' | 'ray'>> {
  const { inputs, surface, signal } = deps;
  const { version, pythonVersion, installExtensions } = inputs.flambe;
  const onProgress = (machine: Machine, words: string) => surface.info(`${machine.name}: ${words}`);
  const supplies = suppliesOf(fleet, layout, deps);
  const common = { supplies, signal, onProgress };
  const [pythons, tensorboard] = await Promise.all([
    flambeEnvironments(fleet, { version, pythonVersion, ...common }),
    experiment === undefined ? undefined : tensorboardOn(fleet.orchestrator, common),
  ]);
  const ray = await makeOverlays(fleet, {
    ...common,
    layout,
    pythons,
    modules: [...inputs.runnable.extensions.keys()],
    sources: extensions.map((one) => one.requirement ?? extensionPath(one, places)),
    sourcesHere: extensions.map((one) => one.requirement ?? one.dir ?? one.source),
    install: installExtensions,
  });
  return { tensorboard, ray };
}

/** Ray on all nodes: processes of the job, which end with it. */
export async function startRayOfFlambe(
  { fleet, layout, places }: FlambeRun,
  version: string,
  { plan, surface, signal }: RunDeps,
): Promise<void> {
  await startRay(fleet, {
    ...{ id: plan.id, layout, places, version, signal },
    port: flambesRayPort,
  });
  surface.info(`Ray ${version}: ${fleet.machines.length} nodes`);
}

/** What an earlier run brought home is what this one goes on from, where the hosts have forgotten it. */
async function uploadEarlierResults(run: FlambeRun, { inputs, signal }: RunDeps): Promise<void> {
  const { orchestrator: machine, sshConfigFile } = run.fleet;
  const { output } = run.places;
  const here = join(inputs.resultsPath, basename(output));
  if (!existsSync(here)) return;
  await upload(`${here}/`, `${output}/`, {
    ...{ machine, sshConfigFile, signal },
    options: ['--ignore-existing'],
  });
}

/** @returns whether it is told of the cluster */
async function sendRunnable(
  run: FlambeRun,
  carried: ReadonlyMap<string, string>,
  deps: RunDeps,
): Promise<boolean> {
  const { fleet, layout, places, experiment, onRay } = run;
  const { inputs, file, signal } = deps;
  const { runnable } = inputs;
  const modules = [...runnable.extensions.keys()];
  const own = { tag: runnable.tag, modules, layout, places, signal };
  const knowsCluster =
    onRay && (experiment !== undefined || (await isClusterRunnable(fleet.orchestrator, own)));
  const cluster = [...runnable.resources].filter(([, { kind }]) => kind === 'cluster');
  const bytes = rewriteRunnable(runnable.bytes, runnable.path, {
    extensions: extensionsThere(run, runnable),
    ...(experiment !== undefined && {
      savePath: places.savePath,
      resources: new Map([
        ...carried,
        ...cluster.map(([name, { value }]) => [name, value] as const),
      ]),
    }),
    ...(knowsCluster && { env: remoteEnvironment(run, deps) }),
  });
  const here = join(file.dir, 'runnable.yaml');
  await writeFile(here, bytes, { mode: 0o600 });
  const { orchestrator: machine, sshConfigFile } = fleet;
  await upload(here, layout.runnable, { machine, sshConfigFile, signal });
  await rm(here);
  return knowsCluster;
}

/** What changes in the header: what was brought is named by its path there, nothing by what opens it. */
function extensionsThere({ extensions, places }: FlambeRun, runnable: RunnableFile) {
  const brought = extensions.filter(({ dir }) => dir !== undefined);
  const paths = new Map(brought.map((one) => [one.module, extensionPath(one, places)]));
  // User and password, and what follows a `?`: a requirement's address may be signed by that.
  const bare = (source: string) =>
    source.replace(/(https?:\/\/)(?:[^/?#\s]*@)?([^?#\s]*)(?:\?[^#\s]*)?/i, '$1$2');
  const entries = [...runnable.extensions].map(
    ([module, source]) => [module, paths.get(module) ?? bare(source)] as const,
  );
  return new Map(entries.filter(([module, there]) => there !== runnable.extensions.get(module)));
}

function remoteEnvironment({ fleet, layout }: FlambeRun, { plan }: RunDeps): RemoteEnvironment {
  const { orchestrator, factories } = fleet;
  return {
    key: layout.clusterKey,
    orchestratorIp: orchestrator.node.privateHost,
    factoriesIps: factories.map(({ node }) => node.privateHost),
    publicOrchestratorIp: orchestrator.node.host,
    publicFactoriesIps: factories.map(({ node }) => node.host),
    user: orchestrator.node.user,
    localUser: plan.run,
  };
}
