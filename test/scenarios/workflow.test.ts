import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  environmentOf,
  type RunningProcess,
  runningProcesses,
} from '../../src/providers/local/processes';
import { findSecrets } from '../hosts/find-secrets';
import { hostProcess } from '../hosts/host-process';
import { type Hosts, startHosts } from '../hosts/hosts';
import { Repository } from './act';
import { startArtifactShim } from './artifact-server';
import { leftOnHosts, type Picture, shownSecrets, takePicture } from './left';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const token = 'token-that-nobody-may-see';
const runnable = '!Experiment\nname: trial\npipeline:\n  one: 1\n';

let hosts: Hosts;
let before: Picture;
beforeEach(async () => {
  hosts = await startHosts(2);
  before = takePicture(hosts);
});
afterEach(() => hosts[Symbol.asyncDispose]());

function clusterFile(): string {
  const [orchestrator, factory] = hosts.list.map(({ host }) => host);
  const { user } = hosts;
  const { port } = hosts.at(0);
  return `!SSHCluster\nname: lab\norchestrator_ip: ${orchestrator}\nfactories_ips: [${factory}]\nusername: ${user}\nssh_port: ${port}\n`;
}

/** A workflow of one job with these steps, each as YAML of a list item without its dash. */
function workflow(...steps: readonly string[]): string {
  const items = ['uses: actions/checkout@v5', ...steps].map(
    (step) => `      - ${step.trim().replaceAll('\n', '\n        ')}\n`,
  );
  return `on: push\njobs:\n  run:\n    runs-on: ubuntu-latest\n    steps:\n${items.join('')}`;
}

