import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { flambeEnvironmentsFolder, whyNoFlambe } from '../hosts/flambe/flambe-home';
import { type Hosts, startHosts } from '../hosts/hosts';
import { obstacle as whyNoNetwork } from '../providers/network';
import { lineOf, linesOf, shellAt } from './examples';
import { type Shell, writeCluster } from './shell';

const root = resolve(import.meta.dirname, '../..');
const environments = '.flambe-action-envs';
const because = (obstacle: string | undefined) => (obstacle === undefined ? '' : ` (${obstacle})`);

/** Why this machine's own Python, which the hosts have too, cannot do what an example wants. */
function whyNotImported(module: string, packages: string): string | undefined {
  try {
    execFileSync('/usr/bin/python3', ['-c', `import ${module}`], { stdio: 'ignore' });
    return whyNoNetwork;
  } catch {
    return `apt packages are missing: ${packages}`;
  }
}

const noTorch = whyNotImported('torch.distributed', 'python3-torch');
const noMpi = whyNotImported('mpi4py.MPI', 'openmpi-bin, python3-mpi4py');
const noFlambe = whyNoNetwork ?? whyNoFlambe();

/** At the example, whose cluster file names these hosts. */
function shellOn(hosts: Hosts, name: string): Shell {
  const shell = shellAt(name, hosts);
  writeCluster(shell, hosts, 'cluster.yaml');
  return shell;
}

/** With an environment for Ray in it that is made once for all tests. */
const home = mkdtempSync(join(tmpdir(), 'home-'));
afterAll(() => rmSync(home, { recursive: true }));

describe('the example', () => {
  it.skipIf(whyNoNetwork)(`ray searches on all factories${because(whyNoNetwork)}`, async () => {
    await using shell = shellAt('ray');
    mkdirSync(join(home, environments), { recursive: true });
    symlinkSync(join(home, environments), join(shell.dir, environments));
    const { code, stdout, stderr } = await shell.runLine(lineOf('ray'));
    expect(stderr).toContain('Ray 2.59.0: 3 nodes');
    expect(code, stderr + stdout).toBe(0);
    const best = JSON.parse(shell.read('work/flambe-results/best.json'));
    expect(best).toMatchObject({ x: 3, nodes: ['10.0.2.17', '10.0.2.18'] });
    expect(shell.runs).toEqual([]);
  });

  it.skipIf(noFlambe)(
    `flambe trains on the factories of a local cluster${because(noFlambe)}`,
    async () => {
      const [line = ''] = linesOf('flambe');
      await using shell = shellWithFlambe();
      const { code, stdout, stderr } = await shell.runLine(line);
      expect(code, stderr + stdout).toBe(0);
      expect(stderr).toContain('Ray 0.7.6: 3 nodes');
      const output = 'work/flambe-results/output__letters';
      for (const stage of ['train', 'refine']) {
        const trials = trialsIn(shell, join(output, stage));
        expect(trials).toHaveLength(3);
      }
      const hosts = trialsIn(shell, join(output, 'train')).map(hostOf(shell));
      expect(new Set(hosts)).toEqual(new Set(['letters-factory-1', 'letters-factory-2']));
      expect(shell.runs).toEqual([]);
    },
  );

  it.skipIf(noFlambe)(`flambe runs a plain script, too${because(noFlambe)}`, async () => {
    const [, line = ''] = linesOf('flambe');
    await using shell = shellWithFlambe();
    const { code, stdout, stderr } = await shell.runLine(line);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout.match(/letters-factory-\d: \w \d+ times/g)).toHaveLength(4);
    expect(trialsIn(shell, 'work/flambe-results/output__counting/count')).toHaveLength(2);
  });

  it.skipIf(noTorch)(`torchrun trains on all factories${because(noTorch)}`, async () => {
    await using hosts = await startHosts(3, { network: true });
    await using shell = shellOn(hosts, 'torchrun');
    const { code, stdout, stderr } = await shell.runLine(lineOf('torchrun'));
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/\d+ processes on host-2, host-3$/m);
    expect(stdout).toMatch(/y = 3\.0\d x \+ 1\.0\d$/m);
  });

  it.skipIf(noMpi)(`mpi has ranks on all factories${because(noMpi)}`, async () => {
    await using hosts = await startHosts(3, { network: true });
    await using shell = shellOn(hosts, 'mpi');
    // As the example says of hosts where one logs in as root.
    const root = ['OMPI_ALLOW_RUN_AS_ROOT', 'OMPI_ALLOW_RUN_AS_ROOT_CONFIRM'];
    const options = hosts.user === 'root' ? root.map((name) => ` --env ${name}=1`).join('') : '';
    const { code, stdout, stderr } = await shell.runLine(`${lineOf('mpi')}${options}`);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout).toMatch(/^\d+ ranks on host-2, host-3: pi is 3\.14159265\d\d$/m);
  });
});

describe('npm run demo', () => {
  it.skipIf(whyNoNetwork)(
    `--ray searches, and says what it costs${because(whyNoNetwork)}`,
    async () => {
      const { stdout, results } = await demo('--ray', home);
      expect(stdout).toMatch(/^Ray Tune on three nodes of this machine: .* minute/);
      expect(stdout).toContain('best x: 3 found on 2 nodes');
      expect(results).toContain('best.json');
    },
  );

  it.skipIf(noFlambe)(`--flambe trains, and says what it costs${because(noFlambe)}`, async () => {
    const own = mkdtempSync(join(tmpdir(), 'home-'));
    try {
      symlinkSync(flambeEnvironmentsFolder(), join(own, environments));
      const { stdout, results } = await demo('--flambe', own);
      expect(stdout).toMatch(/^An Experiment of flambé 0\.4\.18 on three nodes.* minutes/);
      expect(stdout).toContain('Experiment ended successfully');
      expect(results).toContain('output__letters');
    } finally {
      rmSync(own, { recursive: true });
    }
  });
});

/** What it says, and what it brings home. */
async function demo(which: string, home: string) {
  const dir = mkdtempSync(join(tmpdir(), 'demo-'));
  try {
    const words = ['run', '--silent', 'demo', '--', which, '--results-path', dir];
    const env = { PATH: process.env.PATH, HOME: home };
    const { stdout } = await promisify(execFile)('npm', words, { cwd: root, env });
    return { stdout, results: readdirSync(dir) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** Its environments are those that all tests have in common. */
function shellWithFlambe(): Shell {
  const shell = shellAt('flambe');
  symlinkSync(flambeEnvironmentsFolder(), join(shell.dir, environments));
  return shell;
}

function trialsIn(shell: Shell, stage: string): readonly string[] {
  const entries = readdirSync(join(shell.dir, stage), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(stage, name));
}

const hostOf = (shell: Shell) => (trial: string) => {
  const [line = '{}'] = shell.read(join(trial, 'result.json')).trim().split('\n');
  return JSON.parse(line).hostname as string;
};
