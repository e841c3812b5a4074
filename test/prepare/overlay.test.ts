import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layout } from '../../src/plan/layout';
import { makeOverlays } from '../../src/prepare/overlay';
import type { Supplies } from '../../src/prepare/supplies';
import { formatProblem, UserError } from '../../src/problem';
import type { Fleet } from '../../src/remote/fleet';
import type { RunOptions } from '../../src/remote/machine';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'node-'));
  for (const folder of ['run/bin', 'run/workdir', 'elsewhere']) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const path = `export PYTHONPATH='${join(home, 'elsewhere')}'\n`;
  writeFileSync(join(home, 'run/environment.sh'), path);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A host whose shell is this machine's, in a home of its own. */
const host = () => ({
  name: 'orchestrator',
  title: 'orchestrator (10.0.0.1)',
  run: async (script: string, { args = [], onStdout }: RunOptions) => {
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: undefined };
    const options = { input: script, cwd: home, env };
    const { status, stdout, stderr } = spawnSync('sh', ['-s', '--', ...args], options);
    await onStdout?.(stdout);
    return { code: status, stdout: '', stderr: String(stderr) };
  },
});

/** @param sources what is installed, if anything */
async function told(modules: readonly string[], ...sources: string[]): Promise<readonly string[]> {
  const machines = [host()];
  try {
    await makeOverlays({ machines } as unknown as Fleet, {
      layout: layout(join(home, 'run'), join(home, 'memory'), 'run.yaml'),
      pythons: new Map([['orchestrator', join(home, 'python/bin/python3')]]),
      ...{ modules, sources, sourcesHere: sources, install: sources.length > 0 },
      supplies: { index: {}, script: '' } as unknown as Supplies,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map(formatProblem);
    throw error;
  }
}

describe('a package', () => {
  it('of a setup.cfg alone goes into the environment of the run, whatever pip of the host is set to', async () => {
    execFileSync('python3', ['-m', 'venv', join(home, 'python')]);
    mkdirSync(join(home, '.config/pip'), { recursive: true });
    writeFileSync(join(home, '.config/pip/pip.conf'), '[install]\nuser = true\n');
    const folder = join(home, 'run/extensions/plain');
    mkdirSync(folder, { recursive: true });
    const cfg = '[metadata]\nname = plain\nversion = 2.0\n[options]\npy_modules = plain\n';
    writeFileSync(join(folder, 'setup.cfg'), cfg);
    writeFileSync(join(folder, 'plain.py'), '');
    expect(await told(['plain'], folder)).toEqual([]);
    const installed = readdirSync(join(home, 'run/venv/lib'), { recursive: true });
    expect(installed.map(String).filter((name) => name.endsWith('/plain.py'))).toHaveLength(1);
    expect(existsSync(join(home, '.local'))).toBe(false);
  }, 120_000);
});

describe('modules that hosts must have themselves', () => {
  let packages: string;
  beforeEach(() => {
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(home, 'python')]);
    const where = 'import sysconfig; print(sysconfig.get_path("purelib"))';
    const words = ['-c', where];
    packages = execFileSync(join(home, 'python/bin/python3'), words, { encoding: 'utf8' }).trim();
  });

  it('are missing although a folder of the home has their name', async () => {
    mkdirSync(join(home, 'trainer'));
    expect(await told(['trainer'])).toEqual([
      'orchestrator (10.0.0.1): Python has no module `trainer`, which the runnable lists among its extensions. Install it on the host, or let `install-extensions` do it.',
    ]);
  });

  it('are found where the job will find them: in packages, its folder and its PYTHONPATH', async () => {
    writeFileSync(join(packages, 'one.py'), '');
    writeFileSync(join(home, 'run/workdir/two.py'), '');
    writeFileSync(join(home, 'elsewhere/three.py'), '');
    expect(await told(['one', 'two', 'three'])).toEqual([]);
  });

  it('are told of with the last line of what they say when they lack something, or are no Python', async () => {
    writeFileSync(join(packages, 'lacking.py'), 'import no_such_module\n');
    writeFileSync(join(packages, 'wrong.py'), 'def :\n');
    const [lacking, wrong, ...others] = await told(['lacking', 'wrong']);
    expect(lacking).toContain(
      "Python cannot import `lacking`, which the runnable lists among its extensions: ModuleNotFoundError: No module named 'no_such_module'.",
    );
    expect(wrong).toMatch(/`wrong`, .*: SyntaxError: .*wrong\.py, line 1/);
    expect(others).toEqual([]);
  });

  it('may print, and want what only a job has', async () => {
    writeFileSync(join(packages, 'loud.py'), 'print("missing=loud")\n');
    writeFileSync(join(packages, 'needy.py'), 'open("/nowhere/secrets")\n');
    writeFileSync(join(packages, 'leaving.py'), 'import sys\nsys.exit("no GPU")\n');
    expect(await told(['loud', 'needy', 'leaving'])).toEqual([]);
  });
});
