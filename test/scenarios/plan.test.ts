import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../aws/fault-proxy';
import { Keys } from '../aws/keys';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import { startHosts } from '../hosts/hosts';
import { type Ended, Shell, writeCluster } from './shell';

/** Answers with an address, as checkip.amazonaws.com does. */
async function checkIp(address: string) {
  const server = createServer((_, response) => response.end(`${address}\n`));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { url, [Symbol.asyncDispose]: async () => void (await close()) };
}

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());
const keys = new Keys();
afterAll(() => keys[Symbol.dispose]());

const cluster = (world: World, more = '') => `!AWSCluster
name: lab
factories_num: 8
factories_type: [g5.xlarge, g4dn.xlarge]
orchestrator_type: m5.large
subnet_id: [${world.subnetIds.join(', ')}]
security_group: ${world.securityGroupId}
creator: me
tags: {project: mine}
${more}`;

async function flambe(
  word: 'run' | 'plan',
  shell: Shell,
  world: World,
  ...options: string[]
): Promise<Ended> {
  await using address = await checkIp('203.0.113.7');
  const env = { ...world.env, FLAMBE_ACTION_CHECKIP_URL: address.url };
  const command = [word, 'experiment.yaml', '-c', 'aws.yaml', '--command', 'true'];
  return await shell.run([...command, ...options], undefined, env);
}

/** Main of a workflow with `mode: plan`: its output `plan`, and its summary. */
async function planned(shell: Shell, inputs: Readonly<Record<string, string>>) {
  const output = shell.write('output', '');
  const summary = shell.write('summary', '');
  const { code, stdout } = await shell.runMain({
    INPUT_RUNNABLE: 'experiment.yaml',
    INPUT_MODE: 'plan',
    GITHUB_WORKSPACE: shell.workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: join(shell.dir, 'temp'),
    ...inputs,
  });
  const [, json = ''] = /^plan<<(?:.*)\n(.*)\n/m.exec(readFileSync(output, 'utf8')) ?? [stdout];
  return { code, output: JSON.parse(json), summary: readFileSync(summary, 'utf8') };
}

function creates({ action, params }: Call): boolean {
  return !/^(Describe|Get)/.test(action) && params.DryRun !== 'true';
}

describe('a plan of an !AWSCluster', () => {
  it('says what would be made, what it costs, and makes nothing', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    shell.write('work/aws.yaml', cluster(world));
    const { code, stderr } = await flambe('plan', shell, world, '--max-runtime', '1h');
    expect(stderr).toContain('lab would run on 9 nodes on EC2 in us-east-1');
    expect(stderr).toMatch(/orchestrator +1 × m5\.large \(2 vCPUs, 8 GiB\), on-demand/);
    expect(stderr).toMatch(/factory +8 × g5\.xlarge .* or g4dn\.xlarge .*NVIDIA T4/);
    expect(stderr).toMatch(/image +ami-0a24f04aaaa000001 \(ubuntu/);
    expect(stderr).toMatch(/8 × g5\.xlarge +\$8\.05\/h/);
    // 0.096 + 8 × 1.006 + 9 × (100 × 0.08 / 730 + 0.005) = 8.2876… for 61 minutes.
    expect(stderr).toMatch(/at worst +\$8\.43 in 1 h 1 min/);
    expect(stderr).toMatch(/project +mine/);
    expect(stderr).toMatch(/ec2:RunInstances +4 calls/);
    expect(stderr).toMatch(
      /warning:.* orchestrator_ami, factory_ami: .*flambé's own images are gone/,
    );
    expect(code).toBe(0);
    expect(shell.runs).toEqual([]);
    expect(await world.leftovers()).toEqual(nothingLeft);
    const made = world.proxy.calls.filter(creates);
    expect(made.map(({ action }) => action)).toEqual([]);
  });

  it('needs no more rights than it names', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    const more = 'orchestrator_ami: ubuntu-24.04\nfactory_ami: ubuntu-24.04\n';
    const own = cluster(world, more).replace(world.securityGroupId, 'runner');
    shell.write('work/aws.yaml', own);
    const { code, stderr } = await flambe('plan', shell, world);
    expect(stderr).toContain('made for the run, open to 203.0.113.7/32 alone');
    expect(code).toBe(0);
    for (const { service, action } of world.proxy.calls) {
      expect(stderr).toContain(`${service}:${action}`);
    }
  });

  it('is shown, and ends in 65, where the run may not cost so much', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    shell.write('work/aws.yaml', cluster(world));
    const { code, stderr } = await flambe(
      'plan',
      shell,
      world,
      '--max-runtime',
      '1h',
      '--max-cost',
      '8',
    );
    expect(stderr).toContain('lab would run on 9 nodes');
    expect(stderr).toMatch(/max-cost: At worst the run costs \$8\.43, and \$8\.00 are allowed/);
    expect(code).toBe(65);
  });

  it('tells all that stands against the run, and ends in 69', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    shell.write('work/aws.yaml', cluster(world).replace(/subnet_id: .*/, 'subnet_id: subnet-0123'));
    world.proxy.addFaults({ action: 'DescribeImages', fault: 'denied' });
    const { code, stderr } = await flambe('plan', shell, world);
    expect(stderr).toMatch(/error:.* subnet_id: This account has no subnet-0123/);
    expect(stderr).toMatch(/error:.* role-to-assume: It may not do ec2:DescribeImages/);
    expect(code).toBe(69);
    expect(shell.runs).toEqual([]);
  });
});

