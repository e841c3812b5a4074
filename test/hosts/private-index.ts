import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { freePort, type ServerProcess, startServer } from '../aws/server-process';

const python = process.env['FLAMBE_TEST_PYTHON'] ?? 'python3';
const user = 'reader';
const password = 'private-index-word';

/** A package index as a company has its own: pypiserver, over HTTP, for who has the password. */
export class PrivateIndex implements AsyncDisposable {
  readonly host: string;
  readonly password = password;
  /** With user and password. */
  readonly url: string;
  readonly #dir: string;
  readonly #server: ServerProcess;

  private constructor(dir: string, server: ServerProcess, host: string, port: number) {
    this.#dir = dir;
    this.#server = server;
    this.host = host;
    this.url = `http://${user}:${password}@${host}:${port}/simple/`;
  }

  /** @param address of this machine, where it listens */
  static async start(address: string): Promise<PrivateIndex> {
    const dir = mkdtempSync(join(tmpdir(), 'index-'));
    const packages = join(dir, 'packages');
    mkdirSync(packages);
    const hash = execFileSync('openssl', ['passwd', '-apr1', password], { encoding: 'utf8' });
    const users = join(dir, 'htpasswd');
    writeFileSync(users, `${user}:${hash}`);
    const port = await freePort();
    const command = [
      ...[python, '-m', 'pypiserver', 'run', '--disable-fallback'],
      ...['--interface', address, '--port', String(port)],
      ...['--authenticate', 'download,list,update', '--passwords', users, packages],
    ];
    const isUp = async () => {
      const answer = await fetch(`http://${address}:${port}/`).catch(() => undefined);
      return answer !== undefined;
    };
    const server = await startServer(command, process.env, join(dir, 'log'), isUp);
    const index = new PrivateIndex(dir, server, address, port);
    index.put(privateWords);
    return index;
  }

  /** Puts a package into it that no other index has. */
  put({ name, version, files, requires = [] }: PurePackage): void {
    const lines = [`Name: ${name}`, `Version: ${version}`];
    const needs = requires.map((requirement) => `Requires-Dist: ${requirement}`);
    const metadata = `Metadata-Version: 2.1\n${[...lines, ...needs].join('\n')}\n`;
    const title = `${name.replaceAll('-', '_')}-${version}`;
    const wheel = wheelOf(title, metadata, files);
    writeFileSync(join(this.#dir, 'packages', `${title}-py3-none-any.whl`), wheel);
  }

  /** Puts packages of the public index into this one, as companies do. */
  add(...requirements: readonly string[]): void {
    const packages = join(this.#dir, 'packages');
    const words = ['download', '--quiet', '--no-deps', '--dest', packages, ...requirements];
    execFileSync(python, ['-m', 'pip', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
    rmSync(this.#dir, { recursive: true });
  }
}

/** Of Python alone. */
export interface PurePackage {
  readonly name: string;
  readonly version: string;
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
  readonly requires?: readonly string[];
}

const privateWords: PurePackage = {
  name: 'private-words',
  version: '1.0',
  files: { 'private_words.py': 'WORDS = "words of the private index"\n' },
};

/** packaging.python.org, "Binary distribution format". */
function wheelOf(title: string, metadata: string, modules: PurePackage['files']): Uint8Array {
  const info = `${title}.dist-info`;
  const files = {
    ...modules,
    [`${info}/METADATA`]: metadata,
    [`${info}/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
  };
  const names = [...Object.keys(files), `${info}/RECORD`];
  const record = names.map((name) => `${name},,\n`).join('');
  const all = { ...files, [`${info}/RECORD`]: record };
  return zipSync(
    Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])),
  );
}
