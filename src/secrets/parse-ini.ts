import type { Problem } from '../problem';
import { indentation, linesOf, strip } from './python-text';
import { spell } from './spell';

/** A value as it stands in the file, before interpolation. */
export interface Option {
  /** 1-based, of its key. */
  readonly line: number;
  readonly value: string;
}

interface OpenOption {
  readonly line: number;
  readonly lines: string[];
}

interface OpenSection {
  readonly name: string;
  readonly line: number;
  readonly options: Map<string, OpenOption>;
}

/** What holds any value that INI text cannot be trusted with. */
export const wayOut = `give the secrets as YAML or JSON: \`key: \${{ toJSON(secrets.NAME) }}\` below \`SECTION:\``;

/**
 * Splits INI text into sections and options as Python's `configparser.ConfigParser()` does
 * (Lib/configparser.py, `_read`), `[DEFAULT]` among them; keys are in lower case.
 *
 * @returns what could be read, with every reason for which Python would read nothing; of a text that
 *   is not clearly INI these have no names: a value that was pasted over several lines can read as some
 */
export function parseIni(text: string) {
  const sections = new Map<string, OpenSection>();
  const problems: Problem[] = [];
  const noOptions: number[] = [];
  let section: OpenSection | undefined;
  let option: OpenOption | undefined;
  let indent = 0;

  for (const [index, written] of linesOf(text).entries()) {
    const line = index + 1;
    const content = strip(written);
    if (/^[#;]/.test(content)) continue;
    if (content === '') option?.lines.push('');
    else if (option && indentation(written) > indent) option.lines.push(content);
    else {
      indent = indentation(written);
      if (/^\[[^\n]+\]/.test(content)) openSection(content, line);
      else if (section) readOption(content, line, section);
      else if (!problems.some(({ message }) => message === noHeader)) {
        problems.push({ line, message: noHeader, fix: 'Start with a line like `[SERVICE]`.' });
      }
    }
  }
  problems.push(...runs(noOptions).map(notAnOption));
  const isClear = noOptions.length === 0 && !problems.some(({ message }) => message === noHeader);
  return {
    sections: closed(sections),
    problems: isClear ? problems : problems.map(nameless),
    isClear,
  };

  function openSection(content: string, line: number): void {
    const name = content.slice(1, content.lastIndexOf(']'));
    const first = sections.get(name);
    if (name.includes(']')) {
      problems.push({
        line,
        message: 'Python 3.9 and Python 3.10 read different names in this section header.',
        fix: 'Leave only one `]` in the line.',
      });
    }
    if (first && name !== 'DEFAULT') {
      problems.push({
        line,
        field: spell(name),
        message: `The section is there twice, first in line ${first.line}.`,
        fix: 'Put its keys under one header.',
      });
    }
    section = first ?? { name, line, options: new Map() };
    sections.set(name, section);
    option = undefined;
  }

  function readOption(content: string, line: number, { name, options }: OpenSection): void {
    const delimiter = content.search(/[=:]/);
    if (delimiter <= 0) noOptions.push(line);
    if (delimiter < 0) return;
    const key = strip(content.slice(0, delimiter)).toLowerCase();
    const value = strip(content.slice(delimiter + 1));
    const first = options.get(key);
    option = key === '' ? undefined : { line, lines: [value] };
    if (first) {
      problems.push({
        line,
        field: spell(name, key, value),
        message: `The key is in its section twice, first in line ${first.line} (case does not count).`,
        fix: 'Leave one of them.',
      });
    } else if (option) options.set(key, option);
  }
}

const noHeader = 'This line is above the first section header.';

export function nameless({ field: _, ...problem }: Problem): Problem {
  return problem;
}

/** Neighbouring numbers as `[first, last]`. */
function runs(numbers: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}

function notAnOption([line, last]: [number, number]): Problem {
  const what = line === last ? 'This line is' : `Lines ${line} to ${last} are`;
  return {
    line,
    message: `${what} neither \`key = value\` nor a comment.`,
    fix: `Indent what belongs to the value above it, or ${wayOut}.`,
  };
}

function closed(
  sections: ReadonlyMap<string, OpenSection>,
): ReadonlyMap<string, ReadonlyMap<string, Option>> {
  return new Map(
    [...sections].map(([name, { options }]) => [
      name,
      new Map([...options].map(([key, { line, lines }]) => [key, { line, value: joined(lines) }])),
    ]),
  );
}

/** Each line is stripped already, so that all there is to take off the end is empty lines. */
function joined(lines: readonly string[]): string {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1).join('\n');
}
