import {
  boolCoreTag,
  floatCoreTag,
  intCoreTag,
  NOT_RESOLVED,
  type Node,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarNode,
} from 'js-yaml';
import type { Problem } from '../problem';
import type { YamlFile } from './flambe-yaml';

const standardTag = /^(!!|!<tag:yaml\.org,2002:)(str|int|float|bool|null|seq|map)>?$/;

/**
 * The plain value of a node as flambé's ruamel.yaml reads it (YAML 1.2: `yes` is a text). Empty
 * fields of a mapping are left out, as not given; tags that mean nothing there are problems.
 */
export function plainValue(file: YamlFile, root: Node): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  return { value: toPlain(root, ''), problems };

  function toPlain(alias: Node, field: string): unknown {
    const node = file.content(alias);
    const isRoot = node === file.content(root);
    if (node.tagged && !isRoot && !standardTag.test(node.tag)) {
      const message = `The tag \`${node.tag}\` means nothing here.`;
      problems.push({ ...file.place(alias), field, message, fix: 'Leave it out.' });
    }
    if (node.kind === 'scalar') return scalarValue(node, isRoot);
    if (node.kind === 'sequence') {
      return node.items.map((item, i) => toPlain(item, `${field}[${i}]`));
    }
    return Object.fromEntries(
      node.items
        .map(({ key, value }) => {
          const name = keyName(file, key);
          return [name, toPlain(value, isRoot ? name : `${field}.${name}`)];
        })
        .filter(([, value]) => value !== null),
    );
  }
}

/** The name of a field; a key that is no scalar is none. */
export function keyName(file: YamlFile, key: Node): string {
  const node = file.content(key);
  return node.kind === 'scalar' ? node.value : '?';
}

/** Whether a value is null, as a field that is not given. */
export function isEmpty(file: YamlFile, value: Node): boolean {
  const node = file.content(value);
  return node.kind === 'scalar' && scalarValue(node, false) === null;
}

function scalarValue({ value, style, tagged, tag }: ScalarNode, isRoot: boolean): unknown {
  const text = tagged && !isRoot ? /str>?$/.test(tag) : style !== SCALAR_STYLE.PLAIN;
  if (text) return value;
  const number = /^[-+]?\d[\d_]*$/.test(value) ? value.replaceAll('_', '') : value;
  for (const { resolve } of [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]) {
    const resolved = resolve(number, false, '');
    if (resolved !== NOT_RESOLVED) return resolved;
  }
  return value;
}
