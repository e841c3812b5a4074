import type { AliasNode, Document, MappingNode, Node } from 'js-yaml';
import type { Problem } from '../problem';
import { mostProblems } from './findings';
import type { ContentNode, Place } from './yaml-places';

/** Nodes that a document may have once every alias is written out. */
const largest = 1_000_000;

interface Anchor {
  readonly node: ContentNode;
  /** Nodes below it, itself included; undefined as long as it is not closed. */
  size: number | undefined;
}

/**
 * What syntax leaves open: every alias has an anchor before it and does not hold itself, aliases do
 * not expand without measure, no mapping has a key twice (ruamel.yaml refuses that, too).
 */
export function checkGraph(documents: readonly Document[], place: (node: Node) => Place) {
  const problems: Problem[] = [];
  const targets = new Map<AliasNode, ContentNode>();
  for (const { contents } of documents) {
    if (contents === null) continue;
    const size = measure(contents, new Map());
    if (size > largest) {
      problems.push({ ...place(contents), message: 'Its aliases expand without measure.' });
    }
  }
  const inOrder = problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { problems: inOrder.slice(0, mostProblems), targets };

  function measure(node: Node, anchors: Map<string, Anchor>): number {
    if (node.kind === 'alias') return measureAlias(node, anchors);
    const anchor: Anchor = { node, size: undefined };
    if (node.anchor !== undefined) anchors.set(node.anchor, anchor);
    if (node.kind === 'mapping') checkKeys(node);
    let size = 1;
    for (const child of childrenOf(node)) size += measure(child, anchors);
    anchor.size = size;
    return size;
  }

  function measureAlias(node: AliasNode, anchors: Map<string, Anchor>): number {
    const anchor = anchors.get(node.anchor);
    if (anchor?.size !== undefined) {
      targets.set(node, anchor.node);
      return anchor.size;
    }
    const reason = anchor === undefined ? `has no anchor before it` : 'holds itself';
    problems.push({ ...place(node), message: `The alias \`*${node.anchor}\` ${reason}.` });
    return 1;
  }

  function checkKeys({ items }: MappingNode): void {
    const seen = new Map<string, Node>();
    for (const { key } of items) {
      if (key.kind !== 'scalar') continue;
      const identity = `${key.tag} ${key.value}`;
      const first = seen.get(identity);
      if (first === undefined) seen.set(identity, key);
      else {
        const message = `The key stands in this mapping twice, first in line ${place(first).line}.`;
        problems.push({ ...place(key), field: key.value.slice(0, 80), message });
      }
    }
  }
}

function childrenOf(node: ContentNode): readonly Node[] {
  if (node.kind === 'sequence') return node.items;
  if (node.kind === 'mapping') return node.items.flatMap(({ key, value }) => [key, value]);
  return [];
}
