import type { Problem } from '../problem';
import { encodeValue } from './encode-ini';
import { linesOf, strip } from './python-text';
import type { Secrets } from './secrets';
import { spell } from './spell';

/** Characters. Shorter ones would blacken every log. */
const shortest = 4;

/**
 * What must never show in a log, each once and the longest first, with a warning for each value that
 * is too short to be hidden. `[DEFAULT]`, and what a value is before interpolation, included.
 */
export function maskable({ sections, raw }: Secrets): {
  readonly values: readonly string[];
  readonly warnings: readonly Problem[];
} {
  const found = new Set<string>();
  const warnings: Problem[] = [];
  for (const keys of [...raw.values(), ...sections.values()]) {
    for (const value of keys.values()) for (const form of forms(value)) found.add(form);
  }
  for (const [section, keys] of raw) {
    for (const [key, written] of keys) {
      const value = sections.get(section)?.get(key) ?? written;
      if (value !== '' && value.length < shortest) {
        const message = `The value has fewer than ${shortest} characters and is not hidden in logs.`;
        warnings.push({ field: `secrets: ${spell(section, key, value)}`, message });
      }
    }
  }
  return { values: [...found].sort((a, b) => b.length - a.length), warnings };
}

/**
 * A value in each form in which it can appear in a log: as it is, as the INI file has it, line by
 * line, in JSON or a URI, in hexadecimal and base64. None for a value under four characters, nor any
 * form that is shorter. (GitHub's runner adds base64 at other offsets, XML and shell quoting.)
 */
export function forms(value: string): string[] {
  if (value.length < shortest) return [];
  const bytes = Buffer.from(value);
  const all = [
    value,
    encodeValue(value),
    ...[value, encodeValue(value)].flatMap(linesOf).map(strip),
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value.toWellFormed()),
    bytes.toString('hex'),
    bytes.toString('base64'),
  ];
  return [...new Set(all.filter((form) => form.length >= shortest))];
}
