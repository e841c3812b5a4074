import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Hosts } from '../hosts/hosts';

const root = resolve(import.meta.dirname, '../..');

export interface StepResult {
  readonly code: number | null;
  /** What the runner's log would show. */
  readonly log: string;
}

/**
 * A workflow step as a runner starts it: the built bundles as processes of their own, inputs in the
 * environment, state from main to post through a file. Unlike a runner it reads no commands.
 */
export class ActionStep implements AsyncDisposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'step-'));
  readonly workspace = join(this.dir, 'workspace');
  readonly temp = join(this.dir, 'temp');
  readonly #inputs: Readonly<Record<string, string>>;

  constructor(inputs: Readonly<Record<string, string>>) {
    this.#inputs = { runnable: 'experiment.yaml', ...inputs };
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

  /** Starts main; `during` is called with the log so far each time there is more of it. */
  main(during: (log: string, kill: (signal: NodeJS.Signals) => void) => void = () => {}) {
    return this.#start('main', {}, during);
  }

  post() {
    const states = [...this.#file('state').matchAll(/^(\w+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
    const environment = Object.fromEntries(
      states.map(([, name, , value]) => [`STATE_${name}`, value]),
    );
    return this.#start('post', environment, () => {});
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
    rmSync(this.dir, { recursive: true, force: true });
  }

  #file(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  async #start(
    bundle: 'main' | 'post',
    state: NodeJS.ProcessEnv,
    during: (log: string, kill: (signal: NodeJS.Signals) => void) => void,
  ): Promise<StepResult> {
    const inputs = Object.entries(this.#inputs).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
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
        ...Object.fromEntries(inputs),
        ...state,
      },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        during(log, (signal) => child.kill(signal));
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, log };
  }
}

/** A step on hosts that are there: one orchestrator, the others factories. */
export function stepOn(hosts: Hosts, inputs: Readonly<Record<string, string>>): ActionStep {
  const step = new ActionStep({
    cluster: 'cluster.yaml',
    'ssh-private-key': hosts.key,
    'ssh-known-hosts': hosts.knownHosts,
    ...inputs,
  });
  const [orchestrator, ...factories] = hosts.list.map(({ host }) => host);
  const port = hosts.at(0).port;
  step.write(
    'cluster.yaml',
    `!SSHCluster\nname: lab\norchestrator_ip: ${orchestrator}\nfactories_ips: [${factories.join(', ')}]\nusername: ${hosts.user}\nssh_port: ${port}\n`,
  );
  return step;
}
