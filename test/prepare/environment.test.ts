import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { environmentScript } from '../../src/prepare/uv';
import { uvVersion } from '../../src/wheelhouse/uv-program';
import { PrivateIndex } from '../hosts/private-index';

let home: string;
let envs: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'node-'));
  envs = join(home, '.flambe-action-envs');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** On a host whose shell is this machine's, in a home of its own. */
function on(steps: string, env: NodeJS.ProcessEnv = {}) {
  const input = `{\n${environmentScript(steps)}\n} </dev/null\n`;
  const options = { input, env: { ...process.env, HOME: home, ...env }, encoding: 'utf8' } as const;
  return spawnSync('sh', ['-s', '--', 'own', '', '', uvVersion], options);
}

it('an environment is made anew when its Python is gone, or is another one now', () => {
  // uv has no part in this.
  const uv = join(envs, `uv-${uvVersion}/bin`);
  mkdirSync(uv, { recursive: true });
  symlinkSync('/bin/true', join(uv, 'uv'));
  const make = () => {
    const venv =
      'python3 -m venv --without-pip "$part"; cd "$part"/lib/*/site-packages; mkdir setuptools';
    const { stdout, stderr } = on(`if there; then exit 0; fi; begin; ${venv}; finish`);
    expect([stdout, stderr]).toEqual([expect.stringContaining(`python=${envs}/own/bin/`), '']);
    return stdout.includes('made, for later runs');
  };
  expect(make()).toBe(true);
  expect(make()).toBe(false);

  const python = join(envs, 'own/bin/python3');
  rmSync(python);
  symlinkSync('/nowhere/bin/python3', python);
  expect(make()).toBe(true);
  expect(make()).toBe(false);

  // Its packages lie in `python3.11`, where 3.12 does not look.
  const [version = ''] = readdirSync(join(envs, 'own/lib'));
  renameSync(join(envs, 'own/lib', version), join(envs, 'own/lib/python3.0'));
  expect(make()).toBe(true);
});

it('a Python that was brought is in its place only when all of it is', () => {
  const brought = join(home, 'supplies/tools/python/cpython-9.9.9');
  mkdirSync(join(brought, 'bin'), { recursive: true });
  writeFileSync(join(brought, 'bin/python3'), '#!/bin/sh\n', { mode: 0o755 });
  mkdirSync(join(home, 'bin'));
  // One that ends when it is not done.
  writeFileSync(join(home, 'bin/cp'), '#!/bin/sh\n/bin/cp "$@"\nexit 1\n');
  chmodSync(join(home, 'bin/cp'), 0o755);
  const env = { supplies: join(home, 'supplies'), PATH: `${home}/bin:${process.env.PATH}` };
  const steps = 'mkdir -p "$pythons"; get_python 9.9; ls "$pythons"';
  expect(on(steps, env).stdout).toBe('');
  rmSync(join(home, 'bin/cp'));
  expect(on(steps, env).stdout).toBe('cpython-9.9.9\n');
});

it('an environment of a day is made from an index that tells no dates, too', {
  timeout: 120_000,
}, async () => {
  await using index = await PrivateIndex.start('127.0.0.1');
  index.add('six==1.14.0');
  const steps = `begin; before=2020-06-01 base=$(command -v python3)
uv venv --python "$base" "$part"
reaches_index six==1.14.0 && install six && ls "$part"/lib/*/site-packages`;
  const { stdout } = on(steps, { UV_INDEX_URL: index.url });
  expect(stdout).toContain(': the package index tells no dates\n');
  expect(stdout).toContain('six-1.14.0.dist-info\n');
});
