import type { Cost } from '../plan/cost';
import type { Right } from '../plan/rights';

/** What a run would make and use: the output `plan`, as JSON. */
export interface PlanFacts {
  readonly id: string;
  readonly name: string;
  readonly run: string;
  readonly cluster: 'aws' | 'ssh' | 'local';
  /** In order; `host` where it is there already. */
  readonly nodes: readonly { readonly name: string; readonly host?: string }[];
  readonly command: string;
  /** Absent when nothing is carried. */
  readonly workdir?: { readonly path: string; readonly files: number; readonly bytes: number };
  readonly setupCmds: readonly string[];
  readonly maxRuntimeSeconds: number;
  readonly aws?: AwsPlanFacts;
}

export interface AwsPlanFacts {
  readonly region: string;
  readonly vpc: string;
  /** In the order in which they are tried. */
  readonly subnets: readonly { readonly id: string; readonly zone: string }[];
  readonly machines: readonly PlannedMachines[];
  /** Its id, or what one is made with. */
  readonly securityGroup: string;
  readonly keyPair: string;
  readonly tags: Readonly<Record<string, string>>;
  /** ISO 8601, UTC: when the machines would end themselves if the run began now. */
  readonly expiresAt: string;
  readonly cost: Cost;
  readonly rights: readonly Right[];
}

export interface PlannedMachines {
  readonly role: 'orchestrator' | 'factory';
  readonly count: number;
  /** With fewer the run does not start. */
  readonly least: number;
  /** In the order in which they are tried. */
  readonly types: readonly {
    readonly name: string;
    readonly vcpus: number;
    readonly memoryMiB: number;
    readonly gpus?: string;
  }[];
  readonly market: 'on-demand' | 'spot' | 'spot, else on-demand';
  readonly tenancy: 'shared' | 'dedicated';
  readonly image: { readonly id: string; readonly name: string; readonly architecture: string };
  readonly volume: { readonly gb: number; readonly type: string; readonly device: string };
}
