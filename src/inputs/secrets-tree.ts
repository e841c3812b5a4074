import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from 'js-yaml';
import type { Problem } from '../problem';

/** A node of YAML or JSON text. A scalar is what was written: `0123`, `1e3` and `yes` stay so. */
export type SecretNode = {
  /** Offset in the text. */
  readonly start: number;
  /** Why the node is not to be taken as it stands. */
  readonly fault?: SecretFault;
} & (
  | { readonly kind: 'scalar'; readonly text: string; readonly commented: boolean }
  | { readonly kind: 'mapping'; readonly items: readonly SecretItem[] }
  | { readonly kind: 'sequence' | 'alias' }
);

export interface SecretItem {
  readonly key: SecretNode;
  readonly value: SecretNode;
}

export type SecretFault = 'tag' | 'anchor' | 'folded';

const deepest = 20;
const quotes: ReadonlySet<number> = new Set([
  SCALAR_STYLE.SINGLE_QUOTED,
  SCALAR_STYLE.DOUBLE_QUOTED,
]);

/**
 * The documents of YAML text, of which JSON is a part. Events and not values: those have lost how a
 * number was written. What js-yaml says of an error is not shown: it quotes the text.
 */
export function parseSecretTree(text: string): readonly SecretNode[] | Problem {
  try {
    return nodesOf(text, parseEvents(text, { maxDepth: deepest }));
  } catch (error) {
    return syntaxProblem(error);
  }
}

function syntaxProblem(error: unknown): Problem {
  const fix = 'Quote a value that has characters which mean something in YAML.';
  const { reason, mark } = error instanceof YAMLException ? error : {};
  // What follows a colon or a quotation mark is taken from the text.
  const what = reason?.split(/[:"']/, 1)[0]?.trim();
  return {
    ...(mark && { line: mark.line + 1, column: mark.column + 1 }),
    message: `The text cannot be read as YAML or JSON${what ? ` (${what})` : ''}.`,
    fix,
  };
}

function nodesOf(text: string, events: readonly Event[]): SecretNode[] {
  let next = 0;
  return children();

  /** Up to the POP that closes their parent, or the end. */
  function children(): SecretNode[] {
    const nodes: SecretNode[] = [];
    for (let event = events[next++]; event && event.type !== EVENT_ID.POP; event = events[next++]) {
      if (event.type === EVENT_ID.DOCUMENT) nodes.push(...children());
      else nodes.push(node(event, nodes.at(-1)?.start ?? 0));
    }
    return nodes;
  }

  function node(event: Exclude<Event, { type: 1 | 6 }>, before: number): SecretNode {
    if (event.type === EVENT_ID.ALIAS) return { kind: 'alias', start: event.anchorStart - 1 };
    const properties = propertiesOf(event);
    if (event.type === EVENT_ID.SCALAR) {
      const { valueStart, valueEnd, style } = event;
      const start = valueStart < 0 ? before : valueStart - (quotes.has(style) ? 1 : 0);
      const fault = properties.fault ?? (isFolded(event) ? 'folded' : undefined);
      const commented = style === SCALAR_STYLE.PLAIN && /^[ \t]+#/.test(text.slice(valueEnd));
      const content = { text: getScalarValue(text, event), commented };
      return { kind: 'scalar', start, ...content, ...faulty(fault) };
    }
    const inner = children();
    const place = { start: event.start, ...properties };
    return event.type === EVENT_ID.MAPPING
      ? { kind: 'mapping', items: paired(inner), ...place }
      : { kind: 'sequence', ...place };
  }

  function propertiesOf({ tagStart, tagEnd, anchorStart }: Exclude<Event, { type: 1 | 5 | 6 }>) {
    if (anchorStart >= 0) return faulty('anchor');
    const tagged = tagStart >= 0 && !['!', '!!str'].includes(text.slice(tagStart, tagEnd));
    return faulty(tagged ? 'tag' : undefined);
  }

  /** Line ends in a scalar of these styles become spaces, by which a key or a token is lost. */
  function isFolded({ style, valueStart, valueEnd }: ScalarEvent): boolean {
    const inFlow = style !== SCALAR_STYLE.LITERAL_BLOCK && style !== SCALAR_STYLE.FOLDED_BLOCK;
    return inFlow && valueStart >= 0 && /[\r\n]/.test(text.slice(valueStart, valueEnd));
  }
}

function faulty(fault: SecretFault | undefined): { readonly fault?: SecretFault } {
  return fault === undefined ? {} : { fault };
}

function paired(nodes: readonly SecretNode[]): SecretItem[] {
  const items: SecretItem[] = [];
  for (let i = 0; i < nodes.length; i += 2) {
    items.push({ key: nodes[i] as SecretNode, value: nodes[i + 1] as SecretNode });
  }
  return items;
}
