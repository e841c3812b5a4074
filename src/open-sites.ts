import type { FlambeRun } from './flambe-run';
import { forwardPorts, openBrowser } from './job/forward';
import { type Site, startReportSite, startTensorboard } from './job/sites';
import type { Tensorboard } from './prepare/tensorboard';
import type { RunDeps } from './run-job';

/**
 * Starts TensorBoard and the report site of an Experiment beside its job, which does not wait for them,
 * and tells where they are. Processes of the job, which end with it.
 */
export function openSites(
  run: FlambeRun,
  tensorboard: Tensorboard,
  deps: RunDeps,
): { stop(): Promise<void> } {
  const over = new AbortController();
  const signal = AbortSignal.any([deps.signal, over.signal]);
  const opened = startSites(run, tensorboard, { ...deps, signal }).catch((error: Error) => {
    if (!signal.aborted) deps.surface.warning({ message: `There are no sites: ${error.message}` });
  });
  return {
    stop: () => {
      over.abort();
      return opened;
    },
  };
}

async function startSites(run: FlambeRun, made: Tensorboard, deps: RunDeps): Promise<void> {
  const { fleet, layout, places } = run;
  const { plan, signal } = deps;
  const { orchestrator } = fleet;
  const sites = { id: plan.id, layout, places, signal };
  const tensorboard =
    'python' in made ? await startTensorboard(orchestrator, { ...sites, ...made }) : made;
  if (!tensorboard) return;
  const tensorboardUrl = tellOf('TensorBoard', 'tensorboard-url', tensorboard, deps);
  const report = await startReportSite(orchestrator, { ...sites, tensorboardUrl });
  if (!report) return;
  const reportUrl = tellOf('The report site', 'report-site-url', report, deps);
  if (deps.open && reportUrl) await showHere(run, [reportUrl, tensorboardUrl], deps);
}

/** At the same ports of this machine. */
async function showHere(
  { fleet }: FlambeRun,
  urls: readonly (string | undefined)[],
  { surface, signal }: RunDeps,
): Promise<void> {
  const ports = urls.filter((url) => url !== undefined).map((url) => new URL(url).port);
  const problem = await forwardPorts(fleet, ports, signal);
  if (problem !== undefined) {
    surface.warning({ field: '--open', message: `The sites cannot be had here: ${problem}.` });
    return;
  }
  for (const port of ports) surface.info(`Here: http://127.0.0.1:${port}`);
  openBrowser(`http://127.0.0.1:${ports[0]}`);
}

/** A run without its sites is a run. @returns the address, if there is one */
function tellOf(
  name: string,
  output: string,
  site: Site,
  { surface, onSite }: RunDeps,
): string | undefined {
  if ('url' in site) {
    const { port } = new URL(site.url);
    surface.info(`${name}: ${site.url}, where the network lets port ${port} through`);
    surface.output(output, site.url);
    onSite({ name, url: site.url });
    return site.url;
  }
  surface.warning({ message: `${name} does not run: ${site.problem}` });
  return undefined;
}
