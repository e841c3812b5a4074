export type InterpolationFault = 'syntax' | 'missing' | 'too-deep' | 'too-long';

/** As Python: `configparser.MAX_INTERPOLATION_DEPTH`. */
const deepest = 10;
/** Characters and references. Python has no such limit, and fills the memory. */
const longest = 1024 * 1024;

/**
 * A value as Python's `BasicInterpolation` reads it: `%%` is `%`, `%(key)s` another value.
 *
 * @param values of the same section and `[DEFAULT]`, by their keys in lower case
 */
export function interpolate(
  value: string,
  values: ReadonlyMap<string, string>,
): { readonly text: string } | { readonly fault: InterpolationFault } {
  const pieces: string[] = [];
  let length = 0;
  const fault = append(value, 1);
  return fault === undefined ? { text: pieces.join('') } : { fault };

  function append(template: string, depth: number): InterpolationFault | undefined {
    if (depth > deepest) return 'too-deep';
    for (const [token, key] of template.matchAll(/[^%]+|%%|%\(([^)]+)\)s|%/g)) {
      const found = key === undefined ? token : values.get(key.toLowerCase());
      if (token === '%') return 'syntax';
      if (found === undefined) return 'missing';
      if (key !== undefined && found.includes('%')) {
        const fault = append(found, depth + 1);
        if (fault !== undefined) return fault;
      } else {
        length += found.length + 1;
        if (length > longest) return 'too-long';
        pieces.push(token === '%%' ? '%' : found);
      }
    }
    return undefined;
  }
}
