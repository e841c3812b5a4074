import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { flambeEnvironment } from '../../../src/prepare/flambe-environment';
import { tensorboardEnvironment } from '../../../src/prepare/tensorboard';
import type { Environment } from '../../../src/prepare/uv';
import type { MachineOptions } from '../systemd/systemd-hosts';

/** As long-lived as the machine's image, and like it the same for every copy of the repository. */
const home = '/var/cache/flambe-action/flambe-home';
const folder = '.flambe-action-envs';
const version = '0.4.18';
const pythonVersion = '3.7';

/** Why flambé cannot be had here; undefined when it can. It wants CPython 3.7. */
export function whyNoFlambe(): string | undefined {
  if (isMade() || cpython() !== undefined) return undefined;
  return 'there is no CPython 3.7 (pyenv install 3.7)';
}

/**
 * The environment that the action makes on a host, made by the script that makes it there. The first
 * time on a machine this takes a minute or two, 2 GB, and PyPI.
 *
 * @returns what gives machines that environment, so that it is found there
 */
export function flambeOnMachines(): MachineOptions {
  const environments = flambeEnvironmentsFolder();
  const prefix = cpython();
  if (!prefix) throw new Error('The CPython that the environment was made with is gone.');
  return { shared: [home, prefix], homeLinks: { [folder]: environments } };
}

/** The folder of this machine with that environment, made if need be. */
export function flambeEnvironmentsFolder(): string {
  if (!isMade()) make(cpython());
  return join(home, folder);
}

/** What gives machines CPython 3.7 alone, where the action looks for it. */
export function cpythonOnMachines(): MachineOptions {
  const prefix = cpython();
  if (!prefix) throw new Error('There is no CPython 3.7.');
  const folder = `.pyenv/versions/${basename(prefix)}`;
  return { shared: [prefix], homeLinks: { [folder]: prefix } };
}

/** Its Python on this machine, with boto3 as of its time; made as above. @throws Error where there is no CPython 3.7 */
export function flambePython(): string {
  flambeOnMachines();
  return join(home, folder, flambeEnvironment(version, pythonVersion).name, 'bin/python');
}

function isMade(): boolean {
  return environments().every(({ name }) => existsSync(join(home, folder, name, 'complete')));
}

function environments(): readonly Environment[] {
  return [flambeEnvironment(version, pythonVersion), tensorboardEnvironment()];
}

function make(prefix: string | undefined): void {
  mkdirSync(home, { recursive: true });
  // Where the script's login shell finds it.
  writeFileSync(join(home, '.profile'), prefix ? `PATH=${prefix}/bin:$PATH\n` : '');
  for (const environment of environments()) makeBy(environment);
  chmodSync(join(home, folder), 0o755);
}

function makeBy({ script, args }: Environment): void {
  const env = { ...process.env, HOME: home };
  const input = `{\n${script}\n} </dev/null\n`;
  execFileSync('sh', ['-s', '--', ...args], { env, input, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** The folder that CPython 3.7 is installed in, by itself. */
export function cpython(): string | undefined {
  const pyenv = join(homedir(), '.pyenv/versions');
  const versions = existsSync(pyenv) ? readdirSync(pyenv) : [];
  const own = versions.filter((name) => /^3\.7\.\d+$/.test(name)).map((name) => join(pyenv, name));
  const onPath = (process.env.PATH ?? '')
    .split(':')
    .filter((bin) => !bin.includes('shims') && existsSync(join(bin, 'python3.7')))
    .map(dirname);
  return [...own, ...onPath].find((prefix) => prefix !== '/usr' && prefix !== '/');
}
