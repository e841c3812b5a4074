import {
  COLLECTION_STYLE,
  type Document,
  type MappingNode,
  type Node,
  SCALAR_STYLE,
  type ScalarNode,
  visit,
} from 'js-yaml';
import { parseYaml, presentYaml, type YamlFile } from './flambe-yaml';
import { fieldsOf, textOf } from './mapping-fields';

/** Where a flambé on the orchestrator finds its cluster (flambe/cluster/utils.py). */
export interface RemoteEnvironment {
  /** Path, on every node, of the private key by which nodes reach each other. */
  readonly key: string;
  readonly orchestratorIp: string;
  readonly factoriesIps: readonly string[];
  readonly publicOrchestratorIp: string;
  readonly publicFactoriesIps: readonly string[];
  /** Who logs in on the nodes. */
  readonly user: string;
  /** Who started the run. */
  readonly localUser: string;
}

export interface Rewrite {
  /** Module → where its package lies on the nodes. */
  readonly extensions?: ReadonlyMap<string, string>;
  readonly savePath?: string;
  /** Name → where it lies on the nodes; the tag `!cluster` goes. */
  readonly resources?: ReadonlyMap<string, string>;
  readonly env?: RemoteEnvironment;
}

/**
 * The runnable as it goes to the orchestrator. A document in which nothing changes keeps its bytes;
 * of the others comments are lost, and nothing else.
 *
 * @param path as the user wrote it, for problems
 * @throws UserError when it cannot be read as YAML
 */
export function rewriteRunnable(bytes: Uint8Array, path: string, rewrite: Rewrite): Buffer {
  const file = parseYaml(bytes, path);
  const [header, root] =
    file.documents.length > 1 ? file.documents : [undefined, file.documents[0]];
  const newHeader = header && rewriteHeader(file, header, rewrite);
  const newRoot = root && rewriteRoot(file, root, rewrite);
  if (!newHeader && !newRoot) return Buffer.from(bytes);
  if (!header) return Buffer.from(presentYaml(file.documents));
  const parts = splitDocuments(bytes, file, header);
  if (parts === undefined) return Buffer.from(presentYaml(file.documents));
  return Buffer.concat([
    newHeader ? Buffer.from(presentYaml([header])) : parts.header,
    newRoot && root ? Buffer.from(presentYaml([root])) : parts.root,
  ]);
}

/**
 * The bytes of the header and those of the runnable after it; undefined where they are not told
 * apart by a `---` alone. Inside of a document no line begins with one.
 */
function splitDocuments(bytes: Uint8Array, file: YamlFile, { contents }: Document) {
  const [, root] = file.documents;
  if (!contents || !root?.explicitStart || root.directives.length > 0) return undefined;
  const source = Buffer.from(bytes).toString('utf8');
  const lines = source.split(/(?<=\r\n|\n|\r(?!\n))/);
  const { line: first } = file.place(contents);
  const marker = lines.findIndex((line, i) => i >= first && /^---(?=\s|$)/.test(line));
  if (marker < 0) return undefined;
  const length = Buffer.byteLength(lines.slice(0, marker).join(''));
  return { header: bytes.subarray(0, length), root: bytes.subarray(length) };
}

/** Whether it changed the header. */
function rewriteHeader(file: YamlFile, { contents }: Document, { extensions }: Rewrite): boolean {
  const mapping = contents && file.content(contents);
  if (mapping?.kind !== 'mapping' || !extensions?.size) return false;
  for (const [module, path] of extensions) setField(file, mapping, module, text(path));
  return true;
}

/** Whether it changed the runnable. */
function rewriteRoot(file: YamlFile, { contents }: Document, rewrite: Rewrite): boolean {
  const mapping = contents && file.content(contents);
  const { savePath, resources, env } = rewrite;
  if (mapping?.kind !== 'mapping') return false;
  if (savePath !== undefined) setField(file, mapping, 'save_path', text(savePath));
  if (resources?.size) rewriteResources(file, mapping, resources);
  if (env) setField(file, mapping, 'env', environment(env));
  return savePath !== undefined || Boolean(resources?.size) || env !== undefined;
}

