import type { MachineKind } from '../hosts/machine';
import type { Sts } from './sts';

/** How AWS behaves in a test, where moto is kinder. Milliseconds. */
export interface CloudOptions {
  /** Instances that DescribeInstances answers at a time at most, whatever was asked for. */
  readonly pageSize?: number;
  /** From RunInstances until an instance is `running`. Default 300. */
  readonly pendingMs?: number;
  /** From `running` until an instance has its public address. Default 0. */
  readonly publicMs?: number;
  /** From RunInstances until others than RunInstances know of an instance (InvalidInstanceID.NotFound). Default 0. */
  readonly hiddenMs?: number;
  /** From TerminateInstances until `terminated`, where no machine stands behind an instance. Default 300. */
  readonly shuttingDownMs?: number;
  /** What images bring besides their root disk; by their own flags it outlives the machine. */
  readonly imageDisks?: readonly ImageDisk[];
  /** What AWS has; what no entry names is there without limit. The first entry that fits counts. */
  readonly capacity?: readonly Capacity[];
  /** Types that a zone does not offer (`Unsupported`). */
  readonly unsupported?: readonly { readonly type: string; readonly zone: string }[];
  /** vCPUs of all instances on demand together (VcpuLimitExceeded); also what Service Quotas answers. Default 1000. */
  readonly vcpuQuota?: number;
  /** The same of spot instances (MaxSpotInstanceCountExceeded). Default 1000. */
  readonly spotVcpuQuota?: number;
  /** Whether the account has had spot instances, and so the role that they need. Default true. */
  readonly hasSpotRole?: boolean;
  /** Types whose vCPUs count by themselves. */
  readonly ownQuotas?: readonly OwnQuota[];
  /** Addresses that a subnet still has, by subnet id (InsufficientFreeAddressesInSubnet). */
  readonly freeAddresses?: Readonly<Record<string, number>>;
  /** What images are billed as, which moto does not say. */
  readonly platformDetails?: string;
  /** Whether the role may change what carries tags, and so hears of what is not there only that it may not. */
  readonly byTag?: boolean;
  /** From RunInstances until EC2 has posted what an instance said; on Nitro it can be had before. Default 0. */
  readonly postedMs?: number;
  /** Instances that die while they start, by order of their making from 0: → StateReason code and message. */
  readonly failsToStart?: Readonly<
    Record<number, { readonly code: string; readonly message: string }>
  >;
}

/** A disk of an image, with the snapshot of its root disk. */
export interface ImageDisk {
  readonly device: string;
  readonly gb: number;
  readonly type: string;
}

/** How many instances there can be at the same time of this type, zone and kind; each of the three may be left out. */
export interface Capacity {
  readonly type?: string;
  readonly zone?: string;
  readonly spot?: boolean;
  readonly count: number;
}

/** vCPUs of all instances of these types, on demand or spot. */
export interface OwnQuota {
  readonly types: RegExp;
  readonly spot: boolean;
  readonly vcpus: number;
}

/** What happens to the machines behind instances. */
export interface HypervisorOptions {
  /** Milliseconds from the end of an instance at AWS until its machine gets the power button. Default 0. */
  readonly lateMs?: number;
  /** Milliseconds that a machine has to shut down before its power is cut. Default 20,000. */
  readonly graceMs?: number;
  /**
   * What the image has: cloud-init (default); none, but keys that it makes itself and says on its
   * console; or none, and it says nothing.
   */
  readonly image?: MachineKind;
}

export interface WorldOptions {
  readonly cloud?: CloudOptions;
  /** Boots a machine for each instance: not everywhere, see `whyNoMachines`. Without it instances are words in moto. */
  readonly hypervisor?: HypervisorOptions | boolean;
  /** Zones with a subnet each, in this order. Default us-east-1a and us-east-1b. */
  readonly zones?: readonly string[];
  /** Who gives out credentials for a workflow's token; shared by the tests of a file like moto. */
  readonly sts?: Sts;
}
