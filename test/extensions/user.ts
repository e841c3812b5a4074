import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { bringExtensions } from '../../src/extensions/bring-extensions';
import { formatProblem, UserError } from '../../src/problem';
import { asOwner } from './repositories';

/** A user with a git configuration of their own, who starts runs in a folder. Gone after the test. */
export class User {
  readonly root = mkdtempSync(join(tmpdir(), 'extensions-'));
  readonly home = join(this.root, 'home');
  readonly folder = join(this.root, 'workspace');
  readonly cacheDir = join(this.root, 'cache');
  readonly told: string[] = [];

  constructor(gitconfig = '') {
    for (const dir of [this.home, this.folder, this.cacheDir]) mkdirSync(dir);
    vi.stubEnv('HOME', this.home);
    for (const name of Object.keys(process.env)) {
      if (/^(GIT_|SSH_|ACTIONS_|https?_proxy$|no_proxy$|XDG_)/i.test(name))
        vi.stubEnv(name, undefined);
    }
    vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
    this.configure(gitconfig);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      rmSync(this.root, { recursive: true, force: true });
    });
  }

  /** Writes `~/.gitconfig`. */
  configure(gitconfig: string): void {
    writeFileSync(join(this.home, '.gitconfig'), gitconfig);
  }

  /** Makes the workspace a repository, as actions/checkout does. */
  async checkout(...settings: readonly (readonly string[])[]): Promise<void> {
    asOwner(this.folder, 'init', '--quiet');
    for (const [key = '', value = ''] of settings) {
      asOwner(this.folder, 'config', '--local', '--add', key, value);
    }
  }

  async brings(
    extensions: Readonly<Record<string, string>>,
    signal = new AbortController().signal,
  ) {
    return bringExtensions(new Map(Object.entries(extensions)), {
      runnablePath: join(this.folder, 'run.yaml'),
      cacheDir: this.cacheDir,
      signal,
      info: (line) => this.told.push(line),
    });
  }

  /** The file of an extension that was brought. */
  async brought(source: string, file: string, module = 'ext'): Promise<string> {
    const [extension] = await this.brings({ [module]: source });
    return readFileSync(join(extension?.dir ?? '', file), 'utf8');
  }

  /** What the user is told instead of getting them. */
  async refusal(extensions: Readonly<Record<string, string>>): Promise<readonly string[]> {
    try {
      await this.brings(extensions);
    } catch (error) {
      if (error instanceof UserError) {
        return error.problems.map((problem) => formatProblem(problem).replaceAll(this.root, ''));
      }
      throw error;
    }
    throw new Error('Nothing was refused.');
  }
}
