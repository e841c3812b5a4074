import type { ClusterFile } from '../inputs/cluster-file';
import type { Inputs, TeardownPolicy } from '../inputs/inputs';
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
}

/** What a run will do, decided from the inputs and from when and where it runs; nothing else decides. */
export interface RunPlan {
  /** Everything of this run carries it: folders, keys, tags. `[a-z0-9-]`, at most 40 characters. */
  readonly id: string;
  /** `name` of the cluster file. */
  readonly name: string;
  readonly run: string;
  readonly cluster: ClusterFile;
  /** `orchestrator`, `factory-1` … `factory-N`. */
  readonly nodeNames: readonly string[];
  /** Seconds the job may take. */
  readonly maxRuntime: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC: when machines of ours end themselves, whatever happens. */
  readonly expiresAt: string;
  readonly teardown: TeardownPolicy;
}

/** Seconds between the end of the longest job and the end of the machines. */
const machineMargin = 60;
/** Seconds that bringing up a cluster may take before the job starts; own machines count from here. */
const startAllowance = 15 * 60;

/** Decides everything that can be decided before anything happens. */
export function planRun(inputs: Inputs, { run, seed, now }: RunContext): RunPlan {
  const { cluster, maxRuntime, teardown } = inputs;
  const lifetime = startAllowance + maxRuntime + machineMargin;
  return {
    id: clusterId(cluster.name, seed),
    name: cluster.name,
    run,
    cluster,
    nodeNames: nodeNames(cluster),
    maxRuntime,
    startedAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifetime * 1000).toISOString(),
    teardown,
  };
}
