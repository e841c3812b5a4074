import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** What `configparser.ConfigParser()` makes of a file, every value of every section read. */
export interface PythonReading {
  readonly sections?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Name of the exception. */
  readonly error?: string;
  /** Whether the header rules of Python 3.6 to 3.9 and those since 3.10 come to the same. */
  readonly portable: boolean;
}

/** The real configparser in one long-lived Python, in the locale in which jobs run. */
export class PythonConfigParser {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: ((reading: PythonReading) => void)[] = [];

  constructor(python: string) {
    this.#process = spawn(python, [join(import.meta.dirname, 'configparser_server.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', PYTHONUTF8: '1' },
    });
    createInterface(this.#process.stdout).on('line', (line) =>
      this.#waiting.shift()?.(JSON.parse(line)),
    );
  }

  readAll(files: readonly (string | Uint8Array)[]): Promise<PythonReading[]> {
    const requests = files.map((file) => `${Buffer.from(file).toString('base64')}\n`);
    this.#process.stdin.write(requests.join(''));
    return Promise.all(
      files.map(() => new Promise<PythonReading>((resolve) => this.#waiting.push(resolve))),
    );
  }

  async close(): Promise<void> {
    const exited = once(this.#process, 'exit');
    this.#process.stdin.end();
    await exited;
  }
}

/** `python3`, and each other minor version on PATH that starts. */
export function pythons(): string[] {
  const minorOf = (python: string) => {
    const code = 'import sys; print(sys.version_info[1])';
    const { status, stdout } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  };
  const main = minorOf('python3');
  const minors = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15].filter((minor) => minor !== main);
  return ['python3', ...minors.map((minor) => `python3.${minor}`).filter(minorOf)];
}
