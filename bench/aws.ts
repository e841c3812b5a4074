// What a cluster costs at AWS besides its machines: calls, time and memory of main until its machines
// run, and of post, against the EC2 of the tests, where machines are words: nothing is booted.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startCheckIp } from '../test/aws/check-ip';
import { startMoto } from '../test/aws/moto';
import { startWorld, type World } from '../test/aws/world';
import { flambePython, whyNoFlambe } from '../test/hosts/flambe/flambe-home';
import { measureFlambe } from './measure/flambe-aws';
import { showMarkdown } from './measure/samples';

const sizes = [4, 40, 100, 1000];
const root = resolve(import.meta.dirname, '..');

process.env.FLAMBE_TEST_PYTHON ??= join(root, '.cache/python/bin/python3');
await using moto = await startMoto();
await using checkIp = await startCheckIp('203.0.113.7');
const rows = [];
for (const size of sizes) rows.push(await measure(size));
showMarkdown([
  [
    'machines',
    'calls up (looks and names aside)',
    'calls down (looks aside)',
    'looks and names',
    'until they run',
    'post',
    'memory of main, of post',
  ],
  ...rows,
]);

await besideFlambe();

async function besideFlambe(): Promise<void> {
  const obstacle = whyNoFlambe();
  console.log(`
flambé 0.4.18 itself, its AWSCluster.load_all_instances against the same EC2: instances, their
names and tags. Left out: key pair and security group, which it does not make; logins (waiting for
SSH, the look for GPUs); CloudWatch, which alone ends its instances: it ends none itself.
`);
  if (obstacle) return console.log(`Not run here: ${obstacle}.`);
  // At 1 + 100 moto breaks under its calls.
  const python = flambePython();
  const rows = [];
  for (const size of [4, 40]) rows.push(await measureFlambe(python, moto, size));
  const head = ['machines', 'calls (looks and names aside)', 'looks and names', 'until they run'];
  showMarkdown([head, ...rows]);
}

/** One run: main is killed when its machines run, there being none, and post ends them. */
async function measure(factories: number): Promise<readonly string[]> {
  const cloud = { pendingMs: 0, shuttingDownMs: 0, vcpuQuota: 100_000 };
  await using world = await startWorld(moto, { cloud });
  const dir = mkdtempSync(join(tmpdir(), 'bench-aws-'));
  try {
    const env = environment(dir, world, factories);
    const main = await run('main', env, (log) => log.includes('::group::connect'));
    const up = world.proxy.calls.length;
    if (world.cloud.instances.length !== 1 + factories) throw new Error(main.log);
    const [, , STATE_dir = ''] =
      /^dir<<(\S+)\n(.*)\n/m.exec(readFileSync(join(dir, 'state'), 'utf8')) ?? [];
    const post = await run('post', { ...env, STATE_dir }, () => false);
    if (post.code !== 0) throw new Error(post.log);
    const isOften = (name: string) => name === 'DescribeInstances' || name === 'CreateTags';
    const { calls } = world.proxy;
    const counted = (from: number, to: number) =>
      String(calls.slice(from, to).filter(({ action }) => !isOften(action)).length);
    return [
      `1 + ${factories}`,
      counted(0, up),
      counted(up, calls.length),
      String(calls.filter(({ action }) => isOften(action)).length),
      `${(main.milliseconds / 1000).toFixed(1)} s`,
      `${(post.milliseconds / 1000).toFixed(1)} s`,
      `${main.megabytes} MB, ${post.megabytes} MB`,
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly milliseconds: number;
  /** Peak, resident. */
  readonly megabytes: number;
}

/** Runs a bundle to its end, or until its log is enough. */
async function run(
  bundle: 'main' | 'post',
  env: NodeJS.ProcessEnv,
  isEnough: (log: string) => boolean,
): Promise<Ran> {
  const began = performance.now();
  const child = spawn(process.execPath, [join(root, 'dist', `${bundle}.js`)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...{ env, cwd: env.HOME },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  let code: number | null | undefined;
  child.once('close', (ended: number | null) => {
    code = ended;
  });
  let megabytes = 0;
  while (code === undefined) {
    megabytes = Math.max(megabytes, peakOf(child.pid ?? 0));
    if (isEnough(log)) child.kill('SIGKILL');
    await delay(20);
  }
  return { code, log, milliseconds: performance.now() - began, megabytes };
}

/** VmHWM of proc_pid_status(5), in MB; 0 when the process is gone. */
function peakOf(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0;
  }
}

function environment(dir: string, world: World, factories: number): NodeJS.ProcessEnv {
  for (const name of ['state', 'output', 'summary']) writeFileSync(join(dir, name), '');
  mkdirSync(join(dir, 'temp'));
  writeFileSync(join(dir, 'experiment.yaml'), '!Experiment\nname: trial\npipeline:\n  one: 1\n');
  const fields = {
    ...{ name: 'bench', factories_num: factories, creator: 'bench' },
    ...{ factories_type: 't3.micro', orchestrator_type: 't3.micro' },
    ...{ subnet_id: world.subnetIds[0], security_group: 'runner' },
    ...{ orchestrator_ami: 'ubuntu-24.04', factory_ami: 'ubuntu-24.04' },
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
  writeFileSync(join(dir, 'aws.yaml'), `!AWSCluster\n${lines.join('')}`);
  return {
    ...{ PATH: process.env.PATH, HOME: dir, RUNNER_TEMP: join(dir, 'temp') },
    ...{ GITHUB_WORKSPACE: dir, GITHUB_RUN_ID: '1', GITHUB_STATE: join(dir, 'state') },
    ...{ GITHUB_OUTPUT: join(dir, 'output'), GITHUB_STEP_SUMMARY: join(dir, 'summary') },
    ...{ ...world.env, ...checkIp.env },
    ...{ INPUT_RUNNABLE: 'experiment.yaml', INPUT_CLUSTER: 'aws.yaml', INPUT_COMMAND: 'true' },
  };
}
