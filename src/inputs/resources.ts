import { dirname } from 'node:path';
import type { MappingNode, Node } from 'js-yaml';
import type { Problem } from '../problem';
import type { ClusterFile } from './cluster-file';
import type { YamlFile } from './flambe-yaml';
import type { RunnableFile } from './inputs';
import { fieldsOf } from './mapping-fields';
import { shown } from './shown';
import { absolutePath, kindOf } from './user-file';
import type { Place } from './yaml-places';
import { isEmpty } from './yaml-values';

/** An entry of `resources` of an `!Experiment`. */
export interface Resource {
  /** `cluster`: it lies on the nodes already, and is left as it is. */
  readonly kind: 'local' | 'http' | 's3' | 'cluster';
  /** As written, without the tag `!cluster`. */
  readonly value: string;
  readonly place: Place;
}

const accepted =
  'a path on this machine, `https://…`, `s3://bucket/key`, or `!cluster` and a path on the nodes';

/** `resources` of an Experiment, by name; what is wrong in it is added to `problems`. */
export function readResources(
  file: YamlFile,
  root: MappingNode,
  problems: Problem[],
): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>();
  const field = fieldsOf(file, root).get('resources');
  const node = field && file.content(field);
  // flambé takes a null as none.
  if (field === undefined || isEmpty(file, field)) return resources;
  if (node?.kind !== 'mapping') {
    const message = `It is no mapping; accepted is \`name: value\`, the value being ${accepted}.`;
    problems.push({ ...file.place(field), field: 'resources', message });
    return resources;
  }
  for (const [name, value] of fieldsOf(file, node)) {
    const read = readResource(file, name, value);
    if ('message' in read) {
      problems.push({ ...file.place(value), field: `resources.${shownName(name)}`, ...read });
    } else resources.set(name, read);
  }
  return resources;
}

function readResource(
  file: YamlFile,
  name: string,
  value: Node,
): Resource | Pick<Problem, 'message' | 'fix'> {
  if (name === '' || /[/\p{Cc}]/u.test(name)) {
    return {
      message: 'The name becomes part of a file name: it may hold no `/` and no line break.',
    };
  }
  const node = file.content(value);
  const text = node.kind === 'scalar' ? node.value : '';
  if (text === '' || /\p{Cc}/u.test(text))
    return { message: `It is no text; accepted is ${accepted}.` };
  const place = file.place(value);
  if (node.tagged && node.tag === '!cluster') return { kind: 'cluster', value: text, place };
  if (node.tagged && !/str>?$/.test(node.tag)) {
    return { message: `The tag \`${node.tag}\` means nothing here; accepted is ${accepted}.` };
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return { kind: 'local', value: text, place };
  if (scheme === 's3') {
    if (/^s3:\/\/[^/]+\/./i.test(text)) return { kind: 's3', value: text, place };
    return { message: 'It names no bucket and key; accepted is `s3://bucket/key`.' };
  }
  if (/^https?$/.test(scheme) && URL.canParse(text)) return { kind: 'http', value: text, place };
  return { message: `\`${scheme}:\` cannot be fetched; accepted is ${accepted}.` };
}

/**
 * Absolute path of a local resource: relative ones start from the runnable's folder.
 *
 * @param runnable absolute path of the runnable
 */
export function resourcePath({ value }: Resource, runnable: string, home: string): string {
  return absolutePath(value, { cwd: dirname(runnable), home });
}

/** Whether this machine reads from S3. */
export function readsFromS3(
  runnable: Pick<RunnableFile, 'resources'> | undefined,
  cluster: ClusterFile | undefined,
): boolean {
  if (runnable === undefined || cluster === undefined) return false;
  return [...broughtFrom(runnable, cluster).values()].some(({ kind }) => kind === 's3');
}

/**
 * Those at an address that this machine brings. What lies in S3 the machines of an `!AWSCluster` with
 * an `instance_profile` read by its rights, without a way over this machine.
 */
export function broughtFrom(
  { resources }: Pick<RunnableFile, 'resources'>,
  cluster: ClusterFile,
): ReadonlyMap<string, Resource> {
  const onNodes = readsOnNodes(cluster);
  const isBrought = ({ kind }: Resource) => kind === 'http' || (kind === 's3' && !onNodes);
  return new Map([...resources].filter(([, resource]) => isBrought(resource)));
}

/** Whether the machines have rights of their own at AWS. */
export function readsOnNodes(cluster: ClusterFile): boolean {
  return cluster.kind === 'aws' && cluster.instanceProfile !== undefined;
}

/** A problem for each local resource that is not there. */
export function checkResources(
  resources: ReadonlyMap<string, Resource>,
  runnable: string,
  home: string,
): readonly Problem[] {
  return [...resources]
    .filter(([, resource]) => resource.kind === 'local')
    .filter(([, resource]) => kindOf(resourcePath(resource, runnable, home)) === undefined)
    .map(([name, { value, place }]) => ({
      ...place,
      field: `resources.${shownName(name)}`,
      message: `${shown(value)} is not there, or may not be looked at.`,
      fix: 'A relative path starts from the folder of this file; for one on the nodes write `!cluster` before it.',
    }));
}

function shownName(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '?').slice(0, 80);
}
