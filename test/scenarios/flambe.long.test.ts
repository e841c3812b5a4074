import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GitServer } from '../extensions/git-server';
import { findSecrets } from '../hosts/find-secrets';
import { ssh } from '../hosts/ssh';
import type { SystemdHosts } from '../hosts/systemd/systemd-hosts';
import { WebServer } from '../resources/web-server';
import { type ActionStep, secrets, stepOn, token } from './action';
import { filesIn, flambeStep, startFlambeHosts, trialsIn, whyNoFlambeHosts } from './flambe';
import { leftOnHosts, leftSince, type Picture, takePicture } from './left';
import { Shell } from './shell';

const obstacle = whyNoFlambeHosts();

describe.skipIf(obstacle)(`flambé 0.4.18 on its hosts${obstacle ? ` (${obstacle})` : ''}`, () => {
  let hosts: SystemdHosts;
  let started: SystemdHosts | undefined;
  let before: Picture;
  beforeEach(async () => {
    started ??= await startFlambeHosts();
    hosts = started;
    before = takePicture(hosts);
  }, 600_000);
  // A test leaves them as they were, unless it fails.
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await endHosts();
  });
  afterAll(endHosts);

  async function endHosts(): Promise<void> {
    await started?.[Symbol.asyncDispose]();
    started = undefined;
  }

  async function endedByPost(step: ActionStep): Promise<void> {
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  }

  it('ends with 255 for a failed trial, and shows what it said', async () => {
    await using step = flambeStep(hosts, { runnable: 'failing.yaml' });
    const { code, log } = await step.main();
    expect(log).toContain('The job ended with exit code 255');
    expect(code).toBe(255);
    // After its first step the one that fails was ahead.
    expect(step.summary).toMatch(/\| only \| rate.*1\\\.0 \| 8 \| ★ best/);
    expect(step.summary).toMatch(/\| only \| rate.*3\\\.0 \| 12 \| ✗ failed/);
    expect(step.summary).toContain('a rate below zero');
    await endedByPost(step);
  });

  it('says at once that something else has the port of Ray', async () => {
    const head = hosts.at(0);
    const listen = `import socket, time
with socket.create_server(('${head.host}', 12345)): time.sleep(600)`;
    await ssh(
      hosts,
      head,
      `setsid python3 -c "${listen}" >/dev/null 2>&1 </dev/null & echo $! >pid`,
    );
    before = takePicture(hosts);
    await using step = flambeStep(hosts);
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*Ray did not start/);
    expect(log).toContain(`something else listens on ${head.host}:12345`);
    expect(log).not.toContain('does not answer');
    await endedByPost(step);
    await ssh(hosts, head, 'kill $(cat pid); rm pid');
  });

  it('names a factory that does not join Ray, with the end of its log', async () => {
    const last = hosts.at(2);
    const raylets = 'lib/python3.7/site-packages/ray/core/src/ray/raylet/raylet';
    const raylet = `~/.flambe-action-envs/flambe-0.4.18-*/${raylets}`;
    await ssh(hosts, last, `sudo mount --bind /bin/false ${raylet}`);
    before = takePicture(hosts);
    await using step = flambeStep(hosts);
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/factory-2 .*It has not joined the Ray cluster: .*ray\.log/);
    expect(log).not.toMatch(/factory-1 .*has not joined/);
    await endedByPost(step);
    await ssh(hosts, last, `sudo umount ${raylet}`);
  });

  it('ends with 22 for a tag that nobody knows', async () => {
    await using step = flambeStep(hosts, { runnable: 'unknown-tag.yaml' });
    const { code, log } = await step.main();
    expect(log).toContain('Unknown tag: !trainer.Nobody');
    expect(code).toBe(22);
    await endedByPost(step);
  });

  it('has resources of the web, of links and of odd names read on the factories', async () => {
    await using web = await WebServer.start();
    await using step = flambeStep(hosts, { runnable: 'begun.yaml' });
    const body = Buffer.from(step.read('words.txt'));
    const location = web.put('/kept%20words.txt', { body, headers: { etag: '"1"' }, cuts: [] });
    const address = web.put('/latest', { status: 302, headers: { location } });
    mkdirSync(join(step.workspace, "my 'data' ü"));
    symlinkSync('../words.txt', join(step.workspace, "my 'data' ü/link"));
    const resources = [`words: ${address}`, "'odd $(name)': my 'data' ü/link"];
    const text = step.read('begun.yaml').replace('words: words.txt', resources.join('\n  '));
    writeFileSync(join(step.workspace, 'begun.yaml'), `${text.trimEnd()}\n    rate: !g [3.0]\n`);
    const { code, log } = await step.main();
    expect(log).toContain(`resource words: ${address}, ${body.length} B`);
    expect(log).toMatch(/resource words: \/home\/\S+\/_resources\/words__latest/);
    expect(log).toMatch(/resource odd \$\(name\): \/home\/\S+\/_resources\/odd \$\(name\)__link/);
    expect(code, log).toBe(0);
    // Four words, read from the resource, times the rate.
    expect(step.summary).toMatch(/\| first \| rate.*3\\\.0 \| 12 \| ★ best/);
    await endedByPost(step);
  });

  it('carries neither key nor secrets with an extension and a resource that hold them', async () => {
    await using step = flambeStep(hosts, { runnable: 'begun.yaml' });
    const own = ['copy.ini', 'lab.pem', '.venv/pyvenv.cfg'];
    for (const folder of ['.', 'data']) {
      mkdirSync(join(step.workspace, folder, '.venv'), { recursive: true });
      step.write(`${folder}/copy.ini`, secrets);
      step.write(`${folder}/lab.pem`, hosts.key);
      step.write(`${folder}/.venv/pyvenv.cfg`, '');
    }
    step.write('data/words.txt', step.read('words.txt'));
    const setup = "packages=['trainer'], package_dir={'trainer': 'trainer/trainer'}";
    step.write('setup.py', `from setuptools import setup\nsetup(name='trainer', ${setup})\n`);
    const text = step.read('begun.yaml').replace('trainer: ./trainer', 'trainer: .');
    step.write('begun.yaml', text.replace('words: words.txt', 'words: words.txt\n  all: data'));
    const { code, log } = await step.main((shown, kill) => {
      if (shown.includes('Ray 0.7.6: 3 nodes')) kill('SIGKILL');
    });
    expect(code, log).toBe(null);
    for (const host of hosts.list) {
      const found = await ssh(
        hosts,
        host,
        'find ~ -path "*/.extensions/*" -o -path "*/_resources/*"',
      );
      expect(found).toMatch(/\.extensions\/trainer__\S+\/setup\.py/);
      expect(found).toMatch(/_resources\/all__data\/words\.txt/);
      for (const name of own) expect(found).not.toContain(name);
    }
    for (const folder of ['.', 'data']) {
      for (const name of own) rmSync(join(step.workspace, folder, name));
    }
    await endedByPost(step);
  });

  it('has on no host what opens the address of an extension or of a resource', async () => {
    const opens = ['t0ken-of-a-repository', 'passw0rd-of-a-resource', 's1gnature-of-a-resource'];
    await using web = await WebServer.start();
    await using server = await GitServer.start(mkdtempSync(join(tmpdir(), 'git-server-')));
    const { environment } = server;
    const onHosts = () =>
      findSecrets(
        opens,
        hosts.list.flatMap((host) => host.folders()),
        hosts.list.flatMap((host) => host.processes()),
      );
    const url = `https://x-access-token:${opens[0]}@github.com/u/trainer`;

    await using step = flambeStep(hosts, { runnable: 'begun.yaml' }, environment);
    const files = ['setup.py', 'trainer/__init__.py'];
    server.push('github.com/u/trainer', {
      main: Object.fromEntries(files.map((name) => [name, step.read(`trainer/${name}`)])),
    });
    server.close('github.com/u/trainer', `x-access-token:${opens[0]}`);
    const body = Buffer.from(step.read('words.txt'));
    const words = `${web.put('/words.txt', { body })}?signature=${opens[2]}`;
    const text = step
      .read('begun.yaml')
      .replace('./trainer', url)
      .replace('words.txt', words.replace('://', `://me:${opens[1]}@`));
    step.write('begun.yaml', `${text.trimEnd()}\n    rate: !g [3.0]\n`);
    const running = step.begin();
    await expect.poll(running.log, { timeout: 200_000 }).toContain('Ray 0.7.6: 3 nodes');
    expect(await onHosts()).toEqual([]);
    expect(await running.ended).toMatchObject({ code: 0 });
    expect(await findSecrets(opens, [join(step.workspace, 'flambe-results')])).toEqual([]);
    expect(await onHosts()).toEqual([]);
    await endedByPost(step);

    const asItIs = { runnable: 'unknown-tag.yaml', 'install-extensions': 'false' };
    await using other = flambeStep(hosts, asItIs);
    // A module that every Python has.
    const header = [`json: ${url}?signature=${opens[2]}`, `wave: wave @ ${url}`];
    other.write('unknown-tag.yaml', `${header.join('\n')}\n---\n${other.read('unknown-tag.yaml')}`);
    expect(await other.main()).toMatchObject({ code: 22 });
    expect(await onHosts()).toEqual([]);
    await endedByPost(other);
  });

  it("tells a ClusterRunnable of the user's own of its cluster", async () => {
    await using step = flambeStep(hosts, { runnable: 'survey.yaml' });
    const { code, log } = await step.main();
    const [orchestrator, ...factories] = hosts.list.map(({ host }) => host);
    expect(log).toContain(`factories: ${factories.join(' ')}`);
    expect(log).toContain(`nodes: ${[orchestrator, ...factories].join(' ')}`);
    expect(code).toBe(0);
    await endedByPost(step);
  });

  it('goes on with a trial that fails on one factory on another, from where it was', async () => {
    await using step = flambeStep(hosts, { runnable: 'moves.yaml' });
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    const [trial = ''] = trialsIn(step, 'one-moves/only');
    expect(readFileSync(join(trial, 'console.out'), 'utf8')).toContain('not on this node');
    // A step that was done is neither done again nor forgotten.
    const [, first, ...rest] = readFileSync(join(trial, 'progress.csv'), 'utf8').trim().split('\n');
    const hostOf = (row = '') => /host-\d/.exec(row)?.[0];
    expect(rest).toHaveLength(3);
    expect(new Set(rest.map(hostOf)).size).toBe(1);
    expect(hostOf(rest[0])).not.toBe(hostOf(first));
    await endedByPost(step);
  });

  it('brings checkpoints home while a trial runs, and the rest when main was killed', async () => {
    const environment = { FLAMBE_ACTION_KEEP_SECONDS: '2' };
    const inputs = { runnable: 'endless.yaml', verbose: 'true' };
    await using step = flambeStep(hosts, inputs, environment);
    const main = step.begin();
    const files = () => trialsIn(step, 'takes-long/only').flatMap((trial) => filesIn(trial));
    await expect.poll(files, { timeout: 200_000 }).toContain('checkpoint/checkpoint.flambe');
    await expect.poll(main.log, { timeout: 60_000 }).toContain('characters of the secret');
    main.kill('SIGKILL');
    expect((await main.ended).code).toBe(null);
    const steps = () => {
      const [trial = ''] = trialsIn(step, 'takes-long/only');
      return readFileSync(join(trial, 'progress.csv'), 'utf8').split('\n').length;
    };
    const before = steps();
    // Trials run on, on the factories alone.
    await delay(5000);
    await endedByPost(step);
    expect(steps()).toBeGreaterThan(before);
    expect(files()).toContain('console.out');
  });

  it('goes on from what an earlier run brought home', async () => {
    await using step = flambeStep(hosts, { runnable: 'begun.yaml' });
    expect(await step.main()).toMatchObject({ code: 0 });
    await endedByPost(step);
    const first = join(step.workspace, 'flambe-results/output__goes-on/first');
    const trials = () => readdirSync(first).filter((name) => !name.endsWith('.json'));
    const [begun] = trials();

    await using next = flambeStep(hosts, {
      runnable: 'resumed.yaml',
      'results-path': join(step.workspace, 'flambe-results'),
    });
    expect(await next.main()).toMatchObject({ code: 0 });
    // What was done is not done again.
    expect(trials()).toEqual([begun]);
    expect(existsSync(join(first, '../second'))).toBe(true);
    await endedByPost(next);
  });

  it('keeps two runs from the same hosts, and names the one that has them', async () => {
    await using one = flambeStep(hosts, { runnable: 'endless.yaml' });
    const running = one.begin();
    await expect.poll(() => running.log(), { timeout: 200_000 }).toContain('Ray 0.7.6: 3 nodes');
    await using beside = stepOn(hosts, { command: 'echo beside it' });
    expect(await beside.main()).toMatchObject({ code: 0 });
    expect(await beside.post()).toMatchObject({ code: 0 });
    await using two = flambeStep(hosts, { runnable: 'report.yaml' });
    const refused = await two.main();
    expect(refused.code).toBe(69);
    expect(refused.log).toContain(`Run ${one.output('cluster-id')} has this host`);
    expect(await two.post()).toMatchObject({ code: 0 });
    await using other = stepOn(hosts, { command: 'true', 'ray-version': '2.7.2' });
    const refusedToo = await other.main();
    expect(refusedToo.code).toBe(69);
    expect(refusedToo.log).toContain(`Run ${one.output('cluster-id')} has this host`);
    expect(await other.post()).toMatchObject({ code: 0 });

    await using three = flambeStep(hosts, { runnable: 'report.yaml', force: 'true' });
    expect(await three.main()).toMatchObject({ code: 0 });
    expect((await running.ended).code).not.toBe(0);
    expect(await one.post()).toMatchObject({ code: 0 });
    await endedByPost(three);
  });

  it('wants extensions to be there when it may not install them, and names what is missing', async () => {
    await using step = flambeStep(hosts, { 'install-extensions': 'false' });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/orchestrator .*Python has no module `trainer`/);
    expect(log).toMatch(/factory-2 .*Python has no module `trainer`/);
    await endedByPost(step);
  });

  it('brings the sites to the user’s own machine', async () => {
    await using shell = new Shell();
    cpSync(join(import.meta.dirname, '../data/flambe'), shell.workspace, { recursive: true });
    shell.write('.ssh/known_hosts', hosts.knownHosts);
    shell.write('.ssh/lab', hosts.key);
    const [orchestrator, ...factories] = hosts.list.map(({ host }) => host);
    const lines = ['name: lab', `orchestrator_ip: ${orchestrator}`, `username: ${hosts.user}`];
    const list = `factories_ips: [${factories.join(', ')}]`;
    shell.write(
      'work/lab.yaml',
      `!SSHCluster\n${[...lines, list, 'key: ~/.ssh/lab'].join('\n')}\n`,
    );
    const pages: Promise<number>[] = [];
    const words = ['begun.yaml', '-c', 'lab.yaml', '-i', '--open'];
    const { code, stderr } = await shell.run(words, (shown) => {
      const here = [...shown.matchAll(/Here: (http:\S+)/g)].map(([, url]) => url as string);
      if (here.length < 2 || pages.length > 0) return;
      pages.push(...here.map(async (url) => (await fetch(url)).status));
      for (const page of pages) page.catch(() => {});
    });
    expect(stderr).toMatch(/Here: \S+49558\s+.*Here: \S+49556/s);
    expect(await Promise.all(pages)).toEqual([200, 200]);
    expect(code).toBe(0);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
  });

  it('refuses results of the same name that are somebody else’s', async () => {
    const [host] = hosts.list;
    if (!host) throw new Error('There are hosts.');
    const folder = '~/two-stages/output__two-stages';
    await ssh(hosts, host, `mkdir -p ${folder} && echo mine >${folder}/state.pkl`);
    try {
      await using step = flambeStep(hosts);
      const { code, log } = await step.main();
      expect(code).toBe(69);
      expect(log).toContain('There are results of an experiment of the same name');
      expect(await step.post()).toMatchObject({ code: 0 });
      expect(await ssh(hosts, host, `cat ${folder}/state.pkl`)).toBe('mine');
    } finally {
      await ssh(hosts, host, 'rm -r ~/two-stages');
    }
  });
});
