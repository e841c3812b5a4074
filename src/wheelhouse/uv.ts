import { readdir } from 'node:fs/promises';
import { machine } from 'node:os';
import { join } from 'node:path';
import { type ChildResult, runChild } from '../remote/child';
import type { Download } from './download';
import type { FileStore } from './file-store';
import { findPythonScript } from './find-python';
import { indexVariables } from './package-index';
import { cannotBring, lastWords } from './refusal';
import { uvProgram } from './uv-program';

/** uv of this machine. */
export class Uv {
  readonly #program: string;
  readonly #dir: string;
  readonly #download: Download;

  private constructor(program: string, dir: string, download: Download) {
    this.#program = program;
    this.#dir = dir;
    this.#download = download;
  }

  /** @param dir where it keeps what it has fetched */
  static async open(dir: string, store: FileStore, download: Download): Promise<Uv> {
    return new Uv(await uvProgram(machine(), store, download), dir, download);
  }

  /** Runs it. @throws UserError that says what could not be done, with the end of what uv said */
  async run(cannot: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    const result = await this.attempt(args, variables);
    if (result.code === 0) return result;
    throw cannotBring(`${cannot}: ${lastWords(result.stderr || result.stdout)}`);
  }

  /**
   * The same, with packages as they were before a day; empty: as they are. Many mirrors do not tell
   * since when they have a file, and uv takes none of them then: such are asked without that day.
   */
  async runBefore(before: string, cannot: string, args: readonly string[]) {
    const variables = before === '' ? {} : { UV_EXCLUDE_NEWER: before };
    const result = await this.attempt(args, variables);
    if (result.code === 0) return result;
    if (before !== '' && /missing an upload date/.test(result.stderr))
      return this.run(cannot, args);
    throw cannotBring(`${cannot}: ${lastWords(result.stderr || result.stdout)}`);
  }

  attempt(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Promise<ChildResult> {
    const env = {
      ...indexVariables(this.#download.source),
      UV_CACHE_DIR: join(this.#dir, 'uv'),
      UV_PYTHON_INSTALL_DIR: this.#pythons,
      // This machine's trust in certificates counts, not uv's list.
      UV_NATIVE_TLS: '1',
      UV_NO_PROGRESS: '1',
      UV_FIND_LINKS: undefined,
      // As pip: the best version of all indexes.
      UV_INDEX_STRATEGY: 'unsafe-best-match',
      ...variables,
    };
    // In the workspace it would heed a uv.toml or pyproject.toml of the user's.
    return runChild(this.#program, args, { env, cwd: this.#dir, signal: this.#download.signal });
  }

  /** Path of a Python of this machine, undefined if there is none. @param version `3.7` */
  async findPython(version: string): Promise<string | undefined> {
    const script = `${findPythonScript()}\nfind_python "$1"`;
    const { signal } = this.#download;
    const env = { pythons: this.#pythons };
    const { stdout } = await runChild('sh', ['-c', script, 'sh', version], { env, signal });
    return stdout.trim().split('\n').at(-1) || undefined;
  }

  /**
   * A Python of uv's own, from where uv gets them (UV_PYTHON_INSTALL_MIRROR, or github.com).
   *
   * @param version `3.7`
   * @returns its folder
   * @throws UserError
   */
  async installPython(version: string, arch: string): Promise<string> {
    const cannot = `Python ${version} for ${arch} cannot be had on this machine either`;
    const ending = `-linux-${arch}-gnu`;
    const request = `cpython-${version}${ending}`;
    const { code, stderr } = await this.attempt(['python', 'install', request]);
    if (code !== 0) {
      throw cannotBring(
        `${cannot}: ${lastWords(stderr)}`,
        `Install Python ${version} on the hosts, or let this machine reach github.com or a mirror (UV_PYTHON_INSTALL_MIRROR).`,
      );
    }
    const names = await readdir(this.#pythons);
    const own = names.find((one) => one.startsWith(`cpython-${version}.`) && one.endsWith(ending));
    if (own === undefined) throw cannotBring(`${cannot}: uv does not say where it is.`);
    return join(this.#pythons, own);
  }

  get #pythons(): string {
    return join(this.#dir, 'python');
  }
}
