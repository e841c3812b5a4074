/** How the command line spells an input, and what its help says of it. */
interface InputOption {
  readonly short?: string;
  /** What follows the option. */
  readonly value: string;
  /** May be given more than once; each is a line of the input. */
  readonly repeated?: true;
  /** The command line names a file whose text the action takes: what is in argv others can see. */
  readonly file?: true;
  readonly help: string;
}

/** The inputs of this version, in the order in which they are shown. */
export const inputOptions = {
  runnable: { value: 'FILE', help: 'the runnable; the same as RUNNABLE' },
  cluster: {
    short: 'c',
    value: 'FILE',
    help: 'cluster file (default: an embedded local cluster, 1 + 2 nodes)',
  },
  secrets: {
    short: 's',
    value: 'FILE',
    file: true,
    help: 'secrets: INI, YAML or JSON (default: ~/.flambe/secrets.ini, if it is there)',
  },
  'secrets-allow': {
    value: 'NAME',
    repeated: true,
    help: 'name or glob to take from flat JSON secrets',
  },
  'ssh-private-key': {
    value: 'FILE',
    file: true,
    help: "private key; overrides the cluster file's `key`",
  },
  'ssh-known-hosts': {
    value: 'FILE',
    file: true,
    help: 'known_hosts that pins the hosts (default: ~/.ssh/known_hosts)',
  },
  command: {
    value: 'LINE',
    help: 'shell line to run; {runnable}, {secrets}, {results} are replaced by paths',
  },
  workdir: {
    value: 'DIR',
    help: 'folder that is carried to every node, and where the command starts (default: this one)',
  },
  env: { value: 'KEY=VALUE', repeated: true, help: 'environment of the job; not secret' },
  'max-runtime': { value: 'TIME', help: 'end the job after this time, like 90m (default: 5h)' },
  results: {
    value: 'GLOB',
    repeated: true,
    help: 'path or glob on the orchestrator to bring back, besides {results}',
  },
  'results-path': { value: 'DIR', help: 'where to put results (default: flambe-results)' },
  'artifact-name': { value: 'NAME', help: 'also upload results as a workflow artifact' },
  teardown: { value: 'WHEN', help: 'always, on-success or never (default: always)' },
} as const satisfies Readonly<Record<string, InputOption>>;

export type InputName = keyof typeof inputOptions;

export const inputNames = Object.keys(inputOptions) as readonly InputName[];

/** Options as one type, whatever each of them leaves out. */
export function inputOption(name: InputName): InputOption {
  return inputOptions[name];
}

/** What the user said, as strings; what is not there was not given. */
export interface RawInputs {
  /** On the command line `secrets`, `ssh-private-key` and `ssh-known-hosts` name files. */
  readonly form: 'action' | 'command-line';
  readonly values: ReadonlyMap<InputName, string>;
}

/** An input as the user spells it. */
export function spelled({ form }: Pick<RawInputs, 'form'>, name: InputName): string {
  return form === 'action' ? name : `--${name}`;
}
