import { type Collected, collectResults } from '../job/collect';
import { gatherOutput } from '../job/gather';
import type { Layout } from '../plan/layout';
import { earlierExpiry, laterExpiry } from '../plan/plan';
import type { Fleet } from '../remote/fleet';
import { moveDeadline } from '../remote/later-deadline';
import { formatFiles } from '../report/format';
import type { RunDeps } from '../run-job';

/** Seconds that bringing results together on the orchestrator may take. */
const gatherSeconds = 3600;

/** Brings the results home. */
export async function collect(
  fleet: Fleet,
  places: Layout,
  deps: RunDeps,
): Promise<readonly Collected[]> {
  const { inputs, surface, file, signal } = deps;
  const { results: globs, trialsIn: output, ended = [] } = file.record;
  const gathering = { seconds: gatherSeconds, signal };
  // What an idle one had was gathered while the job ran (job/keep-results.ts).
  const factories = fleet.factories.filter(({ name }) => !ended.includes(name));
  const from = { ...fleet, factories };
  const missing = output ? await gatherOutput(from, places, { output, ...gathering }) : [];
  const { files, warnings } = await collectResults(fleet, {
    layout: places,
    globs,
    resultsPath: inputs.resultsPath,
    signal,
    onProgress: (fraction, detail) => surface.progress('collect', fraction, detail),
  });
  // What is not together yet, post gathers.
  const unwritten = missing.length > 0 ? undefined : file.note({ collected: true });
  const untold = missing.map(({ problem }) => problem);
  for (const warning of [...(unwritten ? [unwritten] : []), ...untold, ...warnings]) {
    surface.warning(warning);
  }
  surface.info(`${formatFiles(files)} in ${inputs.resultsPath}`);
  return files;
}

/** Puts the end of the orchestrator off while results are brought home, when they would not be in time. */
export async function inTime<T>(
  { orchestrator }: Fleet,
  { plan, provider, surface, affordableSeconds, signal }: RunDeps,
  work: () => Promise<T>,
): Promise<T> {
  const later = laterExpiry(plan, Date.now(), await affordableSeconds());
  if (later === undefined) return work();
  const telling = (what: string) => (error: unknown) => {
    signal.throwIfAborted();
    surface.info(`${what}: ${(error as Error).message}`);
  };
  // The sweep ends what is beyond the time that its tag says; its own timer ends it in any case.
  await provider
    .extend?.(later, signal)
    .catch(telling('A sweep may end the orchestrator before its results are home'));
  await moveDeadline(orchestrator, later, signal)
    .then(() => surface.info(`The orchestrator stays until ${later}, to bring results home.`))
    .catch(telling('The orchestrator cannot stay for longer'));
  try {
    return await work();
  } finally {
    // Where this fails, it ends later, and at that time.
    const until = earlierExpiry(plan, Date.now());
    await moveDeadline(orchestrator, until, signal)
      .then(() => provider.extend?.(until, signal))
      .catch(() => {});
  }
}
