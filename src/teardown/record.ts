import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { AwsIdentity, TeardownPolicy } from '../inputs/inputs';
import type { Volume } from '../plan/volume-cost';
import type { Problem } from '../problem';
import type { KnownHosts } from '../remote/fleet';

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

/** An instance that was made for a run, or taken by it. */
export interface MadeMachine {
  readonly id: string;
  /** `g5.xlarge`. */
  readonly type: string;
  readonly spot: boolean;
  /** What its image brought besides the root disk, if anything. */
  readonly disks?: readonly Volume[];
  /** ISO 8601, UTC: made or taken. */
  readonly since: string;
  /** Absent as long as the run has it, as far as the run knows. */
  readonly until?: string;
}

/** What a run has, or may have, at AWS. All of it carries the tag `flambe-action:id`. */
export interface AwsRecord {
  readonly region: string;
  readonly identity: AwsIdentity;
  /** 12 digits: in another account nothing of the run would be found. */
  readonly account?: string;
  /** Name of the EC2 key pair that was made for the run. */
  readonly keyPair?: string;
  /** Name of the security group that was made for the run. */
  readonly securityGroup?: string;
  /** Set before the first instance is asked for: from then on there may be some. */
  readonly launching?: boolean;
  /** Of the ClientTokens under which machines are asked for: by the same, EC2 gives the same ones. */
  readonly salt?: string;
  /** ClientToken → what EC2 said when it had none: it is not asked again under that token. */
  readonly refused?: Readonly<Record<string, string>>;
  /** All that the run has paid for, those that have ended, too. */
  readonly machines?: readonly MadeMachine[];
  /** As far as the answers came; the tag finds the others. */
  readonly instances?: readonly string[];
  /** Those among them that an earlier run has left warm. */
  readonly taken?: readonly string[];
  readonly orchestrator?: string;
}

/** Folders of this run, at the same path on every node. */
export interface RemoteRecord {
  readonly runDir: string;
  /** In memory-backed storage where a node has some. */
  readonly memoryDir: string;
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
  /** The key's file, as it is, when it was named by path; otherwise the key must be given again. */
  readonly keyFile: string | undefined;
  /** Whether ssh by itself cannot use that file as it is. */
  readonly keyMended?: boolean;
  /** There are secrets: in which file, when it was named by path. Otherwise they must be given again. */
  readonly secrets?:
    | { readonly file: string | undefined; readonly allow?: readonly string[] }
    | undefined;
  readonly resultsPath: string;
  readonly results: readonly string[];
  /** Folder of an Experiment's results, on every node. */
  readonly output?: string;
  /** The same where trials write to it, each on its own node. */
  readonly trialsIn?: string;
  readonly local?: LocalRecord;
  readonly aws?: AwsRecord;
  /** Orchestrator of a warm cluster that this run was about to take. */
  readonly claiming?: KnownHosts | undefined;
  /** The nodes, how they are reached, and their verified host keys. */
  readonly hosts?: KnownHosts;
  readonly remote?: RemoteRecord;
  /** Nodes that have ended themselves, and are none any more. */
  readonly ended?: readonly string[];
  /** The machines stay after the run: they are nobody's, or another run's. */
  readonly kept?: boolean;
  readonly job?: 'starting' | 'ended';
  readonly exitCode?: number;
  readonly collected?: boolean;
}

/** The hosts, as far as they have not ended themselves. */
export function hostsThere({ hosts, ended = [] }: RunRecord): KnownHosts | undefined {
  return hosts && { ...hosts, nodes: hosts.nodes.filter(({ name }) => !ended.includes(name)) };
}

const fileName = 'record.json';

/** The record of one run, on this machine's disk. */
export class RecordFile {
  /** 0700 folder of the run. */
  readonly dir: string;
  #record: RunRecord;

  private constructor(dir: string, record: RunRecord) {
    this.dir = dir;
    this.#record = record;
  }

  static create(dir: string, record: RunRecord): RecordFile {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    chmodSync(dir, 0o700);
    const file = new RecordFile(dir, record);
    file.save({});
    return file;
  }

  /** Undefined when there is none: nothing was begun, or everything is undone. */
  static open(dir: string): RecordFile | undefined {
    try {
      return new RecordFile(dir, JSON.parse(readFileSync(join(dir, fileName), 'utf8')));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  get record(): RunRecord {
    return this.#record;
  }

  /** Complete on disk when it returns: a reader finds the old or the new, never a half. */
  save(patch: Partial<RunRecord>): void {
    this.#record = { ...this.#record, ...patch };
    const path = join(this.dir, fileName);
    const text = JSON.stringify(this.#record, undefined, 2);
    writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
  }

  /**
   * The same for what leads to nothing that must be undone: whoever does not find it looks once more.
   *
   * @returns why it is not on disk, if it is not
   */
  note(patch: Partial<RunRecord>): Problem | undefined {
    try {
      this.save(patch);
      return undefined;
    } catch (error) {
      const message = `The record of the run could not be written: ${(error as Error).message}.`;
      return { message, fix: 'Make room on this machine.' };
    }
  }

  /** Everything is undone: the run leaves nothing on this machine. */
  remove(): void {
    RecordFile.remove(this.dir);
  }

  /** The same where there may be no record. */
  static remove(dir: string): void {
    rmSync(dir, { recursive: true, force: true });
    try {
      rmdirSync(dirname(dir));
    } catch {
      // Other runs have theirs there.
    }
  }
}
