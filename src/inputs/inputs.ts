import type { Secrets } from '../secrets/secrets';
import type { ClusterFile } from './cluster-file';
import type { Devices } from './devices';
import type { Resource } from './resources';
import type { Place } from './yaml-places';

export type TeardownPolicy = 'always' | 'on-success' | 'never';

/** A runnable file: checked, its bytes kept as the user wrote them. */
export interface RunnableFile {
  /** As the user wrote it. */
  readonly path: string;
  readonly absolutePath: string;
  readonly bytes: Buffer;
  /** Root tag with its `!`, e.g. `!Experiment`, `!module.Class`. */
  readonly tag: string;
  /** `name` of the root mapping, if it has one. */
  readonly name: string | undefined;
  /** The extensions header (first of two documents): `top_level_module → value`. */
  readonly extensions: ReadonlyMap<string, string>;
  /** Where the value of each extension stands. */
  readonly extensionPlaces: ReadonlyMap<string, Place>;
  /** `resources` of an `!Experiment`, by name. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly devices: Devices | undefined;
}

/** A private key that OpenSSH reads: LF line ends, one final newline, no passphrase. */
export interface PrivateKey {
  readonly text: string;
  /** Absolute path of the file it came from. */
  readonly path: string | undefined;
  /** The same when the file can be used as it stands. */
  readonly file: string | undefined;
  /** What the user calls it: `ssh-private-key` or `key` of which file. */
  readonly origin: string;
}

/** Where host keys are pinned: lines given by the user, or the user's own file. */
export type KnownHosts =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/** Who a run is at AWS. Holds no credentials: it stands in the record, and post asks for them anew. */
export interface AwsIdentity {
  /** ARN of the role to assume with the workflow's own identity; without one, the standard chain. */
  readonly role: string | undefined;
  /** Region whose STS is asked. */
  readonly stsRegion: string;
  readonly audience: string;
  readonly sessionName: string | undefined;
  /** Of one set of credentials; they are renewed as long as the run needs them. */
  readonly durationSeconds: number;
}

/** Where an `!AWSCluster` is made, and as whom. */
export interface AwsInputs {
  readonly region: string;
  readonly identity: AwsIdentity;
}

/** What runs flambé itself, and how. */
export interface FlambeOptions {
  readonly version: string;
  /** `3.7`, `3.7.16`. */
  readonly pythonVersion: string;
  readonly installExtensions: boolean;
  readonly force: boolean;
  readonly verbose: boolean;
}

/** Ray for a command. */
export interface RayOptions {
  readonly version: string;
  /** Undefined: the host's own. */
  readonly pythonVersion: string | undefined;
}

/** Everything the user said, read once, checked, and never read again. */
export interface Inputs {
  readonly runnable: RunnableFile;
  readonly cluster: ClusterFile;
  /** For an `!AWSCluster`. */
  readonly aws: AwsInputs | undefined;
  /** For resources at `s3://` that this machine reads. */
  readonly s3: AwsInputs | undefined;
  /** `plan` tells what would be made, and makes nothing. */
  readonly mode: 'run' | 'plan';
  /** US dollars that the run may cost at worst. */
  readonly maxCost: number | undefined;
  readonly secrets: Secrets | undefined;
  /** Absolute path of the secrets file when one was named (never carried in a workdir). */
  readonly secretsFile: string | undefined;
  /** Names and globs of what was taken of flat JSON secrets. */
  readonly secretsAllow: readonly string[];
  /** Undefined for a `!LocalCluster`, and an `!AWSCluster` without one: those make their own. */
  readonly privateKey: PrivateKey | undefined;
  readonly knownHosts: KnownHosts;
  /** A shell line with `{runnable}`, `{secrets}`, `{results}`; undefined: flambé itself. */
  readonly command: string | undefined;
  readonly flambe: FlambeOptions;
  /** With a command only. */
  readonly ray: RayOptions | undefined;
  /** Absolute path; undefined when nothing is carried. */
  readonly workdir: string | undefined;
  readonly env: ReadonlyMap<string, string>;
  /** Seconds. */
  readonly maxRuntime: number;
  /** Paths or globs on the orchestrator, besides `{results}`. */
  readonly results: readonly string[];
  /** Absolute path on this machine. */
  readonly resultsPath: string;
  readonly artifactName: string | undefined;
  readonly teardown: TeardownPolicy;
  /** Words of a command line that asks for the same again, without keys and secrets. */
  readonly again: readonly string[];
}
