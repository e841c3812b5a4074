import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface WorkflowOptions {
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** Where steps find the artifact service; act's own listens on `port`. */
  readonly artifacts?: { readonly url: string; readonly port: number };
  /** What steps find in their environment besides. */
  readonly env?: Readonly<Record<string, string>>;
  readonly during?: (log: string) => void;
}

/**
 * A repository whose workflow act(1) runs with this action as `org/flambe-action@v1` and as `./`,
 * in the jobs' steps main and post as on a runner. Unlike GitHub's runner act masks whole values
 * only, has no limits on annotations and summaries, and runs each job on this machine.
 */
export class Repository implements AsyncDisposable {
  readonly dir = mkdtempSync(join(tmpdir(), 'act-'));
  /** What act's artifact server keeps. */
  readonly artifacts = join(this.dir, 'artifacts');
  readonly #workspace = join(this.dir, 'repository');
  readonly #action = join(this.dir, 'action');

  constructor(files: Readonly<Record<string, string>>) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    for (const folder of [this.#workspace, this.#action]) {
      mkdirSync(folder, { recursive: true });
      for (const name of ['action.yml', 'sweep', 'dist']) {
        cpSync(join(root, name), join(folder, name), { recursive: true });
      }
    }
  }

  write(name: string, text: string): void {
    const file = join(this.#workspace, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Runs the workflow to its end; `code` is act's. */
  async push(
    workflow: string,
    options: WorkflowOptions = {},
  ): Promise<{ code: number; log: string }> {
    const { secrets = {}, vars = {}, env = {}, artifacts, during } = options;
    this.write('.github/workflows/ci.yml', workflow);
    await this.#git('init', '-q');
    await this.#git('add', '-A');
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org'];
    await this.#git(...who, 'commit', '-q', '--allow-empty', '-m', 'x');
    const file = (name: string, values: Readonly<Record<string, string>>) => {
      const path = join(this.dir, name);
      const lines = Object.entries(values).map(
        ([key, value]) => `${key}=${JSON.stringify(value)}\n`,
      );
      writeFileSync(path, lines.join(''), { mode: 0o600 });
      return path;
    };
    const child = spawn(
      join(root, '.cache/bin/act'),
      [
        ...['push', '--platform', 'ubuntu-latest=-self-hosted', '--pull=false'],
        ...['--action-cache-path', join(this.dir, 'cache'), '--cache-server-addr', '127.0.0.1'],
        ...['--artifact-server-addr', '127.0.0.1'],
        ...['--local-repository', `org/flambe-action@v1=${this.#action}`],
        ...['--secret-file', file('secrets', secrets), '--var-file', file('vars', vars)],
        ...['--env-file', file('env', env)],
        ...(artifacts ? ['--artifact-server-path', this.artifacts] : []),
        ...(artifacts ? ['--artifact-server-port', String(artifacts.port)] : []),
      ],
      // Nothing of this process's environment: act hands all of its own on to the steps.
      {
        cwd: this.#workspace,
        env: {
          PATH: process.env.PATH,
          HOME: this.dir,
          ...(artifacts && { ACTIONS_RUNTIME_URL: artifacts.url }),
        },
      },
    );
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        during?.(log);
      });
    }
    const [code] = (await once(child, 'close')) as [number];
    return { code, log };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.dir, { recursive: true, force: true });
  }

  async #git(...args: string[]): Promise<void> {
    const child = spawn('git', args, { cwd: this.#workspace, stdio: 'ignore' });
    await once(child, 'close');
  }
}