/** What else refers to the mapping by an alias goes on seeing it as it was. */
function rewriteResources(
  file: YamlFile,
  root: MappingNode,
  paths: ReadonlyMap<string, string>,
): void {
  const given = root.items.find(({ key }) => textOf(file, key) === 'resources')?.value;
  const inherited = fieldsOf(file, root).get('resources');
  const old = inherited && file.content(inherited);
  if (given?.kind === 'mapping' && !isAliased(file, given)) {
    for (const [name, path] of paths) setField(file, given, name, text(path));
    return;
  }
  const entries = old?.kind === 'mapping' ? [...fieldsOf(file, old)] : [];
  const kept = entries.filter(([name]) => !paths.has(name));
  const mapping = block([
    ...kept.map(([name, value]) => [name, withoutAnchors(file, value)] as const),
    ...[...paths].map(([name, path]) => [name, text(path)] as const),
  ]);
  setField(file, root, 'resources', mapping);
}

/** Sets a field of the mapping itself; a merged one of that name no longer counts. */
function setField(file: YamlFile, mapping: MappingNode, name: string, value: Node): void {
  const field = mapping.items.find(({ key }) => textOf(file, key) === name);
  if (field === undefined) {
    mapping.items.push({ key: text(name), value });
    return;
  }
  const old = field.value;
  field.value = value;
  handOn(file, old);
}

/** A node has gone: each anchored one in it moves to its first alias, for those that follow. */
function handOn(file: YamlFile, gone: Node): void {
  const anchored = new Set<Node>();
  eachNode(gone, (node) => {
    if (node.kind !== 'alias' && node.anchor !== undefined) anchored.add(node);
  });
  for (const { contents } of file.documents) {
    if (!contents || anchored.size === 0) continue;
    eachNode(contents, (alias, put) => {
      const node = file.content(alias);
      if (alias.kind === 'alias' && anchored.delete(node)) put(node);
    });
  }
}

function isAliased(file: YamlFile, node: Node): boolean {
  let found = false;
  visit([...file.documents], (each) => {
    found ||= each.kind === 'alias' && file.content(each) === node;
  });
  return found;
}

/** In the order of the text; `put` gives another node its place. */
function eachNode(
  root: Node,
  see: (node: Node, put: (other: Node) => void) => void,
  put: (other: Node) => void = () => {},
): void {
  see(root, put);
  if (root.kind === 'sequence') {
    for (const [i, item] of root.items.entries()) {
      eachNode(item, see, (other) => {
        root.items[i] = other;
      });
    }
  }
  if (root.kind !== 'mapping') return;
  for (const pair of root.items) {
    eachNode(pair.key, see, (other) => {
      pair.key = other;
    });
    eachNode(pair.value, see, (other) => {
      pair.value = other;
    });
  }
}

/** A copy that stands for itself. */
function withoutAnchors(file: YamlFile, alias: Node): Node {
  const { anchor: _, ...node } = file.content(alias);
  if (node.kind === 'scalar') return node;
  if (node.kind === 'sequence') {
    return { ...node, items: node.items.map((item) => withoutAnchors(file, item)) };
  }
  const items = node.items.map(({ key, value }) => ({
    key: withoutAnchors(file, key),
    value: withoutAnchors(file, value),
  }));
  return { ...node, items };
}

function environment(env: RemoteEnvironment): Node {
  const fields = block([
    ['key', text(env.key)],
    ['orchestrator_ip', text(env.orchestratorIp)],
    ['factories_ips', list(env.factoriesIps)],
    ['public_orchestrator_ip', text(env.publicOrchestratorIp)],
    ['public_factories_ips', list(env.publicFactoriesIps)],
    ['user', text(env.user)],
    ['local_user', text(env.localUser)],
  ]);
  return { ...fields, tag: '!RemoteEnvironment', tagged: true };
}

function text(value: string): ScalarNode {
  const tag = 'tag:yaml.org,2002:str';
  return { kind: 'scalar', tag, tagged: false, style: SCALAR_STYLE.SINGLE_QUOTED, value };
}

function list(values: readonly string[]): Node {
  const tag = 'tag:yaml.org,2002:seq';
  return {
    kind: 'sequence',
    tag,
    tagged: false,
    style: COLLECTION_STYLE.BLOCK,
    items: values.map(text),
  };
}

function block(fields: readonly (readonly [string, Node])[]): MappingNode {
  const items = fields.map(([name, value]) => ({ key: text(name), value }));
  const tag = 'tag:yaml.org,2002:map';
  return { kind: 'mapping', tag, tagged: false, style: COLLECTION_STYLE.BLOCK, items };
}
