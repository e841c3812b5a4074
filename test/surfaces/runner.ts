/** GitHub's runner as far as it reads a step's stdout, by the rules of its own sources. */

export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

export interface Read {
  /** Commands that were acted upon, the markers excepted. */
  readonly commands: readonly Command[];
  /** Lines shown in the log, the markers excepted. */
  readonly lines: readonly string[];
  /** Tokens of the markers, in order. */
  readonly tokens: readonly string[];
  /** Whether the last `stop-commands` was never ended. */
  readonly stopped: boolean;
}

const REGISTERED = [
  ...['stop-commands', 'set-env', 'set-output', 'save-state', 'add-mask', 'add-path', 'debug'],
  ...['add-matcher', 'remove-matcher', 'warning', 'error', 'notice', 'group', 'endgroup', 'echo'],
];

/** ActionCommandManager.TryProcessCommand over the lines of StreamReader.ReadLine. */
export function runnerReads(stdout: Uint8Array): Read {
  const commands: Command[] = [];
  const lines: string[] = [];
  const tokens: string[] = [];
  let token: string | undefined;
  for (const line of linesOf(stdout)) {
    const known = token === undefined ? REGISTERED : [...REGISTERED, token];
    const command = parseV2(line, known) ?? parseV1(line, known);
    if (token !== undefined) {
      if (command && same(command.name, token)) token = undefined;
      else lines.push(line);
    } else if (!command) {
      lines.push(line);
    } else if (same(command.name, 'stop-commands')) {
      token = command.data;
      tokens.push(token);
    } else {
      commands.push(command);
    }
  }
  return { commands, lines, tokens, stopped: token !== undefined };
}

/** StreamReader.ReadLine ends a line at \n, \r and \r\n; invalid UTF-8 becomes U+FFFD. */
export function linesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** ActionCommand.TryParseV2: `::name key=value,key=value::data` after leading white space. */
function parseV2(line: string, known: readonly string[]): Command | undefined {
  const trimmed = trimStart(line);
  const end = trimmed.indexOf('::', 2);
  if (!trimmed.startsWith('::') || end < 0) return undefined;
  return command(trimmed.slice(2, end), trimmed.slice(end + 2), ',', known);
}

/** ActionCommand.TryParse: `##[name key=value;key=value]data` anywhere in the line. */
function parseV1(line: string, known: readonly string[]): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  return command(line.slice(start + 3, end), line.slice(end + 1), ';', known);
}

function command(
  info: string,
  data: string,
  separator: string,
  known: readonly string[],
): Command | undefined {
  const [name = '', ...rest] = info.split(' ');
  if (!known.some((candidate) => same(candidate, name))) return undefined;
  const pairs = rest.join(' ').split(separator);
  const properties = pairs.flatMap((pair) => {
    const [, key, value] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
    return key && value ? [[key, unescaped(value)]] : [];
  });
  return { name, properties: Object.fromEntries(properties), data: unescaped(data) };
}

/** String.TrimStart: what .NET takes for white space is not what JavaScript does. */
const trimStart = (text: string) =>
  text.replace(/^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, '');

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function unescaped(value: string): string {
  return value
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
