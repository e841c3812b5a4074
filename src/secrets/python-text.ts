/** What Python's `str.isspace()` is true for, which is not what JavaScript's `trim()` takes away. */
const whitespace = /[\t\n\v\f\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** Python's `str.strip()`. */
export function strip(text: string): string {
  const start = indentation(text);
  let end = text.length;
  while (end > start && whitespace.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** How many characters of white space a line starts with. */
export function indentation(text: string): number {
  let start = 0;
  while (start < text.length && whitespace.test(text.charAt(start))) start += 1;
  return start;
}

/** The lines of a text file as Python opens it: any of CRLF, CR and LF ends one. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}
