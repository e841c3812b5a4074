import { parseArgs } from 'node:util';
import { ExitCode, type Problem, UserError } from '../problem';
import { type Command, commands, type Flag, type Grammar, isCommand } from './cli-grammar';
import { didYouMean } from './nearest-name';
import { type InputName, inputNames, inputOption, type RawInputs } from './raw-inputs';

/** What the command line asks for. */
export type CommandLine =
  | { readonly command: 'run'; readonly raw: RawInputs; readonly open: boolean }
  | { readonly command: 'doctor'; readonly raw: RawInputs }
  | { readonly command: 'sweep'; readonly yes: boolean; readonly raw: RawInputs }
  | { readonly command: 'down' | 'logs'; readonly id: string; readonly raw: RawInputs }
  | { readonly command: 'ssh'; readonly id: string; readonly node: string; readonly raw: RawInputs }
  | { readonly command: 'help' | 'version' };

interface Words {
  /** Options as they were given, in order; `value` is undefined where none follows. */
  readonly options: readonly { name: string; spelled: string; value: string | undefined }[];
  readonly positionals: readonly string[];
}

/**
 * Reads the command line; `flambe-action RUNNABLE …` is `flambe-action run RUNNABLE …`.
 *
 * @param argv without node and the script
 * @throws UserError (exit code 64) with everything that is wrong with it
 */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const [first] = argv;
  if (first === undefined) return { command: 'help' };
  const command = isCommand(first) ? first : 'run';
  const words = split(isCommand(first) ? argv.slice(1) : argv);
  const asked = words.options.find(({ name }) => name === 'help' || name === 'version');
  if (asked) return { command: asked.name as 'help' | 'version' };

  const problems: Problem[] = [];
  const has = (flag: Flag) => words.options.some(({ name }) => name === flag);
  const values = readOptions(words, commands[command], problems);
  const named = readPositionals(words, command, values, problems);
  if (problems.length > 0) throw new UserError(problems, ExitCode.wrongUse);
  const raw: RawInputs = { form: 'command-line', values };
  const [id = '', node = 'orchestrator'] = named;
  if (command === 'ssh') return { command, id, node, raw };
  if (command === 'down' || command === 'logs') return { command, id, raw };
  if (command === 'sweep') {
    return { command, yes: has('yes'), raw };
  }
  if (command === 'plan') values.set('mode', 'plan');
  return command === 'doctor' ? { command, raw } : { command: 'run', raw, open: has('open') };
}

function split(argv: readonly string[]): Words {
  const inputs = inputNames.map((name) => {
    const { short, value } = inputOption(name);
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [name, { type, multiple: true, ...(short && { short }) }] as const;
  });
  const { tokens, positionals } = parseArgs({
    args: [...argv],
    options: {
      ...Object.fromEntries(inputs),
      yes: { type: 'boolean' },
      open: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options = tokens
    .filter((token) => token.kind === 'option')
    .map(({ name, rawName, value, inlineValue }) => {
      // `-c --secrets x`: the next option is no value.
      const isOption = inlineValue === false && value !== '-' && value?.startsWith('-');
      return { name, spelled: rawName, value: isOption ? undefined : value };
    });
  return { options, positionals };
}

function readOptions(
  { options }: Words,
  { inputs, flags = [] }: Grammar,
  problems: Problem[],
): Map<InputName, string> {
  const values = new Map<InputName, string>();
  for (const { name, spelled, value: given } of options) {
    if (flags.some((flag) => flag === name)) {
      if (given !== undefined) problems.push({ field: spelled, message: 'It takes no value.' });
      continue;
    }
    const input = inputs.find((one) => one === name);
    const before = input && values.get(input);
    const isFlag = input && inputOption(input).value === undefined;
    const value = given ?? (isFlag ? 'true' : undefined);
    if (input === undefined) problems.push(unknownOption(name, spelled, [...inputs, ...flags]));
    else if (value === undefined) {
      problems.push({ field: spelled, message: `It wants a value: ${inputOption(input).value}.` });
    } else if (before === undefined) values.set(input, value);
    else if (inputOption(input).repeated) values.set(input, `${before}\n${value}`);
    else problems.push({ field: spelled, message: 'It is given twice.' });
  }
  for (const [input, value] of values) if (value === '') values.delete(input);
  return values;
}

function unknownOption(
  name: string,
  spelled: string,
  options: readonly (InputName | Flag)[],
): Problem {
  const known = [...options, 'help', 'version'].map((one) => `--${one}`);
  const elsewhere = inputNames.some((one) => one === name);
  return {
    field: spelled,
    message: elsewhere ? 'This command does not take it.' : 'There is no such option.',
    fix: (!elsewhere && didYouMean(spelled, known)) || 'See flambe-action --help.',
  };
}

/** The arguments that are no options; RUNNABLE becomes an input. */
function readPositionals(
  { positionals }: Words,
  command: Command,
  values: Map<InputName, string>,
  problems: Problem[],
): readonly string[] {
  const wanted = commands[command].positionals;
  const [first] = positionals;
  if (positionals.length > wanted.length) {
    const extra = positionals.slice(wanted.length).map((word) => `\`${word}\``);
    const mistyped =
      command === 'run' && first ? didYouMean(first, Object.keys(commands)) : undefined;
    const message = `${extra.join(', ')} is too much for \`${usage(command)}\`.`;
    problems.push({ message, fix: mistyped ?? 'Put words that belong together in quotes.' });
  }
  if (command === 'run' || command === 'plan') {
    if (first !== undefined && values.has('runnable')) {
      problems.push({
        field: '--runnable',
        message: `The runnable is given twice, also as \`${first}\`.`,
      });
    } else if (first !== undefined) values.set('runnable', first);
    else if (!values.has('runnable')) problems.push(missing(command, 'RUNNABLE'));
    return [];
  }
  const least = wanted.filter((name) => !name.startsWith('[')).length;
  if (positionals.length < least) problems.push(missing(command, wanted[0] ?? ''));
  const [id, node] = positionals;
  if (id !== undefined && !/^[a-z0-9-]{1,40}$/.test(id)) {
    const message = `\`${id}\` is no id of a cluster (letters, digits and \`-\`).`;
    problems.push({ field: 'CLUSTER-ID', message });
  }
  if (node !== undefined && !/^(orchestrator|factory-[1-9]\d*)$/.test(node)) {
    const message = `\`${node}\` was given; accepted is orchestrator, factory-1, factory-2 ….`;
    problems.push({ field: 'NODE', message });
  }
  return positionals;
}

function missing(command: Command, name: string): Problem {
  return { field: name, message: 'It is missing.', fix: `Use: ${usage(command)}` };
}

function usage(command: Command): string {
  return ['flambe-action', command, ...commands[command].positionals].join(' ');
}
