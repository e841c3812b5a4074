import { spell } from '../secrets/spell';
import type { SecretItem, SecretNode } from './secrets-tree';

/** Section and key of a problem, as far as they may be shown. */
export type ShownName = (section: string, key?: string, value?: string) => string;

/**
 * Names of a tree for problems. A value that was pasted over several lines can become names that
 * stand after it. Where the text is not clearly sections of keys, or the flat mapping, only the
 * first section and its first key are named, before which no value stands.
 */
export function shownNames(items: readonly SecretItem[]): ShownName {
  if (isClear(items)) return spell;
  const [first] = items;
  const inner = first?.value.kind === 'mapping' ? first.value.items[0] : undefined;
  const [section, key] = [first, inner].map((item) => item && textOf(item.key));
  return (...[givenSection, givenKey]) => {
    const isFirst = section !== undefined && givenSection === section;
    const shownSection = isFirst ? givenSection : hidden;
    if (givenKey === undefined) return spell(shownSection);
    const isFirstKey = isFirst && givenKey.toLowerCase() === key?.toLowerCase();
    return spell(shownSection, isFirstKey ? givenKey : hidden);
  };
}

/** Spelled `…`. */
const hidden = '';

function isClear(items: readonly SecretItem[]): boolean {
  if (areValues(items)) return true;
  const sections = items.map(({ value }) => value);
  return (
    haveNames(items) &&
    sections.every((one) => one.kind === 'mapping' && !one.fault && areValues(one.items))
  );
}

function areValues(items: readonly SecretItem[]): boolean {
  return haveNames(items) && items.every(({ value }) => textOf(value) !== undefined);
}

function haveNames(items: readonly SecretItem[]): boolean {
  const names = items.map(({ key }) => textOf(key)?.toLowerCase());
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function textOf(node: SecretNode): string | undefined {
  return node.kind === 'scalar' && !node.fault ? node.text : undefined;
}
