import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Node } from 'js-yaml';
import { UserError } from '../problem';
import { awsFields } from './aws-fields';
import { awsCluster, localCluster, sshCluster } from './build-cluster';
import { localFields, sshFields } from './cluster-fields';
import type { ClusterFile } from './cluster-file';
import { parseYaml, type YamlFile } from './flambe-yaml';
import { didYouMean } from './nearest-name';
import { absolutePath, type ReadContext } from './user-file';
import { checkFields } from './yaml-fields';
import type { Place } from './yaml-places';
import { keyName } from './yaml-values';

const tags = ['!SSHCluster', '!AWSCluster', '!LocalCluster'];

export interface ReadCluster {
  readonly cluster: ClusterFile;
  /** Where the file names the private key, if it does. */
  readonly keyPlace: Place | undefined;
}

/**
 * Reads a cluster file: everything that flambé takes, and ours.
 *
 * @param path as the user wrote it
 * @throws UserError with every problem of the file
 */
export function readClusterFile(
  bytes: Uint8Array,
  path: string,
  context: ReadContext,
): ReadCluster {
  const file = parseYaml(bytes, path);
  const root = rootOf(file);
  return { cluster: read(file, root, context), keyPlace: placeOfField(file, root, 'key') };
}

/** flambé takes an extensions header here, too (its own classes of clusters; not ours). */
function rootOf(file: YamlFile): Node {
  const { documents, path } = file;
  const root = documents.at(-1)?.contents;
  if (!root) throw new UserError({ file: path, message: 'It is empty.' });
  if (documents.length > 2) {
    const message = `It has ${documents.length} YAML documents; a cluster file has one.`;
    throw new UserError({ ...file.place(root), message });
  }
  return root;
}

function read(file: YamlFile, root: Node, context: ReadContext): ClusterFile {
  const { tagged, tag } = file.content(root);
  const where = { file, root, title: tag };
  const pathOf = (key: string) => keyPath(key, file.path, context);
  switch (tagged && tag) {
    case '!LocalCluster':
      return localCluster(checkFields(localFields, where));
    case '!SSHCluster':
      return sshCluster(checkFields(sshFields, where), pathOf);
    case '!AWSCluster':
      return awsCluster(checkFields(awsFields, where), pathOf);
    default:
      throw new UserError({
        ...file.place(root),
        field: tagged ? tag : 'cluster',
        message: `${tagged ? 'No such kind of cluster' : 'Its root has no tag'}; accepted are ${tags.join(', ')}.`,
        fix: (tagged && didYouMean(tag, tags)) || `Begin the file with \`${tags[0]}\`.`,
      });
  }
}

/** Relative to the cluster file; flambé takes it relative to the working folder, and that holds, too. */
function keyPath(key: string, clusterFile: string, context: ReadContext): string {
  const besideFile = { ...context, cwd: dirname(absolutePath(clusterFile, context)) };
  const paths = [absolutePath(key, besideFile), absolutePath(key, context)] as const;
  return paths.find((path) => existsSync(path)) ?? paths[0];
}

function placeOfField(file: YamlFile, root: Node, name: string): Place | undefined {
  const node = file.content(root);
  if (node.kind !== 'mapping') return undefined;
  const pair = node.items.find(({ key }) => keyName(file, key) === name);
  return pair && file.place(pair.value);
}
