import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FlambePlaces, sitePorts } from '../plan/flambe-places';
import type { Layout } from '../plan/layout';
import type { Machine } from '../remote/machine';

export interface Sites {
  readonly id: string;
  readonly layout: Layout;
  readonly places: FlambePlaces;
  readonly signal: AbortSignal;
}

/** The address of a site, or why there is none. */
export type Site = { readonly url: string } | { readonly problem: string };

const { report: reportPort, tensorboard: tensorboardPort } = sitePorts;
/** The job has ended before its site was there. */
const over = 3;

/**
 * Starts flambé's report site on the orchestrator, for as long as the job.
 *
 * @returns undefined when the job was over before the site was there
 */
export function startReportSite(
  orchestrator: Machine,
  { tensorboardUrl, ...sites }: Sites & { readonly tensorboardUrl: string | undefined },
): Promise<Site | undefined> {
  const { layout, places } = sites;
  const { python, output } = places;
  const words = [
    ...[python, '-Wignore', '-m', 'flambe.runner.report_site_run', `${output}/state.pkl`],
    ...['--host', '0.0.0.0', '--port', String(reportPort)],
    ...['--output-dir', output, '--output-log', layout.log],
    // Without an address it looks for a TensorBoard of its own, which is none.
    ...['--tensorboard_url', tensorboardUrl ?? ''],
  ];
  return start(orchestrator, sites, ['report-site', String(reportPort), ...words]);
}

/** Starts TensorBoard over the Experiment's results, like the report site. */
export function startTensorboard(
  orchestrator: Machine,
  { python, ...sites }: Sites & { readonly python: string },
): Promise<Site | undefined> {
  const words = [
    ...[python, '-m', 'tensorboard.main', '--logdir', sites.places.output],
    ...['--host', '0.0.0.0', '--port', String(tensorboardPort), '--load_fast=false'],
  ];
  return start(orchestrator, sites, ['tensorboard', String(tensorboardPort), ...words]);
}

async function start(
  orchestrator: Machine,
  { id, layout, signal }: Sites,
  words: readonly [name: string, port: string, ...program: string[]],
): Promise<Site | undefined> {
  const script = readFileSync(join(__dirname, 'site.sh'), 'utf8');
  const args = [layout.runDir, id, ...words];
  const { code, stderr } = await orchestrator.run(script, { args, signal });
  if (code === over) return undefined;
  const { host } = orchestrator.node;
  const name = host.includes(':') ? `[${host}]` : host;
  if (code === 0) return { url: `http://${name}:${words[1]}` };
  return { problem: stderr.trim() || `exit code ${code}` };
}
