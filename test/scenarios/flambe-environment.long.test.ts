import { cpSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flambeEnvironment } from '../../src/prepare/flambe-environment';
import { cpython } from '../hosts/flambe/flambe-home';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn } from './action';
import { trustAsHere } from './package-index';

const prefix = cpython();
const obstacle = prefix?.includes('/.pyenv/') ? undefined : 'there is no CPython 3.7 of pyenv';

/** What these hosts reach, this machine reaches: PyPI, by the certificates that this machine trusts. */
function settleIn(host: { readonly home: string }): void {
  if (!prefix) throw new Error('There is a CPython.');
  cpSync(prefix, join(host.home, prefix.slice(prefix.indexOf('.pyenv'))), {
    recursive: true,
    verbatimSymlinks: true,
  });
  trustAsHere(host);
}

describe.skipIf(obstacle)(`an environment with flambé${obstacle ? ` (${obstacle})` : ''}`, () => {
  let hosts: Hosts;
  beforeAll(async () => {
    hosts = await startHosts(2);
    for (const host of hosts.list) settleIn(host);
  });
  afterAll(() => hosts?.[Symbol.asyncDispose]());

  const run = async () => {
    await using step = stepOn(hosts, { runnable: 'report.yaml' });
    cpSync(join(import.meta.dirname, '../data/flambe'), step.workspace, { recursive: true });
    const result = await step.main();
    expect(await step.post()).toMatchObject({ code: 0 });
    return result;
  };

  it('is made on every host once, by uv, and found by the next run', async () => {
    const first = await run();
    expect(first.log).toMatch(/factory-1: installing flambé 0\.4\.18/);
    expect(first.log).toContain('factory-1: made, for later runs, too');
    expect(first.log).toMatch(/good day from \S+, secret of 25/);
    expect(first.code).toBe(0);
    const second = await run();
    expect(second.log).not.toContain('installing flambé');
    expect(second.code).toBe(0);
    for (const { home } of hosts.list) {
      expect(readdirSync(join(home, '.flambe-action-envs')).sort()).toEqual([
        expect.stringMatching(/^flambe-0\.4\.18-python-3\.7-[0-9a-f]{8}$/),
        expect.stringMatching(/\.lock$/),
        expect.stringMatching(/\.log$/),
        'uv-0.6.17',
        'uv.lock',
      ]);
    }
  });

  it('tells of an extension that cannot be installed, and what to do', async () => {
    await using step = stepOn(hosts, { runnable: 'report.yaml' });
    cpSync(join(import.meta.dirname, '../data/flambe'), step.workspace, { recursive: true });
    step.write('trainer/setup.py', 'raise RuntimeError("no such luck")\n');
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toContain('factory-1: installing extensions (trainer)');
    expect(log).toMatch(/factory-1 .*The extensions could not be installed: .*no such luck/);
    expect(log).toContain('What it needs besides Python goes into `setup_cmds`');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('that was cut short is made anew', async () => {
    const [host] = hosts.list;
    const envs = join(host?.home ?? '', '.flambe-action-envs');
    const { name } = flambeEnvironment('0.4.18', '3.7');
    rmSync(join(envs, name, 'complete'));
    renameSync(join(envs, name), join(envs, `${name}.part`));
    const { code, log } = await run();
    expect(log).toContain('orchestrator: installing flambé');
    expect(log).not.toContain('factory-1: installing flambé');
    expect(code).toBe(0);
  });

  it('that cannot be had is told of with the end of what was said on each host', async () => {
    await using step = stepOn(hosts, {
      runnable: 'report.yaml',
      'flambe-version': '0.4.1234',
    });
    cpSync(join(import.meta.dirname, '../data/flambe'), step.workspace, { recursive: true });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*No Python 3\.7 with flambé 0\.4\.1234 could be had/);
    expect(log).toContain('flambe==0.4.1234');
    expect(log).toMatch(
      /All of it is in ~\/\.flambe-action-envs\/flambe-0\.4\.1234-\S+\.log there/,
    );
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
