import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Inputs } from './inputs/inputs';
import { type Collected, collectResults } from './job/collect';
import { followJob, type JobEnd } from './job/follow';
import { holdSecrets, jobFiles, type Launch, launchJob } from './job/launch';
import { environmentScript, hostfile, jobScript } from './plan/job-script';
import { type Layout, layout, memoryDir, runDir } from './plan/layout';
import type { RunPlan } from './plan/plan';
import { type Settlement, settle, spread } from './prepare/settle';
import { runSetupCommands } from './prepare/setup-commands';
import type { Cluster, Provider } from './providers/provider';
import { connect, disconnect, type FirstContact, type Fleet, knownHostsText } from './remote/fleet';
import { upload } from './remote/rsync';
import { nodeSshConfig } from './remote/ssh-config';
import { filesFrom, listWorkdir } from './remote/workdir/list-workdir';
import { formatBytes, formatCount, formatFiles } from './report/format';
import type { Surface } from './surfaces/surface';
import type { RecordFile } from './teardown/record';

export interface RunDeps {
  readonly inputs: Inputs;
  readonly plan: RunPlan;
  readonly provider: Provider;
  readonly surface: Surface;
  readonly file: RecordFile;
  /** Name of the place where host keys are pinned, as the user knows it. */
  readonly pinnedIn: string;
  /** Folders of this machine that no workdir may carry. */
  readonly neverCarried: readonly string[];
  readonly signal: AbortSignal;
}

export interface RunOutcome extends JobEnd {
  readonly cluster: Cluster;
  readonly results: readonly Collected[];
  readonly logPath: string;
}

/** The story of a run, stage after stage. Undoing it is another story (teardown/). */
export async function runJob(deps: RunDeps): Promise<RunOutcome> {
  const { plan, provider, surface, signal } = deps;
  const cluster = await surface.stage('provision', () => provider.acquire(plan, signal));
  const contact = await surface.stage('connect', () => connectNodes(cluster, deps));
  const { fleet } = contact;
  try {
    const places = placesOf(contact, deps);
    await surface.stage('upload', () => uploadFiles(contact, places, deps));
    await surface.stage('prepare', () => prepareNodes(fleet, places, deps));
    const logPath = join(deps.inputs.resultsPath, 'job.log');
    const end = await surface.stage('run', () => runToItsEnd(fleet, places, logPath, deps));
    const results = await surface.stage('collect', () => collect(fleet, places, deps));
    return { ...end, cluster, results, logPath };
  } finally {
    await disconnect(fleet);
  }
}

async function connectNodes(cluster: Cluster, deps: RunDeps): Promise<FirstContact> {
  const { plan, surface, file, pinnedIn, signal } = deps;
  const contact = await connect(cluster, {
    runId: plan.id,
    stateDir: file.dir,
    pinnedIn,
    signal,
    onVerified: (node, { type, fingerprint }) =>
      surface.info(`${node.name} ${node.host}: host key ${type} ${fingerprint} verified`),
  });
  return contact;
}

/** Where everything lies on the nodes; in the record before any of it is made. */
function placesOf({ facts, known }: FirstContact, { plan, inputs, file }: RunDeps): Layout {
  const homes = [...facts.values()].map(({ home }) => home);
  const remote = { runDir: runDir(plan.id, homes), memoryDir: memoryDir(plan.id) };
  file.save({ hosts: known, remote });
  return layout(remote.runDir, remote.memoryDir, basename(inputs.runnable.path));
}

async function uploadFiles(contact: FirstContact, places: Layout, deps: RunDeps): Promise<void> {
  const { inputs, surface, signal } = deps;
  const { fleet } = contact;
  const { orchestrator, sshConfigFile } = fleet;
  const settlement = settlementOf(contact, places, deps);
  const [workdir] = await Promise.all([
    listWorkdir({ root: inputs.workdir, never: neverCarried(deps), signal }),
    settle(fleet, settlement),
  ]);
  for (const warning of workdir.warnings) surface.warning(warning);
  const transfer = { machine: orchestrator, sshConfigFile, signal };
  await upload(`${inputs.workdir}/`, `${places.workdir}/`, {
    ...transfer,
    files: filesFrom(workdir.files),
    onProgress: (fraction, detail) => surface.progress('upload', fraction, detail),
  });
  await upload(inputs.runnable.absolutePath, places.runnable, transfer);
  surface.info(
    `${formatCount(workdir.files.length, 'file')}, ${formatBytes(workdir.bytes)} to orchestrator`,
  );
  await spread(fleet, settlement);
  for (const { name } of fleet.factories) surface.info(`${name}: from orchestrator`);
}

