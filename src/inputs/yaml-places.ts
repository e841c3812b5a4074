import { type AliasNode, EVENT_ID, type Event, type Node, SCALAR_STYLE } from 'js-yaml';
import type { Problem } from '../problem';

/** Where something stands in a file. */
export type Place = Required<Pick<Problem, 'file' | 'line' | 'column'>>;
/** A node that is no alias. */
export type ContentNode = Exclude<Node, AliasNode>;

/** Offset of each node; one without text of its own has that of the node before it, its key. */
export function nodePositions(
  text: string,
  events: readonly Event[],
  nodes: readonly Node[],
): ReadonlyMap<Node, number> {
  const positions = new Map<Node, number>();
  let last = 0;
  let next = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP) continue;
    const node = nodes[next++];
    last = offset(event) ?? last;
    if (node !== undefined) positions.set(node, last);
  }
  return positions;

  function offset(event: Exclude<Event, { type: 1 | 6 }>): number | undefined {
    const starts: number[] = [];
    if (event.anchorStart >= 0) starts.push(event.anchorStart - 1);
    if (event.type !== EVENT_ID.ALIAS && event.tagStart >= 0) starts.push(event.tagStart);
    if ('start' in event) starts.push(event.start);
    if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0) starts.push(scalarStart(event));
    return starts.length > 0 ? Math.min(...starts) : undefined;
  }

  function scalarStart({ style, valueStart }: Extract<Event, { valueStart: number }>): number {
    if (style === SCALAR_STYLE.PLAIN) return valueStart;
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
      return valueStart - 1;
    }
    return valueStart + (/^\s*/.exec(text.slice(valueStart, valueStart + 200))?.[0].length ?? 0);
  }
}

/** From an offset to line and column, both from 1. */
export function placesIn(text: string, file: string): (position: number) => Place {
  const lineStarts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) lineStarts.push(index + end.length);
  return (position) => {
    let line = 0;
    for (let step = 2 ** 20; step >= 1; step /= 2) {
      if ((lineStarts[line + step] ?? Number.POSITIVE_INFINITY) <= position) line += step;
    }
    return { file, line: line + 1, column: position - (lineStarts[line] ?? 0) + 1 };
  };
}
