import { type InputName, inputNames, inputOption } from './raw-inputs';

export type Command = 'run' | 'plan' | 'down' | 'logs' | 'ssh' | 'sweep' | 'doctor';

/** Options without a value. */
export type Flag = 'yes' | 'open';

export interface Grammar {
  /** Names of the arguments; those in brackets may be left out. */
  readonly positionals: readonly string[];
  readonly inputs: readonly InputName[];
  readonly flags?: readonly Flag[];
  readonly help: string;
}

const login: readonly InputName[] = ['ssh-private-key', 'ssh-known-hosts'];

export const commands: Readonly<Record<Command, Grammar>> = {
  run: {
    positionals: ['RUNNABLE'],
    inputs: inputNames,
    flags: ['open'],
    help: 'run a job on a cluster (`flambe-action RUNNABLE` is the same)',
  },
  plan: {
    positionals: ['RUNNABLE'],
    inputs: inputNames.filter((name) => name !== 'mode'),
    help: 'tell what a run would make, use and cost; nothing is made',
  },
  down: {
    positionals: ['CLUSTER-ID'],
    inputs: ['cluster', 'aws-region', 'secrets', 'secrets-allow', ...login],
    help: 'end the job of a run and remove what it left; with -c or --aws-region also by tag',
  },
  logs: {
    positionals: ['CLUSTER-ID'],
    inputs: login,
    help: 'show the log of a job, and follow it while it runs',
  },
  ssh: {
    positionals: ['CLUSTER-ID', '[NODE]'],
    inputs: login,
    help: 'log in on a node (default: orchestrator)',
  },
  sweep: {
    positionals: [],
    inputs: ['aws-region', 'role-to-assume'],
    flags: ['yes'],
    help: 'show what dead runs left in --aws-region A,B; end it with --yes',
  },
  doctor: {
    positionals: [],
    inputs: ['cluster', ...login],
    help: 'check that this machine and the hosts have what is needed',
  },
};

export function isCommand(word: string): word is Command {
  return Object.hasOwn(commands, word);
}

/** `--help`. */
export function helpText(): string {
  const uses = Object.entries(commands).map(
    ([name, { positionals, help }]) => [[name, ...positionals].join(' '), help] as const,
  );
  const options = inputNames.map((name) => {
    const { short, value, repeated, help } = inputOption(name);
    const again = repeated ? ' (again for more)' : '';
    const words = value === undefined ? `--${name}` : `--${name} ${value}`;
    return [`${short ? `-${short}, ` : '    '}${words}`, `${help}${again}`] as const;
  });
  return [
    'Usage: flambe-action COMMAND [OPTIONS]',
    '',
    ...columns(uses),
    '',
    'Options of run and plan:',
    ...columns([
      ...options,
      ['    --open', "show flambé's sites in the browser, through SSH"],
      ['-h, --help', ''],
      ['    --version', ''],
    ]),
    '',
    'Texts that are secret come from files, never from the command line, which others can see.',
    "Exit code: the job's own; 64 wrong use, 65 bad input, 69 no cluster, 70 our fault, 75 lost,",
    '130 interrupted.',
    '',
  ].join('\n');
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`.trimEnd());
}