function neverCarried({ inputs, file, neverCarried }: RunDeps) {
  const { privateKey, secrets, secretsFile, resultsPath } = inputs;
  const paths = [file.dir, resultsPath, ...neverCarried, secretsFile, privateKey?.file];
  const contents = [
    ...(privateKey ? [Buffer.from(privateKey.text)] : []),
    ...(secrets ? [secrets.ini] : []),
  ];
  return { paths: paths.filter((path) => path !== undefined), contents };
}

function settlementOf(contact: FirstContact, places: Layout, deps: RunDeps): Settlement {
  const { inputs, plan, signal } = deps;
  const { nodes } = contact.known;
  const [orchestrator, ...factories] = nodes.map(({ privateHost }) => privateHost);
  const environment = environmentScript({
    layout: places,
    clusterName: plan.name,
    orchestrator: orchestrator ?? '',
    factories,
    env: inputs.env,
  });
  const sshConfig = nodeSshConfig({
    nodes,
    keyFile: places.clusterKey,
    knownHostsFile: places.knownHosts,
  });
  const cores = (name: string) => contact.facts.get(name)?.cores ?? 1;
  const workers = nodes.map(({ name, privateHost }) => ({
    address: privateHost,
    cores: cores(name),
  }));
  const files = new Map([
    ...jobFiles(places),
    [places.environment, environment],
    [places.sshConfig, sshConfig],
    [places.knownHosts, knownHostsText(contact.known)],
    [places.hostfile, hostfile(workers)],
    [`${places.job}/job.sh`, jobScript(inputs.command, places)],
  ]);
  return { id: plan.id, layout: places, files, signal };
}

async function prepareNodes(fleet: Fleet, places: Layout, deps: RunDeps): Promise<void> {
  const { plan, surface, signal } = deps;
  const told = (node: string, command: string) => surface.info(`${node}: ${command}`);
  await runSetupCommands(fleet, plan.cluster.setupCmds, told, signal);
  await fleet.orchestrator.check('look at the run folder', `cd '${places.runDir}'`, { signal });
}

async function runToItsEnd(
  fleet: Fleet,
  places: Layout,
  logPath: string,
  deps: RunDeps,
): Promise<JobEnd> {
  const { plan, surface, file, signal } = deps;
  const launch: Launch = { id: plan.id, layout: places, maxRuntime: plan.maxRuntime, signal };
  await holdSecrets(fleet, launch);
  await sendSecrets(fleet, places, deps);
  file.save({ job: 'starting' });
  await launchJob(fleet.orchestrator, launch);
  await mkdir(deps.inputs.resultsPath, { recursive: true });
  const copy = createWriteStream(logPath);
  const shown = surface.openJobLog();
  const take = async (chunk: Buffer) => {
    copy.write(chunk);
    await shown.write(chunk);
  };
  try {
    const end = await followJob(fleet.orchestrator, { runDir: places.runDir, signal, take });
    file.save({ job: 'ended', exitCode: end.exitCode });
    return end;
  } finally {
    await shown.close();
    await new Promise<void>((resolve) => copy.end(() => resolve()));
  }
}

/** By rsync with the user's key, to each node by itself (flambé's documentation, "Security"). */
async function sendSecrets(fleet: Fleet, places: Layout, deps: RunDeps): Promise<void> {
  const { inputs, file, signal } = deps;
  const { sshConfigFile } = fleet;
  const here = join(file.dir, 'secrets.ini');
  await writeFile(here, inputs.secrets?.ini ?? '', { mode: 0o600 });
  try {
    const options = ['--chmod=D700,F600'];
    await Promise.all(
      fleet.machines.map((machine) =>
        upload(here, places.secrets, { machine, sshConfigFile, signal, options }),
      ),
    );
  } finally {
    await rm(here, { force: true });
  }
}

async function collect(fleet: Fleet, places: Layout, deps: RunDeps): Promise<readonly Collected[]> {
  const { inputs, surface, file, signal } = deps;
  const results = await collectResults(fleet, {
    layout: places,
    globs: inputs.results,
    resultsPath: inputs.resultsPath,
    signal,
    onProgress: (fraction, detail) => surface.progress('collect', fraction, detail),
  });
  file.save({ collected: true });
  surface.info(`${formatFiles(results)} in ${inputs.resultsPath}`);
  return results;
}
