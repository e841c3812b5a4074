import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { NodeAddress } from '../../src/providers/local/addresses';
import type { Hosts } from '../hosts/hosts';
import { expectNowhere, secretsLeft, shownSecrets, type Watched } from './left';

const root = resolve(import.meta.dirname, '../..');

export interface StepResult {
  readonly code: number | null;
  /** What the runner's log would show. */
  readonly log: string;
}

/** Main or post as a process that goes on by itself. */
export interface RunningStep {
  /** The log so far. */
  log(): string;
  readonly pid: number;
  /** Nobody reads what it shows, until `resume`. */
  pause(): void;
  resume(): void;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<StepResult>;
}

export const token = 'token-that-nobody-may-see';
/** What a step has whose story is another. */
export const secrets = `[SERVICE]\ntoken = ${token}\n`;

/**
 * A workflow step as a runner starts it: the built bundles as processes of their own, inputs in the
 * environment, state from main to post through a file. Unlike a runner it reads no commands. Every
 * step has secrets; at the end of its block none of them may be left, on the runner or on `hosts`,
 * nor may one have been shown.
 */
export class ActionStep implements AsyncDisposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'step-'));
  readonly workspace = join(this.dir, 'workspace');
  readonly temp = join(this.dir, 'temp');
  readonly #inputs: Readonly<Record<string, string>>;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #hosts: Watched;
  readonly #steps: RunningStep[] = [];

  /** @param environment what the job has besides, or instead */
  constructor(
    inputs: Readonly<Record<string, string>>,
    hosts: Watched = { key: '', list: [] },
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#environment = environment;
    this.#inputs = { runnable: 'experiment.yaml', secrets, ...inputs };
    this.#hosts = hosts;
    for (const folder of [this.workspace, this.temp]) mkdirSync(folder);
    for (const name of ['state', 'output', 'summary']) writeFileSync(join(this.dir, name), '');
    this.write('experiment.yaml', '!Experiment\nname: trial\npipeline:\n  one: 1\n');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.workspace, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.workspace, name), 'utf8');
  }

  /** Runs main; `during` is called with the log so far each time there is more of it. */
  main(during: (log: string, kill: (signal: NodeJS.Signals) => void) => void = () => {}) {
    return this.#start('main', {}, during).ended;
  }

  /** Starts main. */
  begin(): RunningStep {
    return this.#start('main', {}, () => {});
  }

  /** What main would have told post. */
  saveState(name: string, value: string): void {
    appendFileSync(join(this.dir, 'state'), `${name}<<end\n${value}\nend\n`);
  }

  /** Runs post; `inputs` and `job` are what it has instead of what main had. */
  post(inputs: Readonly<Record<string, string>> = {}, job: Readonly<Record<string, string>> = {}) {
    const states = [...this.#file('state').matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
    const environment = Object.fromEntries(
      states.map(([, name, , value]) => [`STATE_${name}`, value]),
    );
    return this.#start('post', { ...environment, ...job, ...asInputs(inputs) }, () => {}).ended;
  }

  output(name: string): string | undefined {
    return new RegExp(`^${name}<<(\\S+)\\n([\\s\\S]*?)\\n\\1$`, 'm').exec(
      this.#file('output'),
    )?.[2];
  }

  get summary(): string {
    return this.#file('summary');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const values = valuesOf(this.#inputs['secrets'] ?? '');
    const log = this.#steps.map((step) => step.log()).join('');
    expectNowhere(shownSecrets(log, values));
    expectNowhere(await secretsLeft(this.#hosts, { step: this, secrets: values }));
    rmSync(this.dir, { recursive: true, force: true });
  }

  #file(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  #start(
    bundle: 'main' | 'post',
    state: NodeJS.ProcessEnv,
    during: (log: string, kill: (signal: NodeJS.Signals) => void) => void,
  ): RunningStep {
    const child = spawn(process.execPath, [join(root, 'dist', `${bundle}.js`)], {
      cwd: this.workspace,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: this.dir,
        RUNNER_TEMP: this.temp,
        GITHUB_RUN_ID: this.dir,
        GITHUB_STATE: join(this.dir, 'state'),
        GITHUB_OUTPUT: join(this.dir, 'output'),
        GITHUB_STEP_SUMMARY: join(this.dir, 'summary'),
        ...this.#environment,
        ...asInputs(this.#inputs),
        ...state,
      },
    });
    let log = '';
    const kill = (signal: NodeJS.Signals) => void child.kill(signal);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        during(log, kill);
      });
    }
    const ended = once(child, 'close').then(([code]) => ({ code, log }));
    const step = {
      ended,
      kill,
      log: () => log,
      pid: child.pid as number,
      pause: () => void child.stdout.pause(),
      resume: () => void child.stdout.resume(),
    };
    this.#steps.push(step);
    return step;
  }
}

/** Values of an INI file that are long enough to be known again. */
function valuesOf(ini: string): readonly string[] {
  return [...ini.matchAll(/^\w+ = (.{8,})$/gm)].map(([, value]) => value as string);
}

function asInputs(inputs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const named = Object.entries(inputs);
  return Object.fromEntries(named.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
}

/** Hosts of either kind, as far as a step needs to know them. */
interface StepHosts extends Watched {
  readonly knownHosts: string;
  readonly user: string;
  readonly list: readonly (NodeAddress & Watched['list'][number])[];
}

/**
 * A step on hosts that are there: one orchestrator, the others factories.
 *
 * @param cluster lines of the cluster file that are there besides, or instead
 * @param environment what the runner's environment has besides
 */
export function stepOn(
  hosts: StepHosts,
  inputs: Readonly<Record<string, string>>,
  cluster: Readonly<Record<string, unknown>> = {},
  environment: Readonly<Record<string, string>> = {},
): ActionStep {
  const onHosts = {
    cluster: 'cluster.yaml',
    'ssh-private-key': hosts.key,
    'ssh-known-hosts': hosts.knownHosts,
  };
  const step = new ActionStep({ ...onHosts, ...inputs }, hosts, environment);
  const [orchestrator, ...factories] = hosts.list.map(({ host }) => host);
  const fields = {
    name: 'lab',
    orchestrator_ip: orchestrator,
    factories_ips: factories,
    username: hosts.user,
    ssh_port: hosts.list[0]?.port,
    ...cluster,
  };
  const lines = Object.entries(fields).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)}\n`,
  );
  step.write('cluster.yaml', `!SSHCluster\n${lines.join('')}`);
  return step;
}

/** A step on one host, which is reached through a relay that can fail. */
export function stepThrough(
  relay: NodeAddress,
  hosts: Hosts,
  inputs: Readonly<Record<string, string>>,
  cluster: Readonly<Record<string, unknown>> = {},
): ActionStep {
  const pinned = { 'ssh-known-hosts': hosts.at(0).knownHostsLine(relay), ...inputs };
  return stepOn(hosts, pinned, { orchestrator_ip: relay.host, ssh_port: relay.port, ...cluster });
}
