/** A shorter line of a longer secret (a brace, `---`) would blacken text that gives nothing away. */
const SHORTEST_LINE = 4;

/** A secret as it can appear in a log: whole, and line by line. Empty when there is nothing to hide. */
export function secretParts(value: string): string[] {
  if (value.trim() === '') return [];
  const lines = value.split(/[\r\n]+/).map((line) => line.trim());
  return [...new Set([value, ...lines.filter((line) => line.length >= SHORTEST_LINE)])];
}

/** The text with every one of these secrets, whole or line by line, replaced by `***`. */
export function redact(text: string, values: Iterable<string>): string {
  const parts = [...values].flatMap(secretParts);
  // The longest first: a secret that begins with another one must not leave its end behind.
  parts.sort((a, b) => b.length - a.length);
  return parts.reduce((redacted, part) => redacted.replaceAll(part, '***'), text);
}
