import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let run: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'asked-again-'));
  for (const folder of ['job', 'venv/bin', 'workdir'])
    mkdirSync(join(run, folder), { recursive: true });
  writeFileSync(join(run, 'environment.sh'), '');
});
afterEach(() => rmSync(run, { recursive: true, force: true }));

/** A script of src/ as a node runs it. */
async function onNode(
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number | null> {
  const script = readFileSync(resolve(import.meta.dirname, '../../src', file), 'utf8');
  const shell = spawn('sh', ['-s', '--', ...args], { env, stdio: ['pipe', 'ignore', 'inherit'] });
  shell.stdin.end(`{\n${script}\n} </dev/null\n`);
  const [code] = await once(shell, 'close');
  return code;
}

/** A program that takes its time, and writes down that it was started. */
function program(name: string, steps: string): string {
  const file = join(run, name);
  const text = `#!/bin/sh\necho started >>'${run}/starts'\nsleep 0.5\n${steps}\n`;
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}

const starts = () => readFileSync(join(run, 'starts'), 'utf8');

describe('what is asked for again while it is under way, as after a lost connection,', () => {
  it('is one environment for the extensions', async () => {
    const steps = `case $2 in venv) mkdir -p '${run}/venv/bin' && cp /bin/true '${run}/venv/bin/python3' ;; esac`;
    const python = program('python', steps);
    const make = () => onNode('prepare/overlay.sh', [run, python, '', 'no']);
    expect(await Promise.all([make(), make()])).toEqual([0, 0]);
    // The environment, and a note in it.
    expect(starts()).toBe('started\n'.repeat(2));
  });

  it('is one Ray', async () => {
    const python = program('python', '');
    const args = [run, 'lab-1', python, join(run, 'ray'), '127.0.0.1', '127.0.0.1', '1', '2.59.0'];
    const start = () => onNode('prepare/ray-node.sh', args);
    expect(await Promise.all([start(), start()])).toEqual([0, 0]);
    expect(starts()).toBe('started\n');
  });

  it('is one gathering: the one that nobody waits for any more ends', async () => {
    const fast = join(run, 'fast');
    program('rsync', `[ -e '${fast}' ] || exec sleep 60`);
    const env = { ...process.env, PATH: `${run}:${process.env.PATH}`, FLAMBE_ACTION_NODE: 'lab-1' };
    const gather = () => onNode('job/gather.sh', [run, join(run, 'out'), '60', 'a', 'b'], env);
    const first = gather();
    const begun = () => existsSync(join(run, 'gathering.pids')) && starts();
    await expect.poll(begun, { timeout: 10_000 }).toBe('started\n'.repeat(2));
    writeFileSync(fast, '');
    expect(await Promise.all([first, gather()])).toEqual([0, 0]);
    expect(starts()).toBe('started\n'.repeat(4));
  });

  it('is no job once its secrets are gone again', async () => {
    writeFileSync(join(run, 'job/job.sh'), '');
    expect(await onNode('job/launch.sh', [run, join(run, 'memory'), 'lab-1', '60'])).toBe(1);
    expect(existsSync(join(run, 'job/launched'))).toBe(false);
  });

  it('is one site', async () => {
    const python = execFileSync('sh', ['-c', 'command -v python3'], { encoding: 'utf8' }).trim();
    symlinkSync(python, join(run, 'venv/bin/python3'));
    const port = await freePort();
    const serve = `echo $$ >'${run}/pid'; exec '${python}' -m http.server ${port} --bind 127.0.0.1`;
    const site = program('site', serve);
    const start = () => onNode('job/site.sh', [run, 'lab-1', 'report', port, site]);
    try {
      expect(await Promise.all([start(), start()])).toEqual([0, 0]);
      expect(starts()).toBe('started\n');
    } finally {
      process.kill(Number(readFileSync(join(run, 'pid'), 'utf8')));
    }
  });
});

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}
