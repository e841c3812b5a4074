import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Hosts } from '../hosts/hosts';
import { secrets, token } from './action';
import { expectNowhere, secretsLeftAfter, shownSecrets, type Watched } from './left';

const dist = resolve(import.meta.dirname, '../../dist');
const cli = join(dist, 'cli.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type During = (
  shown: string,
  child: { kill(signal: NodeJS.Signals): void; type(keys: string): void },
) => void;

/**
 * A user at a shell, with a home, secrets in it and a folder of his own, who runs the built command.
 * At the end of its block none of them may stand anywhere else, nor may one have been shown.
 */
export class Shell implements AsyncDisposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'shell-'));
  readonly workspace = join(this.dir, 'work');
  readonly #hosts: Watched;
  #shown = '';

  constructor(hosts: Watched = { key: '', list: [] }) {
    this.#hosts = hosts;
    mkdirSync(this.workspace);
    this.write('.flambe/secrets.ini', secrets);
    this.write('work/experiment.yaml', '!Experiment\nname: trial\npipeline:\n  one: 1\n');
  }

  /** Relative to the home. */
  write(name: string, text: string, mode = 0o600): string {
    const file = join(this.dir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode });
    return file;
  }

  read(name: string): string {
    return readFileSync(join(this.dir, name), 'utf8');
  }

  /** Ids of the runs that are not undone. */
  get runs(): readonly string[] {
    const folder = join(this.dir, '.local/state/flambe-action');
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** Without a terminal: what goes to stdout and stderr is told apart. */
  run(
    args: readonly string[],
    during: During = () => {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    return this.#start(process.execPath, [cli, ...args], during, env);
  }

  /** What a user types: a shell line that begins with `flambe-action`. */
  runLine(line: string): Promise<Ended> {
    const [, rest] = /^flambe-action (.*)$/s.exec(line) ?? [];
    if (rest === undefined) throw new Error(`It does not begin with flambe-action: ${line}`);
    const script = `exec '${process.execPath}' '${cli}' ${rest}`;
    return this.#start('/bin/sh', ['-c', script], () => {}, {});
  }

  /** The action's main step, which is told everything by its environment. */
  runMain(env: Readonly<Record<string, string>>): Promise<Ended> {
    return this.#start(process.execPath, [join(dist, 'main.js')], () => {}, env);
  }

  /** In a terminal of its own; all that it shows is `stdout`. */
  runInTerminal(args: readonly string[], during: During = () => {}): Promise<Ended> {
    const words = [process.execPath, cli, ...args].map(
      (word) => `'${word.replaceAll("'", `'\\''`)}'`,
    );
    return this.#start('script', ['-qefc', `exec ${words.join(' ')}`, '/dev/null'], during, {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    expectNowhere(shownSecrets(this.#shown, [token]));
    rmSync(join(this.dir, '.flambe'), { recursive: true });
    expectNowhere(await secretsLeftAfter(this.#hosts, [token], this.dir));
    rmSync(this.dir, { recursive: true, force: true });
  }

  async #start(
    program: string,
    args: readonly string[],
    during: During,
    env: Readonly<Record<string, string>>,
  ): Promise<Ended> {
    const child = spawn(program, args, {
      cwd: this.workspace,
      env: { PATH: process.env.PATH, HOME: this.dir, TERM: 'xterm', LANG: 'C.UTF-8', ...env },
    });
    const shown = { stdout: '', stderr: '' };
    const hands = {
      kill: (signal: NodeJS.Signals) => child.kill(signal),
      type: (keys: string) => child.stdin.write(keys),
    };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        shown[name] += text;
        this.#shown += text;
        during(shown.stdout + shown.stderr, hands);
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...shown };
  }
}

/** Writes the cluster file of these hosts, with the key and the pins that it wants. */
export function writeCluster(shell: Shell, hosts: Hosts, name = 'lab.yaml'): void {
  const [orchestrator, ...factories] = hosts.list.map((one) => `[${one.host}, ${one.privateHost}]`);
  shell.write('.ssh/lab', hosts.key);
  shell.write('.ssh/known_hosts', hosts.knownHosts);
  shell.write(
    `work/${name}`,
    `!SSHCluster
name: lab
orchestrator_ip: ${orchestrator}
factories_ips: [${factories.join(', ')}]
username: ${hosts.user}
key: ~/.ssh/lab
ssh_port: ${hosts.at(0).port}
`,
  );
}
