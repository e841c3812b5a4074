import type { Problem } from '../problem';
import { encodeValue } from './encode-ini';
import type { Secrets } from './secrets';

/** Shorter values would hide half of every log. */
const shortest = 4;

/**
 * What must never show in a log: each value, the form it has in the INI file, and each of its lines;
 * the longest first. The runner adds base64, JSON, URI and XML forms of its own (actions/runner,
 * ValueEncoders.cs).
 */
export function maskable({ sections }: Secrets): {
  readonly values: readonly string[];
  readonly warnings: readonly Problem[];
} {
  const forms = new Set<string>();
  const warnings: Problem[] = [];
  for (const [section, keys] of sections) {
    for (const [key, value] of keys) {
      if (value.length < shortest) {
        if (value !== '') {
          warnings.push({
            field: `secrets ${section}.${key}`,
            message: `The value is shorter than ${shortest} characters and cannot be hidden in logs.`,
          });
        }
        continue;
      }
      const hex = Buffer.from(value).toString('hex');
      for (const form of [
        value,
        encodeValue(value),
        hex,
        ...value.split('\n').map((line) => line.trim()),
      ]) {
        if (form.length >= shortest) forms.add(form);
      }
    }
  }
  return { values: [...forms].sort((a, b) => b.length - a.length), warnings };
}
