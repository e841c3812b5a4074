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
import { expect, it } from 'vitest';
import { GitServer } from '../extensions/git-server';
import { findSecrets } from '../hosts/find-secrets';
import { ssh } from '../hosts/ssh';
import { WebServer } from '../resources/web-server';
import { secrets } from './action';
import { filesIn, flambeStep, trialsIn } from './flambe';
import { describeFlambe } from './flambe-lab';
import { leftOnHosts } from './left';
import { Shell } from './shell';

describeFlambe('what flambé 0.4.18 reads and writes', (lab) => {
  it('has resources of the web, of links and of odd names read on the factories', async () => {
    await using web = await WebServer.start();
    await using step = flambeStep(lab.hosts, { runnable: 'begun.yaml' });
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
    await lab.endedByPost(step);
  });

  it('carries neither key nor secrets with an extension and a resource that hold them', async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'begun.yaml' });
    const own = ['copy.ini', 'lab.pem', '.venv/pyvenv.cfg'];
    for (const folder of ['.', 'data']) {
      mkdirSync(join(step.workspace, folder, '.venv'), { recursive: true });
      step.write(`${folder}/copy.ini`, secrets);
      step.write(`${folder}/lab.pem`, lab.hosts.key);
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
    for (const host of lab.hosts.list) {
      const found = await ssh(
        lab.hosts,
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
    await lab.endedByPost(step);
  });

  it('has on no host what opens the address of an extension or of a resource', async () => {
    const opens = ['t0ken-of-a-repository', 'passw0rd-of-a-resource', 's1gnature-of-a-resource'];
    await using web = await WebServer.start();
    await using server = await GitServer.start(mkdtempSync(join(tmpdir(), 'git-server-')));
    const { environment } = server;
    const onHosts = () =>
      findSecrets(
        opens,
        lab.hosts.list.flatMap((host) => host.folders()),
        lab.hosts.list.flatMap((host) => host.processes()),
      );
    const url = `https://x-access-token:${opens[0]}@github.com/u/trainer`;

    await using step = flambeStep(lab.hosts, { runnable: 'begun.yaml' }, environment);
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
    await lab.endedByPost(step);

    const asItIs = { runnable: 'unknown-tag.yaml', 'install-extensions': 'false' };
    await using other = flambeStep(lab.hosts, asItIs);
    // A module that every Python has.
    const header = [`json: ${url}?signature=${opens[2]}`, `wave: wave @ ${url}`];
    other.write('unknown-tag.yaml', `${header.join('\n')}\n---\n${other.read('unknown-tag.yaml')}`);
    expect(await other.main()).toMatchObject({ code: 22 });
    expect(await onHosts()).toEqual([]);
    await lab.endedByPost(other);
  });

  it('brings checkpoints home while a trial runs, and the rest when main was killed', async () => {
    const environment = { FLAMBE_ACTION_KEEP_SECONDS: '2' };
    const inputs = { runnable: 'endless.yaml', verbose: 'true' };
    await using step = flambeStep(lab.hosts, inputs, environment);
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
    await lab.endedByPost(step);
    expect(steps()).toBeGreaterThan(before);
    expect(files()).toContain('console.out');
  });

  it('goes on from what an earlier run brought home', async () => {
    await using step = flambeStep(lab.hosts, { runnable: 'begun.yaml' });
    expect(await step.main()).toMatchObject({ code: 0 });
    await lab.endedByPost(step);
    const first = join(step.workspace, 'flambe-results/output__goes-on/first');
    const trials = () => readdirSync(first).filter((name) => !name.endsWith('.json'));
    const [begun] = trials();

    await using next = flambeStep(lab.hosts, {
      runnable: 'resumed.yaml',
      'results-path': join(step.workspace, 'flambe-results'),
    });
    expect(await next.main()).toMatchObject({ code: 0 });
    // What was done is not done again.
    expect(trials()).toEqual([begun]);
    expect(existsSync(join(first, '../second'))).toBe(true);
    await lab.endedByPost(next);
  });

  it('brings the sites to the user’s own machine', async () => {
    await using shell = new Shell();
    cpSync(join(import.meta.dirname, '../data/flambe'), shell.workspace, { recursive: true });
    shell.write('.ssh/known_hosts', lab.hosts.knownHosts);
    shell.write('.ssh/lab', lab.hosts.key);
    const [orchestrator, ...factories] = lab.hosts.list.map(({ host }) => host);
    const lines = ['name: lab', `orchestrator_ip: ${orchestrator}`, `username: ${lab.hosts.user}`];
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
    expect(await leftOnHosts(lab.before, lab.hosts)).toEqual([]);
  });
});
