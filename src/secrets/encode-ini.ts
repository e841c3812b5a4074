import type { Problem } from '../problem';
import { strip } from './python-text';
import type { Sections } from './secrets';
import { spell } from './spell';

const named = /^[A-Za-z0-9_.-]+$/;

type Where = (section: string, key?: string) => Partial<Problem>;

/**
 * Writes the INI file that Python's `configparser.ConfigParser()` reads back exactly (keys in lower
 * case), or says by section and key what it cannot hold. Nothing is changed to fit.
 *
 * @param where says in a problem where a section or key stands
 */
export function encodeIni(
  sections: Sections,
  where: Where = (section, key) => ({ field: spell(section, key) }),
): { text: string; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  let text = '';
  for (const [section, keys] of sections) {
    const faults = sectionFaults(section);
    problems.push(...faults.map((fault) => ({ ...where(section), ...fault })));
    text += `[${section}]\n`;
    const seen = new Set<string>();
    for (const [key, value] of keys) {
      const faults = [...keyFaults(key, seen), ...valueFaults(value)];
      problems.push(...faults.map((fault) => ({ ...where(section, key), ...fault })));
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

type Fault = Pick<Problem, 'message' | 'fix'>;

function sectionFaults(section: string): Fault[] {
  if (section !== 'DEFAULT') return named.test(section) ? [] : [badName('section')];
  const message = 'Python adds the keys of [DEFAULT] to every other section.';
  return [{ message, fix: 'Give the section another name, or the secrets as INI text.' }];
}

function keyFaults(key: string, seen: ReadonlySet<string>): Fault[] {
  if (!named.test(key)) return [badName('key')];
  if (!seen.has(key.toLowerCase())) return [];
  const message = 'The key is in its section twice: Python reads keys in lower case.';
  return [{ message, fix: 'Leave one of them.' }];
}

function badName(kind: string): Fault {
  const message = `The name of a ${kind} has letters A to Z, digits, \`_\`, \`.\` and \`-\` only.`;
  return { message, fix: 'Give it such a name.' };
}

function valueFaults(value: string): Fault[] {
  const reasons = misread(value);
  if (reasons.length === 0) return [];
  const isJson = /^\s*[[{]/.test(value);
  const fix =
    reasons.length === 1 && reasons[0] === finalNewline
      ? 'Strip the final newline (in YAML, `|-` instead of `|`), or give the value as base64.'
      : `Give it as base64 and decode it in the job${isJson ? '; JSON also fits in one line' : ''}.`;
  return [{ message: `An INI file cannot hold the value: it ${reasons.join(', and ')}.`, fix }];
}

const finalNewline = 'ends with a newline';

/** What configparser would not give back (Lib/configparser.py, `_read`; io.TextIOWrapper). */
function misread(value: string): string[] {
  const reasons: string[] = [];
  const lines = value.replaceAll('\r', '').split('\n');
  if (value.endsWith('\n')) reasons.push(finalNewline);
  if (value.includes('\r')) reasons.push('has a carriage return');
  if (lines.some((line) => strip(line) !== line)) {
    reasons.push('has a line that starts or ends with white space');
  }
  if (lines.slice(1).some((line) => /^[#;]/.test(line))) {
    reasons.push('has a line after its first that starts with `#` or `;`');
  }
  if (!value.isWellFormed()) reasons.push('is no Unicode text (half of a surrogate pair)');
  return reasons;
}
