import {
  COLLECTION_STYLE,
  CORE_SCHEMA,
  type Document,
  type Event,
  eventsToAst,
  type Node,
  parseEvents,
  present,
  visit,
  YAMLException,
} from 'js-yaml';
import { type Problem, UserError } from '../problem';
import { checkGraph } from './yaml-graph';
import { type ContentNode, nodePositions, type Place, placesIn } from './yaml-places';

/** Bytes a YAML file may have. */
export const yamlLimit = 1024 * 1024;
const deepest = 100;

/** A YAML file as its syntax tree: every tag, number and order as the user wrote it. */
export interface YamlFile {
  /** As the user wrote it. */
  readonly path: string;
  readonly documents: readonly Document[];
  /** Where a node stands; an empty value stands where its key does. */
  place(node: Node): Place;
  /** What an alias stands for; any other node is itself. */
  content(node: Node): ContentNode;
}

/**
 * Parses one or more YAML documents (YAML 1.2, as flambé's ruamel.yaml reads them).
 *
 * @param path as the user wrote it, for problems
 * @throws UserError with bad syntax, or with every duplicate key and bad alias
 */
export function parseYaml(bytes: Uint8Array, path: string): YamlFile {
  const text = decode(bytes, path);
  const places = placesIn(text, path);
  const [events, documents] = parse(text, path);
  const positions = nodePositions(text, events, nodesOf(documents));
  const place = (node: Node) => places(positions.get(node) ?? 0);
  const { problems, targets } = checkGraph(documents, place);
  if (problems.length > 0) throw new UserError(problems);
  return {
    path,
    documents,
    place,
    content: (node) => (node.kind === 'alias' ? (targets.get(node) as ContentNode) : node),
  };
}

/** A syntax tree as text. Comments are lost; tags, values, anchors and order are not. */
export function presentYaml(documents: readonly Document[]): string {
  const copy = structuredClone([...documents]);
  for (const { contents } of copy) if (contents) unfoldBareTags(contents);
  return present(copy, { schema: CORE_SCHEMA, lineWidth: -1 });
}

/**
 * Lists that hold `!Class` without a value are written one item a line: ruamel.yaml does not read
 * `[!Class, x]`, which has no space after the tag.
 */
function unfoldBareTags(node: Node): boolean {
  if (node.kind === 'alias') return false;
  if (node.kind === 'scalar') return node.tagged && node.value === '';
  const children =
    node.kind === 'sequence' ? node.items : node.items.flatMap(({ key, value }) => [key, value]);
  const holdsOne = children.map(unfoldBareTags).includes(true);
  if (holdsOne) node.style = COLLECTION_STYLE.BLOCK;
  return holdsOne;
}

function decode(bytes: Uint8Array, path: string): string {
  if (bytes.length > yamlLimit) {
    throw new UserError({ file: path, message: `It is larger than ${yamlLimit / 1024} KiB.` });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const fix = 'Save it as UTF-8.';
    throw new UserError({ file: path, message: 'It is not UTF-8 text.', fix }, undefined, {
      cause,
    });
  }
}

function parse(text: string, path: string): [Event[], Document[]] {
  try {
    const events = parseEvents(text, { maxDepth: deepest });
    return [events, eventsToAst(events, { source: text, schema: CORE_SCHEMA })];
  } catch (cause) {
    // The parser's error holds the whole text: nothing of it is passed on.
    throw new UserError(syntaxProblem(cause, path));
  }
}

function syntaxProblem(error: unknown, path: string): Problem {
  if (!(error instanceof YAMLException))
    return { file: path, message: 'It cannot be read as YAML.' };
  const { reason, mark } = error;
  // What follows a colon or a quote is taken from the file.
  const [what = reason] = reason.split(/[:"]/, 1);
  const message = reason.startsWith('nesting exceeded')
    ? `It is nested more than ${deepest} levels deep.`
    : `Bad YAML: ${what.trim()}.`;
  return { file: path, message, ...(mark && { line: mark.line + 1, column: mark.column + 1 }) };
}

function nodesOf(documents: Document[]): Node[] {
  const nodes: Node[] = [];
  visit(documents, (node) => {
    nodes.push(node);
  });
  return nodes;
}
