import type { Secrets } from '../secrets/secrets';
import type { ClusterFile } from './cluster-file';

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
}

/** A private key that OpenSSH reads: LF line ends, one final newline, no passphrase. */
export interface PrivateKey {
  readonly text: string;
  /** Absolute path of the file it came from, when the file can be used as it stands. */
  readonly file: string | undefined;
  /** What the user calls it: `ssh-private-key` or `key` of which file. */
  readonly origin: string;
}

/** Where host keys are pinned: lines given by the user, or the user's own file. */
export type KnownHosts =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string };

/** Everything the user said, read once, checked, and never read again. */
export interface Inputs {
  readonly runnable: RunnableFile;
  readonly cluster: ClusterFile;
  readonly secrets: Secrets | undefined;
  /** Absolute path of the secrets file when one was named (never carried in a workdir). */
  readonly secretsFile: string | undefined;
  /** Undefined for a `!LocalCluster`, which makes its own. */
  readonly privateKey: PrivateKey | undefined;
  readonly knownHosts: KnownHosts;
  /** A shell line with `{runnable}`, `{secrets}`, `{results}`. */
  readonly command: string;
  /** Absolute path. */
  readonly workdir: string;
  readonly env: ReadonlyMap<string, string>;
  /** Seconds. */
  readonly maxRuntime: number;
  /** Paths or globs on the orchestrator, besides `{results}`. */
  readonly results: readonly string[];
  /** Absolute path on this machine. */
  readonly resultsPath: string;
  readonly artifactName: string | undefined;
  readonly teardown: TeardownPolicy;
}
