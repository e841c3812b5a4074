import { join } from 'node:path';
import { UserError } from '../problem';
import { type ClusterFile, embeddedCluster } from './cluster-file';
import type { Findings } from './findings';
import { yamlLimit } from './flambe-yaml';
import { givenText } from './given-text';
import type { KnownHosts, PrivateKey } from './inputs';
import { knownHostsProblems } from './known-hosts-lines';
import { keyLimit, readPrivateKey } from './private-key';
import { type RawInputs, spelled } from './raw-inputs';
import { type ReadCluster, readClusterFile } from './read-cluster-file';
import { type ReadContext, readUserFile } from './user-file';

/** Which hosts there are, and how they may be talked to. */
export interface Hosts {
  readonly cluster: ClusterFile;
  readonly privateKey: PrivateKey | undefined;
  readonly knownHosts: KnownHosts;
}

/** The cluster, its key and its known hosts; what is not well is undefined. */
export function readHosts(
  raw: RawInputs,
  context: ReadContext,
  findings: Findings,
): { readonly [Part in keyof Hosts]: Hosts[Part] | undefined } {
  const read = findings.attempt(() => readCluster(raw, context));
  const knownHosts = findings.attempt(() => readKnownHosts(raw, context));
  const given = findings.attempt(() => readGivenKey(raw, context));
  const privateKey = given ?? (read && findings.attempt(() => readNamedKey(read, raw, context)));
  return { cluster: read?.cluster, privateKey, knownHosts };
}

/** The cluster file alone. @throws UserError with everything that is wrong with it */
export function readCluster(raw: RawInputs, context: ReadContext): ReadCluster {
  const path = raw.values.get('cluster');
  if (path === undefined) return { cluster: embeddedCluster, keyPlace: undefined };
  const bytes = readUserFile({ path, field: spelled(raw, 'cluster') }, yamlLimit, context);
  return readClusterFile(bytes, path, context);
}

function readKnownHosts(raw: RawInputs, context: ReadContext): KnownHosts {
  const given = givenText(raw, 'ssh-known-hosts', yamlLimit, context);
  if (!given) return { kind: 'file', path: join(context.home, '.ssh/known_hosts') };
  const origin = given.file ? { file: given.origin } : { field: given.origin };
  const problems = knownHostsProblems(given.text, origin);
  if (problems.length > 0) throw new UserError(problems);
  // OpenSSH takes it for a part of the first name.
  return { kind: 'text', text: given.text.replace(/^\ufeff/, '') };
}

function readGivenKey(raw: RawInputs, context: ReadContext): PrivateKey | undefined {
  const given = givenText(raw, 'ssh-private-key', keyLimit, context);
  return (
    given &&
    readPrivateKey(given.text, { ...given, place: { field: spelled(raw, 'ssh-private-key') } })
  );
}

function readNamedKey(
  { cluster, keyPlace }: ReadCluster,
  raw: RawInputs,
  context: ReadContext,
): PrivateKey | undefined {
  if (cluster.kind === 'local' || raw.values.has('ssh-private-key')) return undefined;
  const { key } = cluster;
  if (key === undefined) {
    if (cluster.kind === 'aws' && cluster.keyName === undefined) return undefined;
    const wanted =
      cluster.kind === 'aws' ? `the key pair \`${cluster.keyName}\`` : 'an !SSHCluster';
    throw new UserError({
      field: spelled(raw, 'ssh-private-key'),
      message: `A private key is wanted for ${wanted}, and none was given.`,
      fix: 'Give it here, or its path as `key` in the cluster file.',
    });
  }
  const place = { ...keyPlace, field: 'key' };
  try {
    const text = readUserFile({ path: key, field: 'key' }, keyLimit, context).toString('utf8');
    return readPrivateKey(text, {
      origin: `key of ${raw.values.get('cluster')}`,
      place,
      file: key,
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.problems.map((problem) => ({ ...problem, ...place })),
      undefined,
      { cause: error },
    );
  }
}