describe('a workflow', () => {
  it("runs the README's first example as it stands, and leaves nothing on the hosts", async () => {
    const [, example = ''] =
      /```yaml\n- (uses: org\/flambe-action@v1\n[\s\S]*?)```/.exec(readme) ?? [];
    const step = example.replaceAll(/\n {2}/g, '\n');
    expect(load(step)).toHaveProperty('with.secrets');
    await using repository = new Repository({
      'experiment.yaml': runnable,
      'cluster.yaml': clusterFile(),
      'train.py': `import configparser, sys
config = configparser.ConfigParser()
config.read(sys.argv[4])
open(sys.argv[6] + '/length.txt', 'w').write(str(len(config['SERVICE']['token'])))
print('trained', sys.argv[2].endswith('experiment.yaml'))
`,
    });
    const { code, log } = await repository.push(
      workflow(`id: train\n${step}`, tell('exit ${{ steps.train.outputs.exit-code }}')),
      {
        secrets: { SERVICE_TOKEN: token, CLUSTER_KEY: hosts.key },
        vars: { CLUSTER_HOSTS: hosts.knownHosts },
      },
    );
    expect(code, log).toBe(0);
    expect(log).toContain('trained True');
    expect(log).toContain('exit 0');
    expect(log).toMatch(/length\\?\.txt/);
    expect(log).toMatch(/Success - Post/);
    expect(shownSecrets(log, [token])).toEqual([]);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    expect(await findSecrets([token], [join(repository.dir, 'cache')], [])).toEqual([]);
  });

  it('fails with its job, goes on to what waits for a failure, and cleans up', async () => {
    await using repository = new Repository({
      'experiment.yaml': runnable,
      'cluster.yaml': clusterFile(),
    });
    const { code, log } = await repository.push(
      workflow(
        `id: it
uses: ./
with:
  runnable: experiment.yaml
  cluster: cluster.yaml
  secrets: "[A]\\nb = \${{ secrets.TOKEN }}"
  ssh-private-key: \${{ secrets.KEY }}
  ssh-known-hosts: \${{ vars.HOSTS }}
  command: echo half >{results}/half; exit 7`,
        `if: failure()\n${tell('after ${{ steps.it.outputs.exit-code }} $(cat flambe-results/half)')}`,
      ),
      { secrets: { TOKEN: token, KEY: hosts.key }, vars: { HOSTS: hosts.knownHosts } },
    );
    expect(code).toBe(1);
    expect(log).toMatch(/::error|❗/);
    expect(log).toContain('after 7 half');
    expect(log).toMatch(/Success - Post/);
    expect(shownSecrets(log, [token])).toEqual([]);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('runs on an embedded cluster when it names none, twice beside each other in a matrix', async () => {
    await using repository = new Repository({ 'experiment.yaml': runnable });
    const steps = workflow(
      `uses: ./
with:
  runnable: experiment.yaml
  command: echo "seed \${{ matrix.seed }} \${FLAMBE_FACTORY_IPS%%.*}"`,
    );
    const matrix = '    strategy: {matrix: {seed: [1, 2]}}\n    runs-on';
    const { code, log } = await repository.push(steps.replace('    runs-on', matrix));
    expect(code, log).toBe(0);
    for (const seed of [1, 2]) expect(log).toContain(`seed ${seed} 127`);
    expect(log.match(/Success - Post/g)).toHaveLength(2);
  });

  it('is cleaned up by post alone when main is killed', async () => {
    await using repository = new Repository({ 'experiment.yaml': runnable });
    let killed: number | undefined;
    const { code, log } = await repository.push(
      workflow(
        `uses: ./
with:
  runnable: experiment.yaml
  secrets: "[A]\\nb = \${{ secrets.TOKEN }}"
  command: echo begun; sleep 600`,
      ),
      {
        secrets: { TOKEN: token },
        during: (shown) => {
          if (killed !== undefined || !shown.includes('begun')) return;
          killed = runningProcesses().find((process) => isMainOf(repository.dir, process))?.pid;
          if (killed !== undefined) process.kill(killed, 'SIGKILL');
        },
      },
    );
    expect(killed).toBeDefined();
    expect(code).toBe(1);
    expect(log).toMatch(/Success - Post/);
    const ofIt = ({ pid }: { pid: number }) =>
      environmentOf(pid).some((variable) => variable.includes(repository.dir));
    expect(runningProcesses().filter(ofIt)).toEqual([]);
    expect(await findSecrets([token], [join(repository.dir, 'cache')], [])).toEqual([]);
  });

  it('keeps its results as an artifact, also when the job failed', async () => {
    const port = await freePort();
    await using shim = await startArtifactShim(port);
    await using repository = new Repository({ 'experiment.yaml': runnable });
    const { code, log } = await repository.push(
      workflow(
        `uses: ./
with:
  runnable: experiment.yaml
  artifact-name: kept
  command: mkdir {results}/deep; echo kept >{results}/deep/file; echo >{results}/12:30; exit 3`,
      ),
      { artifacts: { url: shim.url, port } },
    );
    expect({ code, log }).toMatchObject({ code: 1, log: expect.stringContaining('exit-code=3') });
    expect(log).toMatch(/1 result came home, but not into the artifact,.*: 12:30\./);
    const zip = join(repository.artifacts, '1/kept/kept.zip');
    const list = 'import sys, zipfile; print(sorted(zipfile.ZipFile(sys.argv[1]).namelist()))';
    const names = execFileSync('python3', ['-c', list, zip], { encoding: 'utf8' });
    expect(names).toBe("['deep/file', 'job.log']\n");
  });

  it('shows every wrong input as an annotation, with its place', async () => {
    await using repository = new Repository({
      'experiment.yaml': runnable.replace('name: trial', 'name: a b'),
      'cluster.yaml': clusterFile().replace('username', 'usrname'),
    });
    const { code, log } = await repository.push(
      workflow(
        `uses: ./\nwith:\n  runnable: experiment.yaml\n  cluster: cluster.yaml\n  command: 'true'\n  max-runtime: soon`,
      ),
    );
    expect(code).toBe(1);
    expect(log).toMatch(/experiment\.yaml/);
    expect(log).toMatch(/cluster\.yaml/);
    expect(log).toMatch(/usrname/);
    expect(log).toMatch(/max-runtime.*soon/);
  });
});

function tell(words: string): string {
  return `run: echo "${words}"`;
}

/** The built main, started for this repository. */
function isMainOf(dir: string, process: RunningProcess): boolean {
  return hostProcess(process).command.some(
    (word) => word.startsWith(dir) && word.endsWith('dist/main.js'),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
