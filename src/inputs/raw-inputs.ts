import type { Problem } from '../problem';

/** How the command line spells an input, and what its help says of it. */
interface InputOption {
  readonly short?: string;
  /** What follows the option; a flag, which is `true` or `false`, needs nothing. */
  readonly value?: string;
  /** May be given more than once; each is a line of the input. */
  readonly repeated?: true;
  /** The command line names a file whose text the action takes: what is in argv others can see. */
  readonly file?: true;
  /** What is taken when it is not given. */
  readonly fallback?: string;
  /** The same on the command line, where it differs. */
  readonly cliFallback?: string;
  readonly help: string;
}

/** The inputs of this version, in the order in which they are shown. */
const inputOptions = {
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
  'install-extensions': {
    short: 'i',
    fallback: 'true',
    cliFallback: 'false',
    help: "install the runnable's extensions on all nodes, for this run alone",
  },
  force: {
    short: 'f',
    fallback: 'false',
    help: 'take hosts over from another run, and replace results of the same name',
  },
  verbose: { short: 'v', fallback: 'false', help: "flambé's verbose output" },
  debug: { short: 'd', fallback: 'false', help: 'refused, as flambé refuses it with a cluster' },
  command: {
    value: 'LINE',
    help: 'shell line to run, not flambé; {runnable}, {secrets} and {results} are paths',
  },
  workdir: {
    value: 'DIR',
    help: 'folder carried to every node (default: with --command this one, else none)',
  },
  'flambe-version': {
    value: 'VERSION',
    fallback: '0.4.18',
    help: 'flambé to run (default: 0.4.18)',
  },
  'python-version': {
    value: 'VERSION',
    help: "Python of flambé (default: 3.7), or of --ray-version (default: the host's own)",
  },
  'ray-version': { value: 'VERSION', help: 'with --command: Ray of this version on all hosts' },
  env: { value: 'KEY=VALUE', repeated: true, help: 'environment of the job; not secret' },
  'max-runtime': {
    value: 'TIME',
    fallback: '5h',
    help: 'end the job after this time, like 90m (default: 5h)',
  },
  results: {
    value: 'GLOB',
    repeated: true,
    help: 'path or glob on the orchestrator to bring back besides {results}',
  },
  'results-path': {
    value: 'DIR',
    fallback: 'flambe-results',
    help: 'where to put results (default: flambe-results)',
  },
  'role-to-assume': {
    value: 'ARN',
    help: "IAM role to assume with a workflow's identity (default: the standard AWS chain)",
  },
  'aws-region': {
    value: 'REGION',
    help: 'region of STS, and of clusters whose file names none (default: AWS_REGION)',
  },
  audience: {
    value: 'NAME',
    fallback: 'sts.amazonaws.com',
    help: 'audience of the identity token (default: sts.amazonaws.com)',
  },
  'role-session-name': { value: 'NAME', help: 'name of the session at AWS' },
  'role-duration-seconds': {
    value: 'SECONDS',
    fallback: '3600',
    help: 'how long one set of credentials lives, 900 to 43200 (default: 3600)',
  },
  mode: {
    value: 'MODE',
    fallback: 'run',
    help: 'run, or plan: tell what would be made, and make nothing (default: run)',
  },
  'max-cost': {
    value: 'DOLLARS',
    help: 'refuse to start when the run could cost more than this',
  },
  'artifact-name': { value: 'NAME', help: 'also upload results as a workflow artifact' },
  teardown: {
    value: 'WHEN',
    fallback: 'always',
    help: 'always, on-success or never (default: always)',
  },
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
  /** What is wrong with the names that were given; told with all else that is wrong. */
  readonly problems?: readonly Problem[];
}

/** What the user said, or what is taken otherwise. */
export function givenOrFallback({ form, values }: RawInputs, name: InputName): string | undefined {
  const { fallback, cliFallback } = inputOption(name);
  const otherwise = form === 'command-line' ? (cliFallback ?? fallback) : fallback;
  return values.get(name) ?? otherwise;
}

/** An input as the user spells it. */
export function spelled({ form }: Pick<RawInputs, 'form'>, name: InputName): string {
  return form === 'action' ? name : `--${name}`;
}
