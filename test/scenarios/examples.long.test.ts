import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
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

describe('the example', () => {
  it.skipIf(noFlambe)(`flambe runs a plain script, too${because(noFlambe)}`, async () => {
    const [, line = ''] = linesOf('flambe');
    await using shell = shellAt('flambe');
    symlinkSync(flambeEnvironmentsFolder(), join(shell.dir, environments));
    const { code, stdout, stderr } = await shell.runLine(line);
    expect(code, stderr + stdout).toBe(0);
    expect(stdout.match(/letters-factory-\d: \w \d+ times/g)).toHaveLength(4);
    const stage = join(shell.workspace, 'flambe-results/output__counting/count');
    expect(trialsIn(stage)).toHaveLength(2);
    expect(shell.runs).toEqual([]);
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

/** Their words are those of examples/README.md: examples.test.ts. */
describe('npm run demo', () => {
  it.skipIf(whyNoNetwork)(
    `--ray searches on all factories, and says what it costs${because(whyNoNetwork)}`,
    async () => {
      using demo = new Demo();
      const stdout = await demo.run('--ray');
      expect(stdout).toMatch(/^Ray Tune on three nodes of this machine: .* The first time /);
      expect(stdout).toContain('best x: 3 found on 2 nodes');
      const best = JSON.parse(demo.read('best.json'));
      expect(best).toMatchObject({ x: 3, nodes: ['10.0.2.17', '10.0.2.18'] });
    },
  );

  it.skipIf(noFlambe)(
    `--flambe trains on all factories, and says what it costs${because(noFlambe)}`,
    async () => {
      using demo = new Demo();
      symlinkSync(flambeEnvironmentsFolder(), join(demo.home, environments));
      const stdout = await demo.run('--flambe');
      expect(stdout).toMatch(/^An Experiment of flambé 0\.4\.18 on three nodes.* minutes/);
      expect(stdout).toContain('Experiment ended successfully');
      const output = join(demo.results, 'output__letters');
      for (const stage of ['train', 'refine']) {
        expect(trialsIn(join(output, stage))).toHaveLength(3);
      }
      const hosts = trialsIn(join(output, 'train')).map(hostOf);
      expect(new Set(hosts)).toEqual(new Set(['letters-factory-1', 'letters-factory-2']));
    },
  );
});

/** `npm run demo -- …` of a user who has run nothing before. */
class Demo implements Disposable {
  readonly #dir = mkdtempSync(join(tmpdir(), 'demo-'));
  readonly home = join(this.#dir, 'home');
  readonly results = join(this.#dir, 'results');

  constructor() {
    mkdirSync(this.home);
  }

  /** @returns what it says */
  async run(which: string): Promise<string> {
    const words = ['run', '--silent', 'demo', '--', which, '--results-path', this.results];
    const env = { PATH: process.env.PATH, HOME: this.home };
    return (await promisify(execFile)('npm', words, { cwd: root, env })).stdout;
  }

  read(name: string): string {
    return readFileSync(join(this.results, name), 'utf8');
  }

  [Symbol.dispose](): void {
    rmSync(this.#dir, { recursive: true });
  }
}

/** Paths of the folders of trials. */
function trialsIn(stage: string): readonly string[] {
  const entries = readdirSync(stage, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(stage, name));
}

function hostOf(trial: string): string {
  const [line = '{}'] = readFileSync(join(trial, 'result.json'), 'utf8').trim().split('\n');
  return JSON.parse(line).hostname;
}
