import { join } from 'node:path';
import { collectResults, logName } from '../job/collect';
import { gatherOutput } from '../job/gather';
import { endJobScript } from '../job/job-scripts';
import { layout } from '../plan/layout';
import { formatProblem } from '../problem';
import type { Fleet } from '../remote/fleet';
import { download } from '../remote/rsync';
import type { TeardownOptions } from './teardown';

/** Milliseconds for the job to end: twelve seconds (`timeout --kill-after`), and the way there. */
const endTime = 15_000;
/** Milliseconds that bringing home the results of a run cut short may take. */
const rescueTime = 25_000;
/** Those of them, at most, in which the nodes bring them together on the orchestrator. */
const gatherTime = 10_000;

/**
 * Ends the job of a run that was cut short, in its own time, so that its results are whole, and has
 * those of factories on the orchestrator: afterwards nobody needs the factories.
 *
 * @returns milliseconds in which that may be brought home; undefined when there is nothing
 */
export async function endJob(fleet: Fleet, options: TeardownOptions): Promise<number | undefined> {
  const { file, signal, info } = options;
  const { remote, job, collected } = file.record;
  if (collected || job === undefined || !remote) return undefined;
  try {
    await fleet.orchestrator.run(endJobScript(), {
      args: [remote.runDir],
      signal: AbortSignal.any([signal, AbortSignal.timeout(endTime)]),
      unmarked: true,
    });
  } catch (error) {
    info(`The job could not be asked to end: ${reasonOf(error)}`);
    return undefined;
  }
  const began = performance.now();
  await gatherTrials(fleet, options);
  return Math.max(1, Math.round(rescueTime - (performance.now() - began)));
}

async function gatherTrials(fleet: Fleet, { file, signal, info }: TeardownOptions): Promise<void> {
  const { remote, trialsIn } = file.record;
  if (!remote || trialsIn === undefined) return;
  try {
    const missing = await gatherOutput(fleet, layout(remote.runDir, remote.memoryDir), {
      output: trialsIn,
      // A little less, so that what is cut short is cut short there.
      seconds: gatherTime / 1000 - 1,
      signal: AbortSignal.any([signal, AbortSignal.timeout(gatherTime)]),
    });
    for (const problem of missing) info(formatProblem(problem));
  } catch (error) {
    info(`What the factories have could not be brought together: ${reasonOf(error)}`);
  }
}

/** Brings home results and log of a run that was cut short; they are worth a bounded wait. */
export async function rescueResults(
  fleet: Fleet,
  time: number,
  options: TeardownOptions,
): Promise<void> {
  const { file, info } = options;
  const { record } = file;
  if (!record.remote) return;
  const { runDir, memoryDir } = record.remote;
  const { resultsPath, results } = record;
  const places = layout(runDir, memoryDir);
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(time)]);
  try {
    const { files, warnings } = await collectResults(fleet, {
      layout: places,
      globs: results,
      resultsPath,
      signal,
    });
    const { orchestrator, sshConfigFile } = fleet;
    // A job that had not begun has no log.
    const options = ['--ignore-missing-args'];
    const transfer = { machine: orchestrator, sshConfigFile, signal, options };
    await download(places.log, join(resultsPath, logName), transfer);
    file.save({ collected: true });
    info(`Brought home ${files.length} files of the run that was cut short.`);
    for (const warning of warnings) info(formatProblem(warning));
  } catch (error) {
    info(`The results could not be brought home: ${reasonOf(error)}`);
  }
}

/** Why something could not be done, in words that belong behind a colon. */
export function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'TimeoutError' ? 'it took too long' : message;
}
