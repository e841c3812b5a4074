import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { checkLocalResources, localResources, namedExtension } from './carry-named';
import { bringExtensions, type Extension } from './extensions/bring-extensions';
import { broughtFrom } from './inputs/resources';
import {
  type FlambePlaces,
  flambeLine,
  flambePlaces,
  rayLine,
  rayPort,
} from './plan/flambe-places';
import type { Layout } from './plan/layout';
import type { FirstContact, Fleet } from './remote/fleet';
import { checkNamed } from './remote/workdir/list-named';
import type { RunDeps } from './run-job';

/** What was brought to this machine before there was any other. */
export interface Brought {
  readonly extensions: readonly Extension[];
  /** Resources by name: absolute path here. */
  readonly resources: ReadonlyMap<string, string>;
}

/** What a run of flambé itself needs besides what every job does. */
export interface FlambeRun extends Brought {
  readonly fleet: Fleet;
  readonly layout: Layout;
  readonly places: FlambePlaces;
  /** Name of an `!Experiment`. */
  readonly experiment: string | undefined;
  readonly onRay: boolean;
}

/** Comes here before there is anything to take down: that something cannot be had is told early. */
export async function bringAhead(deps: RunDeps): Promise<Brought> {
  if (deps.plan.job.kind !== 'flambe') return { extensions: [], resources: new Map() };
  const { inputs, neverCarried, signal } = deps;
  await checkLocalResources(inputs, neverCarried, signal);
  const extensions = await extensionsOf(deps);
  const folders = extensions.flatMap((one) => namedExtension(one, inputs) ?? []);
  await checkNamed(folders, neverCarried, signal);
  return { extensions, resources: await resourcesOf(deps) };
}

async function extensionsOf({ inputs, surface, signal }: RunDeps): Promise<readonly Extension[]> {
  const { runnable, flambe } = inputs;
  if (!flambe.installExtensions || runnable.extensions.size === 0) return [];
  return surface.stage('extensions', () =>
    bringExtensions(runnable.extensions, {
      runnablePath: runnable.absolutePath,
      places: runnable.extensionPlaces,
      // flambé's own place for them.
      cacheDir: join(homedir(), '.flambe/extensions'),
      signal,
      info: (line) => surface.info(line),
    }),
  );
}

async function resourcesOf(deps: RunDeps): Promise<ReadonlyMap<string, string>> {
  const { runnable, cluster } = deps.inputs;
  const { surface, s3, signal } = deps;
  const here = localResources(deps.inputs);
  const addressed = broughtFrom(runnable, cluster);
  if (addressed.size === 0) return here;
  const { bringResources } = await import('./resources/bring-resources');
  const brought = await surface.stage('resources', () =>
    bringResources(addressed, {
      ...{ s3, signal },
      cacheDir: join(homedir(), '.flambe/resources'),
      info: (line) => surface.info(line),
      progress: (label, fraction, detail) => surface.progress(label, fraction, detail),
    }),
  );
  return new Map([...here, ...brought]);
}

/** Undefined for a command. */
export function flambeRun(
  { fleet, facts }: FirstContact,
  layout: Layout,
  brought: Brought,
  { plan }: RunDeps,
): FlambeRun | undefined {
  if (plan.job.kind !== 'flambe') return undefined;
  const { experiment, onRay } = plan.job;
  const homes = [...facts.values()].map(({ home }) => home);
  const places = flambePlaces(layout, plan.id, homes, experiment, onRay);
  return { fleet, layout, places, experiment, onRay, ...brought };
}

/** Where an extension lies on the nodes, under flambé's own name for it. */
export function extensionPath({ module, dir }: Extension, { extensions }: FlambePlaces): string {
  return `${extensions}/${module}__${basename(dir ?? '')}`;
}

/** What the job's shell runs. @param head address of Ray's, where a command finds one */
export function jobLine(
  flambe: FlambeRun | undefined,
  places: Layout,
  head: string,
  { plan: { job }, inputs }: RunDeps,
): string {
  if (job.kind === 'command') {
    if (!job.ray) return job.command;
    return rayLine(places, `${head}:${rayPort}`, job.command);
  }
  if (!flambe) throw new Error('What is no command is flambé.');
  const { force, verbose } = inputs.flambe;
  const { experiment, onRay } = flambe;
  // Uploaded resources count as results of the same name, which flambé on a cluster replaces without
  // removing any; alone it would remove what it is to go on from.
  const replaces = experiment === undefined ? force : onRay;
  return flambeLine(places, flambe.places, { force: replaces, verbose });
}
