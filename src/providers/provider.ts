import type { RunPlan } from '../plan/plan';
import type { RunRecord } from '../teardown/record';

export type Role = 'orchestrator' | 'factory';

/** One machine of the cluster, as the runner and the other machines reach it. */
export interface ClusterNode {
  /** `orchestrator`, `factory-1` … `factory-N`. */
  readonly name: string;
  readonly role: Role;
  /** Address for the runner. */
  readonly host: string;
  /** Address for the other nodes. */
  readonly privateHost: string;
  readonly port: number;
  readonly user: string;
}

/** `user@host[:port]` to go through, itself verified like every host. */
export interface Jump {
  readonly user: string;
  readonly host: string;
  readonly port: number;
}

/** What a provider hands over: machines to talk to, and how they may be talked to. */
export interface Cluster {
  /** The orchestrator first, then the factories in order. */
  readonly nodes: readonly [ClusterNode, ...ClusterNode[]];
  readonly jump: Jump | undefined;
  /** Path of the private key that opens all of them: 0600, readable by OpenSSH. */
  readonly keyFile: string;
  /** known_hosts file (OpenSSH format) that says which host keys are theirs. */
  readonly knownHostsFile: string;
}

/** Something that could not be removed, and the command that removes it. */
export interface Leftover {
  readonly what: string;
  readonly why: string;
  readonly command: string;
}

/**
 * Makes machines and ends them; never talks to one.
 * Absent is success in `release`; half-acquired is releasable.
 */
export interface Provider {
  /** Everything to be undone is in the record (through the `save` that the provider was made with) before it is done. */
  acquire(plan: RunPlan, signal: AbortSignal): Promise<Cluster>;
  release(record: RunRecord): Promise<readonly Leftover[]>;
  /** Records of runs whose machines may still be there. */
  find(filter: { readonly id?: string }): Promise<readonly RunRecord[]>;
}
