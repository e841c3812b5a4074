import type { Problem } from '../problem';
import { strip } from './python-text';
import type { Sections } from './secrets';
import { spell } from './spell';

const named = /^[A-Za-z0-9_.-]+$/;

/**
 * Writes the INI file that Python's `configparser.ConfigParser()` reads back exactly (keys in lower
 * case), or says by section and key, as `field`, what it cannot hold. Nothing is changed to fit.
 */
export function encodeIni(sections: Sections): { text: string; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let text = '';
  for (const [section, keys] of sections) {
    problems.push(...sectionProblems(section));
    text += `[${section}]\n`;
    const seen = new Set<string>();
    for (const [key, value] of keys) {
      problems.push(...keyProblems(section, key, seen), ...valueProblems(section, key, value));
      seen.add(key.toLowerCase());
      text += `${key} = ${encodeValue(value)}\n`;
    }
  }
  return { text, problems };
}

/** A value as it stands in the file. */
export function encodeValue(value: string): string {
  return value.replaceAll('%', '%%').replaceAll(/\n(?!\n|$)/g, '\n\t');
}

function sectionProblems(section: string): Problem[] {
  const field = spell(section);
  if (section === 'DEFAULT') {
    const message = 'Python adds the keys of [DEFAULT] to every other section.';
    return [{ field, message, fix: 'Give the section another name, or the secrets as INI text.' }];
  }
  return named.test(section) ? [] : [badName(field, 'section')];
}

function keyProblems(section: string, key: string, seen: ReadonlySet<string>): Problem[] {
  const field = spell(section, key);
  if (!named.test(key)) return [badName(field, 'key')];
  if (!seen.has(key.toLowerCase())) return [];
  const message = 'The key is in its section twice: Python reads keys in lower case.';
  return [{ field, message, fix: 'Leave one of them.' }];
}

function badName(field: string, kind: string): Problem {
  const message = `The name of a ${kind} has letters A to Z, digits, \`_\`, \`.\` and \`-\` only.`;
  return { field, message, fix: 'Give it such a name.' };
}

function valueProblems(section: string, key: string, value: string): Problem[] {
  const faults = faultsOf(value);
  if (faults.length === 0) return [];
  const isJson = /^\s*[[{]/.test(value);
  const fix =
    faults.length === 1 && faults[0] === finalNewline
      ? 'Strip the final newline (in YAML, `|-` instead of `|`), or give the value as base64.'
      : `Give it as base64 and decode it in the job${isJson ? '; JSON also fits in one line' : ''}.`;
  const message = `An INI file cannot hold the value: it ${faults.join(', and ')}.`;
  return [{ field: spell(section, key), message, fix }];
}

const finalNewline = 'ends with a newline';

/** What configparser would not give back (Lib/configparser.py, `_read`; io.TextIOWrapper). */
function faultsOf(value: string): string[] {
  const faults: string[] = [];
  const lines = value.replaceAll('\r', '').split('\n');
  if (value.endsWith('\n')) faults.push(finalNewline);
  if (value.includes('\r')) faults.push('has a carriage return');
  if (lines.some((line) => strip(line) !== line)) {
    faults.push('has a line that starts or ends with white space');
  }
  if (lines.slice(1).some((line) => /^[#;]/.test(line))) {
    faults.push('has a line after its first that starts with `#` or `;`');
  }
  if (!value.isWellFormed()) faults.push('is no Unicode text (half of a surrogate pair)');
  return faults;
}
