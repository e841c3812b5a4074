import { secretParts } from './redact';

/** Hides secrets in bytes that come piece by piece. */
export interface Redactor {
  /** @returns the bytes so far that cannot be the beginning of a secret, with `***` for each secret in them */
  next(chunk: Buffer): Buffer;
  /** @returns the rest */
  end(): Buffer;
}

/** As `redact` does in a text: whole or line by line. */
export function redactor(values: Iterable<string>): Redactor {
  // A character for each byte: a piece may end within a character.
  const parts = [...new Set([...values].flatMap(secretParts))]
    .map((part) => Buffer.from(part).toString('latin1'))
    .sort((a, b) => b.length - a.length);
  const [longest] = parts;
  if (longest === undefined) return { next: (chunk) => chunk, end: () => Buffer.alloc(0) };
  const most = longest.length;
  const anyPart = new RegExp(parts.map(literally).join('|'), 'g');
  const firsts = new Set(parts.map((part) => part[0]));

  /** Where, at `from` or later, something begins that may go on in the next piece. */
  function openEnd(text: string, from: number): number {
    for (let i = Math.max(from, text.length - most + 1); i < text.length; i++) {
      if (!firsts.has(text[i])) continue;
      const end = text.slice(i);
      if (parts.some((part) => part.length > end.length && part.startsWith(end))) return i;
    }
    return text.length;
  }

  let kept = '';
  return {
    next(chunk) {
      const text = kept + chunk.toString('latin1');
      let shown = '';
      let at = 0;
      let open = openEnd(text, 0);
      for (const { index, 0: part } of text.matchAll(anyPart)) {
        if (index >= open) break;
        shown += `${text.slice(at, index)}***`;
        at = index + part.length;
        if (at > open) open = openEnd(text, at);
      }
      kept = text.slice(open);
      return Buffer.from(shown + text.slice(at, open), 'latin1');
    },
    end: () => Buffer.from(kept.replaceAll(anyPart, '***'), 'latin1'),
  };
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
