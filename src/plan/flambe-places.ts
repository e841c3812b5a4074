import type { Layout } from './layout';
import { shellCommand, shellQuote } from './quote';

/** Where flambé's things lie on the nodes of a run. */
export interface FlambePlaces {
  /** `save_path` of an Experiment: the same in each run, since what it resumes from names it. */
  readonly savePath: string;
  /** Where an Experiment writes its results: `save_path/output__NAME`. */
  readonly output: string;
  /** Local resources, as `KEY__BASENAME`. */
  readonly resources: string;
  /** Extensions that were brought here, as `KEY__BASENAME`. */
  readonly extensions: string;
  /** The run's own Python environment, on top of one with flambé. */
  readonly overlay: string;
  readonly python: string;
  /** Ray's own files. Short: paths of Unix sockets end at 107 bytes (unix(7)). */
  readonly rayDir: string;
}

/**
 * @param homes of all nodes: where they differ, flambé's rsync between equal paths wants another folder
 * @param experiment its name; undefined for another runnable
 * @param onRay whether flambé runs on all nodes; alone it empties its output folder first
 */
export function flambePlaces(
  layout: Layout,
  id: string,
  homes: readonly string[],
  experiment: string | undefined,
  onRay: boolean,
): FlambePlaces {
  const [home = '/var/tmp'] = homes;
  const base = homes.every((other) => other === home) ? home : '/var/tmp';
  const name = experiment ?? 'runnable';
  const savePath = `${base}/${name}`;
  const output = `${savePath}/output__${name}`;
  const overlay = `${layout.runDir}/venv`;
  return {
    savePath,
    output,
    resources: onRay ? `${output}/_resources` : `${layout.runDir}/resources`,
    // Beside the runnable, with which they go to all nodes.
    extensions: `${layout.runDir}/runnable/.extensions`,
    overlay,
    python: `${overlay}/bin/python3`,
    rayDir: rayDir(id),
  };
}

/** Ray's own files. The id's end alone: release.sh knows it, too. */
export function rayDir(id: string): string {
  return `/tmp/flambe-ray-${id.slice(id.lastIndexOf('-') + 1)}`;
}

/** Of rsync: what came from here needs not come back (flambe/experiment/experiment.py). */
export const uploadedResources = '/output__*/_resources/';

/** Of a command's Ray: its own default. */
export const rayPort = 6379;
/** Where an Experiment joins (flambe/cluster/const.py). */
export const flambesRayPort = 12345;

/** A command that finds Ray, at an address with its port, and its Python. */
export function rayLine(layout: Layout, head: string, command: string): string {
  const path = `PATH=${shellQuote(`${layout.runDir}/venv/bin`)}:$PATH`;
  const variables = `RAY_ADDRESS=${shellQuote(head)} RAY_USAGE_STATS_ENABLED=0`;
  return `export ${path} ${variables}\n${command}`;
}

/** Of the sites on the orchestrator: flambé's (flambe/cluster/const.py). */
export const sitePorts = { report: 49558, tensorboard: 49556 };

export interface FlambeFlags {
  readonly force: boolean;
  readonly verbose: boolean;
}

/**
 * What the job's shell runs: Python itself, since the `flambe` script is a shell that keeps signals
 * from it.
 */
export function flambeLine(layout: Layout, places: FlambePlaces, flags: FlambeFlags): string {
  const words = [places.python, '-Wignore', '-u', '-m', 'flambe.runner.run', layout.runnable];
  const options = [
    ...['--secrets', layout.secrets],
    ...(flags.force ? ['--force'] : []),
    ...(flags.verbose ? ['--verbose'] : []),
  ];
  // By that Tune brings what trials write to the orchestrator, and on to where one goes on.
  const key = `TUNE_CLUSTER_SSH_KEY=${shellQuote(layout.clusterKey)}`;
  const path = `PATH=${shellQuote(`${places.overlay}/bin`)}:$PATH`;
  return `${path} ${key}\nexport PATH TUNE_CLUSTER_SSH_KEY\nexec ${shellCommand([...words, ...options])}`;
}
