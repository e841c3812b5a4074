import { type MappingNode, type Node, SCALAR_STYLE } from 'js-yaml';
import type { YamlFile } from './flambe-yaml';

/** The value of a scalar that is a text. */
export function textOf(file: YamlFile, alias: Node): string | undefined {
  const node = file.content(alias);
  const isText = node.kind === 'scalar' && /(^!!|:)str$/.test(node.tag);
  return isText ? node.value : undefined;
}

/**
 * The fields of a mapping by name, with those that merge keys bring (yaml.org/type/merge): its own
 * come before merged ones, and of several merged the first counts. Keys that are no scalars are
 * left out.
 */
export function fieldsOf(file: YamlFile, mapping: MappingNode): ReadonlyMap<string, Node> {
  const own = new Map<string, Node>();
  const merged: Node[] = [];
  for (const { key: alias, value } of mapping.items) {
    const key = file.content(alias);
    if (key.kind !== 'scalar') continue;
    const merges = key.value === '<<' && key.style === SCALAR_STYLE.PLAIN && !key.tagged;
    if (merges) merged.push(value);
    else own.set(key.value, value);
  }
  for (const value of merged) {
    const node = file.content(value);
    const sources = node.kind === 'sequence' ? node.items.map(file.content) : [node];
    for (const source of sources) {
      if (source.kind !== 'mapping') continue;
      for (const [name, field] of fieldsOf(file, source)) {
        if (!own.has(name)) own.set(name, field);
      }
    }
  }
  return own;
}