describe('a plan of an !AWSCluster in a workflow', () => {
  it('is the output `plan` and the summary, and nothing is made', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    await using address = await checkIp('203.0.113.7');
    shell.write('work/aws.yaml', cluster(world));
    const { code, output, summary } = await planned(shell, {
      ...{ INPUT_CLUSTER: 'aws.yaml', INPUT_COMMAND: 'true', 'INPUT_MAX-RUNTIME': '1h' },
      ...{ ...world.env, FLAMBE_ACTION_CHECKIP_URL: address.url },
    });
    expect(code).toBe(0);
    expect(output).toMatchObject({
      ...{ name: 'lab', cluster: 'aws', nodes: { length: 9 } },
      aws: {
        ...{ region: 'us-east-1', securityGroup: world.securityGroupId, tags: { project: 'mine' } },
        cost: { worstCase: expect.closeTo(8.43, 1) },
        machines: [
          { role: 'orchestrator', count: 1 },
          { role: 'factory', count: 8 },
        ],
      },
    });
    const shown = summary.replaceAll('\\', '');
    expect(shown).toContain('lab would run on 9 nodes on EC2 in us-east-1');
    expect(shown).toContain('$8.43');
    expect(shown).toContain('ec2:RunInstances');
    expect(shell.runs).toEqual([]);
    expect(await world.leftovers()).toEqual(nothingLeft);
    const made = world.proxy.calls.filter(creates);
    expect(made.map(({ action }) => action)).toEqual([]);
  });
});

