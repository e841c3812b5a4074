import { basename, join } from 'node:path';
import { type Brought, bringAhead, flambeRun } from './flambe-run';
import type { Inputs } from './inputs/inputs';
import { type Collected, logName } from './job/collect';
import type { JobEnd } from './job/follow';
import { type Layout, layout, memoryDir, runDir } from './plan/layout';
import { type RunPlan, spansNodes } from './plan/plan';
import type { Cluster, Provider } from './providers/provider';
import { disconnect, type FirstContact, type Fleet } from './remote/fleet';
import { tellIPv4Inside } from './remote/inside-addresses';
import { endLease, renewLease } from './remote/lease';
import type { Never } from './remote/workdir/never';
import type { SiteFacts } from './report/facts';
import type { S3Reader } from './resources/s3';
import { acquireAndConnect } from './stages/acquire-and-connect';
import { clearNodes } from './stages/clear-nodes';
import { collect, inTime } from './stages/collect-home';
import { prepareNodes } from './stages/prepare-nodes';
import { runToItsEnd } from './stages/run-to-end';
import { unlessLost } from './stages/unless-lost';
import { uploadFiles } from './stages/upload-files';
import type { Surface } from './surfaces/surface';
import type { RecordFile } from './teardown/record';
import { staysUp } from './teardown/teardown';

export interface RunDeps {
  readonly inputs: Inputs;
  /** Secrets in all forms that no log may show. */
  readonly hidden: readonly string[];
  readonly plan: RunPlan;
  readonly provider: Provider;
  readonly surface: Surface;
  readonly file: RecordFile;
  /** Name of the place where host keys are pinned, as the user knows it. */
  readonly pinnedIn: string;
  /** What of this machine no node may have. */
  readonly neverCarried: Never;
  /** Seconds that machines made for the run may stay beyond their time, as far as money goes. */
  readonly affordableSeconds: () => Promise<number>;
  /** As whom this machine reads resources from S3, where it does. */
  readonly s3: S3Reader | undefined;
  readonly signal: AbortSignal;
  /** Told of each of flambé's sites that has come up. */
  readonly onSite: (site: SiteFacts) => void;
  /** Shows flambé's sites in a browser of this machine. */
  readonly open: boolean;
}

export interface RunOutcome extends JobEnd {
  readonly results: readonly Collected[];
  readonly logPath: string;
}

/** The story of a run, stage after stage. Undoing it is another story (teardown/). */
export async function runJob(given: RunDeps): Promise<RunOutcome> {
  // When one thing fails, nobody waits for what is under way beside it.
  const over = new AbortController();
  const signal = AbortSignal.any([given.signal, over.signal]);
  const deps = { ...given, signal };
  const brought = await bringAhead(deps);
  const { cluster, contact } = await acquireAndConnect(deps);
  const { fleet } = contact;
  const { ephemeral } = cluster;
  const notice = ephemeral && renewLease(fleet, ephemeral, signal);
  try {
    const job = await unlessLost(deps, { notice }, (signal) =>
      workOnNodes(contact, brought, { ...deps, signal }),
    );
    // The results are on the orchestrator: whoever else is lost by now has done its work.
    const results = await unlessLost(deps, { nodes: [fleet.orchestrator.name] }, (signal) =>
      bringHome(cluster, fleet, job, { ...deps, signal }),
    );
    const { end, logPath } = job;
    return { ...end, results, logPath };
  } finally {
    over.abort();
    // Post may come later than a lease lasts: other steps are between.
    if (ephemeral && staysUp(deps.file.record)) await endLease(fleet);
    await disconnect(fleet);
  }
}

interface JobDone {
  readonly places: Layout;
  readonly logPath: string;
  readonly end: JobEnd;
}

/** From the connection to the end of the job. */
async function workOnNodes(given: FirstContact, brought: Brought, deps: RunDeps): Promise<JobDone> {
  const { surface, inputs, plan, signal } = deps;
  const { fleet } = given;
  await clearNodes(fleet, deps);
  const contact = spansNodes(plan) ? await tellIPv4Inside(given, signal) : given;
  const places = placesOf(contact, deps);
  const flambe = flambeRun(contact, places, brought, deps);
  await surface.stage('upload', () => uploadFiles(contact, places, flambe, deps));
  const prepared = await surface.stage('prepare', () => prepareNodes(fleet, places, flambe, deps));
  const logPath = join(inputs.resultsPath, logName);
  const end = await surface.stage('run', () => runToItsEnd(fleet, places, prepared, logPath, deps));
  return { places, logPath, end };
}

async function bringHome(
  { ephemeral }: Cluster,
  fleet: Fleet,
  { places }: JobDone,
  deps: RunDeps,
): Promise<readonly Collected[]> {
  const work = () => collect(fleet, places, deps);
  return deps.surface.stage('collect', () => (ephemeral ? inTime(fleet, deps, work) : work()));
}

/** Where everything lies on the nodes; in the record before any of it is made. */
function placesOf({ facts, known }: FirstContact, deps: RunDeps): Layout {
  const { plan, inputs, file, surface } = deps;
  const homes = [...facts.values()].map(({ home }) => home);
  const remote = { runDir: runDir(plan.id, homes), memoryDir: memoryDir(plan.id) };
  file.save({ hosts: known, remote });
  // Now, not at the end: they are wanted most where there is none.
  const [orchestrator, ...factories] = known.nodes.map(({ host }) => host);
  surface.output('orchestrator-host', orchestrator ?? '');
  surface.output('factory-hosts', JSON.stringify(factories));
  return layout(remote.runDir, remote.memoryDir, basename(inputs.runnable.path));
}
