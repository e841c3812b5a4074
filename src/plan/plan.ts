import type { ClusterFile } from '../inputs/cluster-file';
import type { TeardownPolicy } from '../inputs/inputs';

/** What a run will do, decided from the inputs and from when and where it runs; nothing else decides. */
export interface RunPlan {
  /** Everything of this run carries it: folders, keys, tags. `[a-z0-9-]`, at most 40 characters. */
  readonly id: string;
  /** `name` of the cluster file. */
  readonly name: string;
  /** `owner/repo/run_id/attempt`, or `user@machine` for the command line. */
  readonly run: string;
  readonly cluster: ClusterFile;
  /** `orchestrator`, `factory-1` … `factory-N`. */
  readonly nodeNames: readonly string[];
  /** Seconds the job may take. */
  readonly maxRuntime: number;
  /** ISO 8601, UTC: when machines of ours end themselves, whatever happens. */
  readonly expiresAt: string;
  readonly teardown: TeardownPolicy;
}
