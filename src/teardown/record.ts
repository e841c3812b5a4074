import type { TeardownPolicy } from '../inputs/inputs';
import type { ClusterNode, Jump } from '../providers/provider';

/** A process on this machine; the start time tells it from a later one with the same number. */
export interface ProcessRecord {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat, in clock ticks since boot. */
  readonly startTime: string;
}

/** What an embedded local cluster left on this machine. */
export interface LocalRecord {
  /** Absolute path of the folder that holds the homes, keys and logs of its nodes. */
  readonly dir: string;
  readonly processes: readonly ProcessRecord[];
}

/** Folders of this run, at the same path on every node. */
export interface RemoteRecord {
  readonly runDir: string;
  /** In memory-backed storage where every node has some. */
  readonly secretsDir: string;
}

/**
 * What must be undone, saved before it is done; with the user's key it is all that teardown knows.
 * Holds no secret and no key.
 */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly provider: 'local' | 'ssh' | 'aws';
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly expiresAt: string;
  readonly teardown: TeardownPolicy;
  /** The user's key file, when it was named by path; otherwise the key must be given again. */
  readonly keyFile: string | undefined;
  readonly resultsPath: string;
  readonly results: readonly string[];
  readonly local?: LocalRecord;
  readonly nodes?: readonly ClusterNode[];
  readonly jump?: Jump;
  /** Verified host keys, as lines of a known_hosts file. */
  readonly hostKeys?: string;
  readonly remote?: RemoteRecord;
  readonly job?: 'starting' | 'ended';
  readonly exitCode?: number;
  readonly collected?: boolean;
}