describe('a run on EC2', () => {
  it('counts the disks that images bring, and a run is refused before it makes anything', async () => {
    const imageDisks = [{ device: '/dev/sdf', gb: 73_000, type: 'gp2' }];
    await using world = await startWorld(moto, { cloud: { imageDisks } });
    await using shell = new Shell();
    shell.write('work/aws.yaml', cluster(world));
    // 9 × 73,000 × 0.1 / 730 = 90 dollars an hour.
    const planned = await flambe('plan', shell, world, '--max-runtime', '1h');
    expect(planned.stderr).toMatch(/8 × 73000 GB gp2 of the image +\$80\.00\/h/);
    const { code, stderr } = await flambe(
      ...(['run', shell, world, '--max-runtime', '1h', '--max-cost', '99'] as const),
    );
    expect(stderr).toMatch(/max-cost: At worst the run costs \$99\.93, and \$99\.00 are allowed/);
    expect(code).toBe(65);
    expect(world.proxy.calls.filter(creates)).toEqual([]);
    expect(shell.runs).toEqual([]);
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('is refused before it asks AWS anything, when it could cost too much', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    shell.write('work/aws.yaml', cluster(world));
    const { code, stderr } = await flambe('run', shell, world, '--max-cost', '8');
    expect(stderr).toMatch(/max-cost: At worst the run costs \$41\.\d\d, and \$8\.00 are allowed/);
    expect(code).toBe(65);
    expect(world.proxy.calls).toEqual([]);
    expect(shell.runs).toEqual([]);
  });

  it('is refused before anything is made, when the account cannot have it', async () => {
    await using world = await startWorld(moto);
    await using shell = new Shell();
    const wrong = 'key_name: nobodys\nkey: ~/key\nvolume_size: 2\n';
    shell.write('work/aws.yaml', cluster(world, wrong));
    shell.write('key', keys.ed25519);
    const { code, stderr } = await flambe('run', shell, world);
    expect(stderr).toMatch(/key_name: There is no key pair `nobodys` in us-east-1/);
    expect(stderr).toMatch(/volume_size: 2 GB are too small/);
    expect(code).toBe(69);
    const made = world.proxy.calls.filter(creates);
    expect(made.map(({ action }) => action)).toEqual([]);
    expect(shell.runs).toEqual([]);
  });
});

describe('a plan of hosts that are there', () => {
  it('names them, and what is carried there', async () => {
    await using hosts = await startHosts(2);
    await using shell = new Shell();
    writeCluster(shell, hosts);
    const words = ['experiment.yaml', '-c', 'lab.yaml', '--command', 'true', '--mode', 'plan'];
    const { code, stdout, stderr } = await shell.run(words);
    expect(stderr).toContain('lab would run on 2 nodes on hosts that are there');
    expect(stderr).toMatch(new RegExp(`factory-1 +${hosts.at(1).host}`));
    expect(stderr).toMatch(/workdir +\S+: 2 files, \d+ B to every node/);
    expect([code, stdout]).toEqual([0, '']);
    expect(shell.runs).toEqual([]);
  });
});

describe('a plan of a local cluster', () => {
  it('tells of every extension here that a run would refuse', async () => {
    await using shell = new Shell();
    const header = 'gone: ./gone\nbare: ./bare\nmine: ./package\nlater: https://git.invalid/u/r\n';
    const experiment = shell.read('work/experiment.yaml');
    shell.write('work/experiment.yaml', `${header}---\n${experiment}`);
    shell.write('work/bare/notes', '');
    shell.write('work/package/setup.cfg', '[options]\npackages = other\n');
    const asked = await shell.run(['plan', 'experiment.yaml', '-i']);
    expect(asked.stderr).toContain(':1:7: gone: `./gone` is not there');
    expect(asked.stderr).toContain(':2:7: bare: `./bare` is no Python package');
    expect(asked.stderr).toContain(':3:7: mine: `./package` has no module `mine` at top level');
    expect(asked.code).toBe(65);
    // What is not installed need not be there.
    expect((await shell.run(['plan', 'experiment.yaml'])).code).toBe(0);
    expect(shell.runs).toEqual([]);
  });

  it('is the output `plan` of a workflow, and its summary', async () => {
    await using shell = new Shell();
    const { code, output, summary } = await planned(shell, { INPUT_COMMAND: 'echo {runnable}' });
    expect(code).toBe(0);
    expect(output).toMatchObject({
      name: 'local',
      cluster: 'local',
      nodes: [{ name: 'orchestrator' }, { name: 'factory-1' }, { name: 'factory-2' }],
      workdir: { path: shell.workspace, files: 1 },
    });
    expect(summary).toContain('would run on 3 nodes here');
    expect(shell.runs).toEqual([]);
    expect(readFileSync(join(shell.workspace, 'experiment.yaml'), 'utf8')).toContain('trial');
  });
});
