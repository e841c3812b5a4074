import type { Problem } from '../problem';

interface Checked {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly problems: readonly Problem[];
}

const blank =
  '[\\t\\n\\v\\f\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const strip = (text: string) => text.replace(new RegExp(`^${blank}+|${blank}+$`, 'g'), '');
const asYaml = 'Correct the line, or give the secrets as YAML or JSON, which hold any value.';
const maxDepth = 10;

/**
 * Reads INI text by the rules of Python's `configparser.ConfigParser()` (Lib/configparser.py).
 * Problems name line, or section and key, never a value.
 */
export function checkIni(text: string): Checked {
  const problems: Problem[] = [];
  const raw = new Map<string, Map<string, string[]>>([['DEFAULT', new Map()]]);
  let keys: Map<string, string[]> | undefined;
  let value: string[] | undefined;
  let indent = 0;
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const place = { line: index + 1 };
    const content = /^\s*[#;]/.test(line) ? '' : strip(line);
    if (content === '') {
      if (/^\s*[#;]/.test(line)) continue;
      if (value) value.push('');
      else indent = 0;
      continue;
    }
    const level = line.search(new RegExp(`(?!${blank}).`, 's'));
    if (value && keys && level > indent) {
      value.push(content);
      continue;
    }
    indent = level;
    const header = /^\[(.+)\]/.exec(content);
    if (header) {
      const name = header[1] as string;
      if (raw.has(name) && name !== 'DEFAULT') {
        problems.push({ ...place, field: name, message: 'This section stands twice.' });
      }
      keys = raw.get(name) ?? new Map();
      raw.set(name, keys);
      value = undefined;
      continue;
    }
    const option = /^(.*?)\s*[=:]\s*(.*)$/s.exec(content);
    const key = option && strip(option[1] as string).toLowerCase();
    if (!keys) {
      problems.push({ ...place, message: 'This line stands before any [section].', fix: asYaml });
    } else if (!option || !key) {
      problems.push({ ...place, message: 'This line is no `key = value`.', fix: asYaml });
    } else {
      if (keys.has(key))
        problems.push({ ...place, field: key, message: 'This key stands twice in its section.' });
      value = [strip(option[2] as string)];
      keys.set(key, value);
    }
  }
  return { ...interpolateAll(raw, problems), problems };
}

function interpolateAll(raw: Map<string, Map<string, string[]>>, problems: Problem[]) {
  const defaults = raw.get('DEFAULT') ?? new Map<string, string[]>();
  const sections = new Map<string, Map<string, string>>();
  for (const [name, own] of raw) {
    if (name === 'DEFAULT') continue;
    const merged = new Map([...defaults, ...own].map(([key, lines]) => [key, joined(lines)]));
    const values = new Map<string, string>();
    for (const [key, value] of merged) {
      const read = interpolate(value, merged, 1);
      if (read === undefined) {
        problems.push({
          field: `${name}.${key}`,
          message: 'Python cannot interpolate this value: a `%` must stand as `%%`.',
          fix: asYaml,
        });
      } else values.set(key, read);
    }
    sections.set(name, values);
  }
  return { sections };
}

function joined(lines: readonly string[]): string {
  return strip(lines.join('\n')) === '' ? '' : lines.join('\n').replace(/\s+$/, '');
}

/** BasicInterpolation: `%%` and `%(name)s`, ten levels deep. */
function interpolate(
  value: string,
  values: ReadonlyMap<string, string>,
  depth: number,
): string | undefined {
  if (depth > maxDepth) return undefined;
  let result = '';
  for (let rest = value; rest !== ''; ) {
    const at = rest.indexOf('%');
    if (at < 0) return result + rest;
    result += rest.slice(0, at);
    rest = rest.slice(at);
    const name = /^%\(([^)]+)\)s/.exec(rest);
    if (rest.startsWith('%%')) {
      result += '%';
      rest = rest.slice(2);
    } else if (name) {
      const found = values.get((name[1] as string).toLowerCase());
      const inner = found === undefined ? undefined : interpolate(found, values, depth + 1);
      if (inner === undefined) return undefined;
      result += inner;
      rest = rest.slice(name[0].length);
    } else return undefined;
  }
  return result;
}
