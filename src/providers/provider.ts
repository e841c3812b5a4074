import type { ImageDisks } from '../plan/cost';
import type { RunPlan } from '../plan/plan';
import type { UserError } from '../problem';
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
  /** The name that the user gave for it, where that is an address by now. */
  readonly privateName?: string;
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
  /** Absent for machines that were there before. */
  readonly ephemeral?: Ephemeral;
}

/**
 * Machines made for this run alone. What each shows at first is a host key from its user-data, which
 * is replaced over the first connection, before anything is sent; where nothing has executed that, it
 * is one that it has made itself.
 */
export interface Ephemeral {
  /** Seconds within which every machine must let the runner in. */
  readonly bootWithin: number;
  /** ISO 8601, UTC: when the machines end themselves. Checked on each of them. */
  readonly expiresAt: string;
  /** Seconds after which a machine that nobody renews ends itself. */
  readonly leaseSeconds: number;
  /** The user's known_hosts, which pins the jump host, where there is one. */
  readonly jumpHosts: string | undefined;
  /** Whether the cloud may take a machine back, with a notice. */
  readonly spot: boolean;
  /**
   * Nodes that an earlier run has left warm, by name: they have their permanent host keys, and another
   * deadline. With each the settings that its guard has from now on (providers/aws/guard.sh).
   */
  readonly taken: ReadonlyMap<string, string>;
  /** Those among them that would not end by themselves yet: flambé has started them. */
  readonly unarmed: ReadonlySet<string>;
  /**
   * Shell script for root of machines that have executed no user-data: it makes them end by themselves,
   * and changes nothing on others (plan/user-data.ts).
   */
  readonly arming: Readonly<Record<Role, string>>;
}

/** Machines that an earlier run has left for others, or flambé, and that nobody uses as far as EC2 knows. */
export interface WarmCluster extends Omit<Cluster, 'knownHostsFile' | 'ephemeral'> {
  /** Cluster id of the run that left them, or what they are called otherwise. */
  readonly id: string;
  /** Public host key of the orchestrator: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** Of its nodes, in their order: `g5.xlarge`. */
  readonly types: readonly string[];
  /** What their images have brought, and those of machines that are missing will bring. */
  readonly disks: ImageDisks;
  /**
   * Of a cluster that flambé itself has started: public host keys by node, as far as they are known.
   * Where a run of ours was, its orchestrator knows them.
   */
  readonly hostKeys?: ReadonlyMap<string, string>;
}

/**
 * Takes a warm cluster for this run and for no other at the same time.
 *
 * @returns the public host keys of its nodes, by name: those without one are not to be used;
 *   undefined when somebody else has it, or when it is not what it should be
 */
export type Claim = (warm: WarmCluster) => Promise<ReadonlyMap<string, string> | undefined>;

/** Something that could not be removed, and the command that removes it. */
export interface Leftover {
  readonly what: string;
  readonly why: string;
  readonly command: string;
}

/** What a run wants to know of its machines. */
export interface Watching {
  /** Nodes whose loss counts; without it, that of any. */
  readonly nodes?: readonly string[] | undefined;
  /** Told of a node that has ended itself, as it was to. */
  readonly onEnded?: (node: string) => void;
}

/**
 * Makes machines and ends them; never talks to one.
 * Absent is success in `release`; half-acquired is releasable.
 */
export interface Provider {
  /**
   * Everything to be undone is in the record (through the `save` that the provider was made with) before it is done.
   *
   * @param claim asked before machines of an earlier run are used; without it none are
   */
  acquire(plan: RunPlan, signal: AbortSignal, claim?: Claim): Promise<Cluster>;
  /**
   * Waits, for some minutes at most, for the public host keys that nodes say where nobody but the cloud
   * can have put them. By name; one that says none has none.
   */
  hostKeysSaid?(
    nodes: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Says to whoever may look at the machines from outside that they stay until then. */
  extend?(until: string, signal: AbortSignal): Promise<void>;
  /**
   * Watches the machines once they are there.
   *
   * @returns why the run cannot go on, as soon as one of them is lost; rejects when `signal` aborts
   */
  watch?(signal: AbortSignal, watching: Watching): Promise<UserError>;
  /** Whether `release` ends the machines, and with them whatever a run has left there. */
  readonly endsMachines: boolean;
  /** Lets the machines stay after the run until they expire, for a look or for other runs. */
  keep?(record: RunRecord): Promise<readonly Leftover[]>;
  release(record: RunRecord): Promise<readonly Leftover[]>;
  /** Records of runs whose machines may still be there. */
  find(filter: { readonly id?: string }): Promise<readonly RunRecord[]>;
}
