import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { followJob, type JobEnd } from '../job/follow';
import { keepResults } from '../job/keep-results';
import { holdSecrets, type Launch, launchJob, untilAnswered } from '../job/launch';
import { openLogFile } from '../job/log-file';
import { openSites } from '../open-sites';
import type { Layout } from '../plan/layout';
import { jobSeconds, type RunPlan } from '../plan/plan';
import { type Problem, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';
import { upload } from '../remote/rsync';
import { startRayOfFlambe } from '../run-flambe';
import type { RunDeps } from '../run-job';
import { startRayFor } from '../run-ray';
import type { NodesPrepared } from './prepare-nodes';

/** Sends the secrets, starts the job, and follows it to its end. */
export async function runToItsEnd(
  fleet: Fleet,
  places: Layout,
  { flambe, hardware }: NodesPrepared,
  logPath: string,
  deps: RunDeps,
): Promise<JobEnd> {
  const { plan, surface, file, signal } = deps;
  const launch: Launch = { id: plan.id, layout: places, maxRuntime: timeLeft(plan), signal };
  await holdSecrets(fleet, launch);
  if (plan.job.kind === 'command' && plan.job.ray) {
    await startRayFor(fleet, places, { ...plan.job.ray, hardware }, deps);
  }
  if (flambe?.knowsCluster && flambe.ray !== undefined) {
    await startRayOfFlambe(flambe.run, flambe.ray, deps);
  }
  // Side by side: each is a login.
  await Promise.all([sendSecrets(fleet, places, deps), untilAnswered(fleet, launch)]);
  // An earlier run may have left its own.
  await truncate(logPath).catch(() => {});
  file.save({ job: 'starting' });
  await launchJob(fleet.orchestrator, { ...launch, maxRuntime: timeLeft(plan) });
  await mkdir(deps.inputs.resultsPath, { recursive: true });
  const copy = openLogFile(logPath, deps.hidden);
  surface.output('log-path', logPath);
  const shown = surface.openJobLog();
  const take = async (chunk: Buffer) => {
    await Promise.all([copy.write(chunk), shown.write(chunk)]);
  };
  const { resultsPath } = deps.inputs;
  const { results: globs, trialsIn } = file.record;
  const sites = flambe?.tensorboard && openSites(flambe.run, flambe.tensorboard, deps);
  const keep = { layout: places, globs, resultsPath, trialsIn, every: plan.keepSeconds, signal };
  const keeping = flambe && keepResults(fleet, keep);
  try {
    const end = await followJob(fleet.orchestrator, { runDir: places.runDir, signal, take });
    // It has ended well or not, whatever becomes of our own disk.
    const unwritten = file.note({ job: 'ended', exitCode: end.exitCode });
    if (unwritten) surface.warning(unwritten);
    return end;
  } finally {
    await Promise.all([keeping?.stop(), sites?.stop()]);
    await shown.close();
    const failure = await copy.close();
    if (failure) surface.warning(logNotKept(logPath, failure));
  }
}

/** Seconds that the job may still take. @throws UserError when there are none */
function timeLeft(plan: RunPlan): number {
  const seconds = jobSeconds(plan, Date.now());
  if (seconds >= 1) return seconds;
  throw new UserError({
    field: 'max-runtime',
    message: `Its ${plan.maxRuntime} s were over before the job could start.`,
    fix: 'It counts from when machines are made: give it some minutes more.',
  });
}

function logNotKept(logPath: string, { message }: Error): Problem {
  return {
    field: 'results-path',
    message: `The job's log could not be kept in ${logPath}: ${message}.`,
    fix: 'It stands above in full. Make room on this machine for the next one.',
  };
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
