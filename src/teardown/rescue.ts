import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { collectResults, logName } from '../job/collect';
import { gatherOutput } from '../job/gather';
import { endJobScript } from '../job/job-scripts';
import { copyHidden } from '../job/log-file';
import { layout } from '../plan/layout';
import { formatProblem, type Problem } from '../problem';
import type { Fleet } from '../remote/fleet';
import { download } from '../remote/rsync';
import { mayHaveResults } from './by-hand';
import type { RemoteRecord } from './record';
import type { TeardownOptions } from './teardown';

/** Milliseconds for the job to end: twelve seconds (`timeout --kill-after`), and the way there. */
const endTime = 20_000;
/** Milliseconds in which the nodes bring results together on the orchestrator, where nothing is urgent. */
const gatherTime = 600_000;

export interface Rescue {
  /** Names of factories that have results which are nowhere else; the others may go. Never rejects. */
  readonly notGathered: Promise<ReadonlySet<string>>;
  /** Why the results are not at home; undefined when they are, or there are none. Never rejects. */
  readonly notHome: Promise<string | undefined>;
}

/**
 * Ends the job of a run that was cut short, in its own time, so that its results are whole, and brings
 * them home with its log: those of factories by way of the orchestrator.
 */
export function rescue(fleet: Fleet, options: TeardownOptions): Rescue {
  const { file, rescueTime } = options;
  const { remote, trialsIn } = file.record;
  if (!remote || !mayHaveResults(file.record)) {
    return { notGathered: Promise.resolve(new Set()), notHome: Promise.resolve(undefined) };
  }
  const limits = rescueTime === undefined ? [] : [AbortSignal.timeout(rescueTime)];
  const within = { ...options, signal: AbortSignal.any([options.signal, ...limits]) };
  const all = trialsIn === undefined ? [] : fleet.factories.map(({ name }) => name);
  const ended = endJob(fleet, remote, within);
  const began = performance.now();
  const gathered = ended.then(() => {
    // The other half is for the way home.
    const left = rescueTime && (rescueTime - (performance.now() - began)) / 2;
    return gatherTrials(fleet, remote, within, Math.max(1000, Math.round(left ?? gatherTime)));
  });
  const notGathered = gathered.catch(() => all).then((names) => new Set(names));
  const home = ended.then(async () => {
    const isAll = (await notGathered).size === 0;
    await bringHome(fleet, remote, within);
    if (isAll) file.note({ collected: true });
  });
  return { notGathered, notHome: home.then(() => undefined, reasonOf) };
}

async function endJob(fleet: Fleet, remote: RemoteRecord, options: TeardownOptions): Promise<void> {
  const { signal } = options;
  try {
    await fleet.orchestrator.run(endJobScript(), {
      args: [remote.runDir],
      signal: AbortSignal.any([signal, AbortSignal.timeout(endTime)]),
      unmarked: true,
    });
  } catch (error) {
    throw new Error(`the job could not be asked to end: ${reasonOf(error)}`, { cause: error });
  }
}

/** @param time milliseconds */
async function gatherTrials(
  fleet: Fleet,
  remote: RemoteRecord,
  { file, signal, info }: TeardownOptions,
  time: number,
) {
  const { trialsIn } = file.record;
  if (trialsIn === undefined) return [];
  try {
    const missing = await gatherOutput(fleet, layout(remote.runDir, remote.memoryDir), {
      output: trialsIn,
      // A little less, so that what is cut short is cut short there.
      seconds: Math.max(1, Math.floor(time / 1000) - 1),
      signal: AbortSignal.any([signal, AbortSignal.timeout(time)]),
    });
    for (const { problem } of missing) info(formatProblem(problem));
    return missing.map(({ name }) => name);
  } catch (error) {
    info(`What the factories have could not be brought together: ${reasonOf(error)}`);
    throw error;
  }
}

async function bringHome(fleet: Fleet, remote: RemoteRecord, options: TeardownOptions) {
  const { file, signal, info } = options;
  const { resultsPath, results: globs } = file.record;
  const places = layout(remote.runDir, remote.memoryDir);
  const collection = { layout: places, globs, resultsPath, signal };
  const { files, warnings } = await collectResults(fleet, collection);
  await bringLog(fleet, places.log, options);
  info(`Brought home ${files.length} files of the run that was cut short.`);
  for (const problem of warnings) info(formatProblem(problem));
}

/** Folder of this machine, in the run's, for a log in which secrets are still to be hidden. */
export const rawLogDir = 'raw-log';

/** No moment at which this process may die leaves secrets among the results. */
async function bringLog(fleet: Fleet, from: string, options: TeardownOptions): Promise<void> {
  const { file, hidden, signal, warning } = options;
  const { id, resultsPath } = file.record;
  const log = join(resultsPath, logName);
  const { orchestrator: machine, sshConfigFile } = fleet;
  // A job that had not begun has no log.
  const ifThere = ['--ignore-missing-args'];
  const transfer = { machine, sshConfigFile, signal };
  if (hidden === undefined) return warning(logNotBrought(id, log));
  if (hidden.length === 0) return download(from, log, { ...transfer, options: ifThere });
  const dir = join(file.dir, rawLogDir);
  const raw = join(dir, logName);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  try {
    // What is at home of it already need not come again.
    const known = [...ifThere, `--copy-dest=${resultsPath}`];
    await download(from, raw, { ...transfer, options: known });
    if (existsSync(raw)) await copyHidden(raw, log, hidden);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function logNotBrought(id: string, log: string): Problem {
  return {
    message: `${log} is as it was when ${id} was cut short: which secrets the rest of it would have to hide is not known here.`,
    fix: `Another time name them: flambe-action down ${id} --secrets FILE`,
  };
}

/** Why something could not be done, in words that belong behind a colon. */
export function reasonOf(error: unknown): string {
  const { name, message } = error as Error;
  return name === 'TimeoutError' ? 'it took too long' : message;
}
