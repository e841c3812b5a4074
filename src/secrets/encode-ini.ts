import type { Problem } from '../problem';

type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** White space as Python's `str.strip()` takes it, which is not JavaScript's `trim()`. */
const blank =
  '[\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const outerBlank = new RegExp(`^${blank}|${blank}$`);
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Writes the INI file that Python's `configparser.ConfigParser()` reads back exactly.
 *
 * @returns the text, and a problem by section and key for each value that the format cannot hold
 */
export function encodeIni(sections: Sections): { text: string; problems: Problem[] } {
  const problems: Problem[] = [];
  const seenSections = new Set<string>();
  let text = '';
  for (const [section, keys] of sections) {
    if (section === 'DEFAULT' || !/^[^\]\r\n]+$/.test(section) || outerBlank.test(section)) {
      problems.push({
        field: section,
        message: 'This cannot be the name of a section.',
        fix: 'Give it a name of letters and digits other than DEFAULT.',
      });
    }
    if (seenSections.has(section))
      problems.push({ field: section, message: 'This section stands twice.' });
    seenSections.add(section);
    text += `[${section}]\n`;
    const seen = new Set<string>();
    for (const [key, value] of keys) {
      const field = `${section}.${key}`;
      if (!/^[\w.-]+$/.test(key)) {
        problems.push({
          field,
          message: 'This cannot be the name of a key.',
          fix: 'Use letters, digits, `_`, `.` and `-`.',
        });
      }
      if (seen.has(key.toLowerCase())) {
        problems.push({
          field,
          message: 'This key stands twice: Python reads keys in lower case.',
        });
      }
      seen.add(key.toLowerCase());
      const fault = faultOf(value);
      if (fault)
        problems.push({
          field,
          message: fault,
          fix: 'Give it encoded as base64, and decode it in the job.',
        });
      text += `${key} = ${encodeValue(value)}\n`;
    }
  }
  return { text, problems };
}

/** A value as it stands in the file. */
export function encodeValue(value: string): string {
  return value.replaceAll('%', '%%').replaceAll(/\n(?=[^\n])/g, '\n\t');
}

function faultOf(value: string): string | undefined {
  if (value.includes('\r'))
    return 'The value has a carriage return, which an INI file cannot hold.';
  if (value.endsWith('\n')) return 'The value ends with a newline, which an INI file cannot hold.';
  if (loneSurrogate.test(value)) return 'The value is no valid Unicode text.';
  const [, ...continued] = value.split('\n');
  if (value.split('\n').some((line) => outerBlank.test(line))) {
    return 'A line of the value starts or ends with white space, which an INI file cannot hold.';
  }
  if (continued.some((line) => /^[#;]/.test(line))) {
    return 'A later line of the value starts with `#` or `;`, which an INI file takes for a comment.';
  }
  return undefined;
}
