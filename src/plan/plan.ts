import type { ClusterFile } from '../inputs/cluster-file';
import type { Inputs, RayOptions, TeardownPolicy } from '../inputs/inputs';
import { longerLease } from './boot-time';
import { clusterId } from './cluster-id';
import { nodeNames } from './topology';

/** What the plan knows of the world besides the inputs. */
export interface RunContext {
  /** `owner/repo/run_id/attempt`, or `user@machine` for the command line. */
  readonly run: string;
  /** At least ten hexadecimal digits that differ between any two runs. */
  readonly seed: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Seconds after which a machine of ours that nobody renews ends itself. */
  readonly leaseSeconds: number;
  /** Seconds between the end of the longest job and the end of the machines. */
  readonly marginSeconds: number;
  /** Seconds after which what a running Experiment has written is brought home, again and again. */
  readonly keepSeconds: number;
}

/** What runs as the job. */
export type JobPlan =
  | {
      readonly kind: 'command';
      readonly command: string;
      /** Ray that the command finds on all nodes. */
      readonly ray?: RayOptions;
    }
  | {
      readonly kind: 'flambe';
      /** Name of an `!Experiment`; undefined for a runnable of the user's own. */
      readonly experiment: string | undefined;
      /** Whether there are nodes for a Ray that spans them; otherwise flambé runs as on one machine. */
      readonly onRay: boolean;
    };

/** What a run will do, decided from the inputs and from when and where it runs; nothing else decides. */
export interface RunPlan {
  /** Everything of this run carries it: folders, keys, tags. `[a-z0-9-]`, at most 40 characters. */
  readonly id: string;
  /** `name` of the cluster file. */
  readonly name: string;
  readonly run: string;
  readonly cluster: ClusterFile;
  readonly job: JobPlan;
  /** `orchestrator`, `factory-1` … `factory-N`. */
  readonly nodeNames: readonly string[];
  /** Region of an `!AWSCluster`. */
  readonly region: string | undefined;
  /** Seconds the job may take; for machines made for the run, counted from `startedAt`. */
  readonly maxRuntime: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC: when machines of ours end themselves, whatever happens. */
  readonly expiresAt: string;
  readonly leaseSeconds: number;
  readonly keepSeconds: number;
  /** US dollars. */
  readonly maxCost: number | undefined;
  readonly teardown: TeardownPolicy;
}

/** Seconds that may pass on hosts of the user's before the job starts, from where its time counts. */
const startAllowance = 15 * 60;

/**
 * Seconds the job may still take when it is launched.
 *
 * @param now milliseconds since the epoch
 * @returns less than 1 when nothing is left
 */
export function jobSeconds({ cluster, maxRuntime, startedAt }: RunPlan, now: number): number {
  if (cluster.kind !== 'aws') return maxRuntime;
  return Math.floor(maxRuntime - (now - Date.parse(startedAt)) / 1000);
}

/** Seconds by which the end of machines may be put off while results are brought home, at most. */
const longestStay = 15 * 60;
/** Seconds before the end of the machines that bringing results home should not have to share. */
const collectTime = 5 * 60;

/** Seconds that post has to end them first. */
const afterwards = 60;

/**
 * Until when the machines of a run should stay so that its results can be brought home.
 *
 * @param now milliseconds since the epoch
 * @param affordable seconds that the run may cost more
 * @returns ISO 8601, UTC; undefined when there is time enough, or none to be had
 */
export function laterExpiry(
  { expiresAt }: RunPlan,
  now: number,
  affordable: number,
): string | undefined {
  const end = Date.parse(expiresAt);
  const stay = Math.min(longestStay, Math.floor(affordable));
  if (end - now >= collectTime * 1000 || stay < 1) return undefined;
  return new Date(end + stay * 1000).toISOString();
}

/** When they end after all, once the results are at home: in time for what follows. */
export function earlierExpiry({ expiresAt }: RunPlan, now: number): string {
  return new Date(Math.max(Date.parse(expiresAt), now + afterwards * 1000)).toISOString();
}

/** Decides everything that can be decided before anything happens. */
export function planRun(inputs: Inputs, context: RunContext): RunPlan {
  const { run, seed, now, leaseSeconds, marginSeconds, keepSeconds } = context;
  const { cluster, maxRuntime, maxCost, teardown } = inputs;
  const allowance = cluster.kind === 'aws' ? 0 : startAllowance;
  const lifetime = allowance + maxRuntime + marginSeconds;
  return {
    id: clusterId(cluster.name, seed),
    name: cluster.name,
    run,
    cluster,
    job: planJob(inputs),
    nodeNames: nodeNames(cluster),
    region: inputs.aws?.region,
    maxRuntime,
    startedAt: new Date(now).toISOString(),
    leaseSeconds: leaseSeconds + (cluster.kind === 'aws' ? longerLease(cluster) : 0),
    keepSeconds,
    expiresAt: new Date(now + lifetime * 1000).toISOString(),
    maxCost,
    teardown,
  };
}

/**
 * Whether Ray spans the nodes: each must then have a network of its own, since 0.7.6 does not come up
 * on several addresses of one.
 */
export function spansNodes({ job, nodeNames }: Pick<RunPlan, 'job' | 'nodeNames'>): boolean {
  return job.kind === 'flambe' ? job.onRay : job.ray !== undefined && nodeNames.length > 1;
}

/** Whether a Python environment is made on the nodes, which stays there for other runs. */
export function wantsPython({ job }: Pick<RunPlan, 'job'>): boolean {
  return job.kind === 'flambe' || job.ray !== undefined;
}

function planJob({ command, ray, cluster, runnable }: Inputs): JobPlan {
  if (command !== undefined) return { kind: 'command', command, ...(ray && { ray }) };
  const experiment = runnable.tag === '!Experiment' ? runnable.name : undefined;
  const onRay = nodeNames(cluster).length > 1;
  return { kind: 'flambe', experiment, onRay };
}

/** Seconds after which a run has ended, whatever happened to it. */
export function longest({ startedAt, expiresAt }: RunPlan): number {
  return Math.ceil((Date.parse(expiresAt) - Date.parse(startedAt)) / 1000);
}
