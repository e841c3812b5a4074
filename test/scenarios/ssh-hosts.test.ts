import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type ActionStep, secrets, stepOn, token } from './action';
import {
  leftOnHosts,
  leftSince,
  type Picture,
  secretsDuring,
  shownSecrets,
  takeLastingPicture,
  takePicture,
} from './left';

let hosts: Hosts;
let before: Picture;
beforeEach(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterEach(() => hosts[Symbol.asyncDispose]());

async function endedByPost(step: ActionStep): Promise<void> {
  expect(await step.post()).toMatchObject({ code: 0 });
  expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
}

describe('a run on hosts that are there', { retry: 0 }, () => {
  it('runs the command with secrets on every node, and brings the result home', async () => {
    const command = `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'wc -c <$FLAMBE_SECRETS'; done >{results}/sizes.txt
umask >{results}/masks.txt; ssh -F $FLAMBE_SSH_CONFIG factory-1 umask >>{results}/masks.txt; echo "ran"`;
    await using step = stepOn(hosts, { secrets, command });
    const { code, log } = await step.main();
    expect(log).toContain('ran');
    expect(code).toBe(0);
    const size = String(Buffer.byteLength(secrets));
    expect(step.read('flambe-results/sizes.txt').split('\n').slice(0, 3)).toEqual([
      size,
      size,
      size,
    ]);
    // What the job writes is as readable here as there: as whatever this user writes.
    const [mask, maskOfFactory] = step.read('flambe-results/masks.txt').split('\n');
    expect(mask).toBe(maskOfFactory);
    expect(step.read('flambe-results/job.log')).toBe('ran\n');
    expect(step.output('exit-code')).toBe('0');
    expect(shownSecrets(log, [token])).toEqual([]);
    await endedByPost(step);
  });

  it('has the runnable on every node, also where a link was named', async () => {
    const command = `cat {runnable}; ssh -F $FLAMBE_SSH_CONFIG factory-1 cat {runnable}`;
    await using step = stepOn(hosts, { command, runnable: 'link.yaml' });
    symlinkSync('experiment.yaml', join(step.workspace, 'link.yaml'));
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    expect(step.read('flambe-results/job.log')).toBe(step.read('experiment.yaml').repeat(2));
    await endedByPost(step);
  });

  it('has a secret nowhere but in one file of each node while the job runs', async () => {
    const command = `for node in factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'test -s $FLAMBE_SECRETS && sleep 600' & done
echo begun; until [ -e ../go ]; do sleep 0.1; done`;
    await using step = stepOn(hosts, { secrets, command });
    const main = step.begin();
    await expect.poll(() => main.log(), { timeout: 60_000 }).toContain('begun');
    const places = await secretsDuring(hosts, { step, secrets: [token] });
    const id = step.output('cluster-id') ?? '';
    const ownFile = new RegExp(`^(/proc/\\d+/root)?/dev/shm/[^/]*${id}[^/]*/secrets\\.ini$`);
    expect(places.filter((place) => !ownFile.test(place))).toEqual([]);
    expect(places).toHaveLength(hosts.at(0).isApart ? hosts.list.length : 1);
    writeFileSync(join(hosts.at(0).home, '.flambe-action', id, 'go'), '');
    expect(await main.ended).toMatchObject({ code: 0 });
    await endedByPost(step);
  });

  it("ends with the job's exit code, and brings home what it wrote", async () => {
    await using step = stepOn(hosts, { command: 'echo half >{results}/half.txt; exit 7' });
    expect(await step.main()).toMatchObject({ code: 7 });
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await endedByPost(step);
  });

  it('counts 128 + n for a job that signal n ended', async () => {
    await using step = stepOn(hosts, { command: 'kill -KILL $$' });
    expect(await step.main()).toMatchObject({ code: 137 });
    await endedByPost(step);
  });

  it('ends a job at max-runtime and says so', async () => {
    await using step = stepOn(hosts, {
      command: 'echo early >{results}/early.txt; sleep 600',
      'max-runtime': '2s',
    });
    const { code, log } = await step.main();
    expect(log).toContain('max-runtime');
    expect(code).not.toBe(0);
    expect(step.read('flambe-results/early.txt')).toBe('early\n');
    await endedByPost(step);
  });

  it('shows no line of the job as a command', async () => {
    await using step = stepOn(hosts, { command: 'echo "::set-output name=a::b"' });
    const { log } = await step.main();
    const before = log.slice(0, log.indexOf('::set-output name=a::b'));
    expect(before).toMatch(/::stop-commands::\S+\n$/);
    await endedByPost(step);
  });

  it('talks to no host that is not pinned, and shows the key it offered', async () => {
    await using step = stepOn(hosts, {
      command: 'true',
      'ssh-known-hosts': hosts.at(0).knownHostsLine(),
    });
    const { code, log } = await step.main();
    expect(code).toBe(69);
    expect(log).toMatch(/factory-1 .*is not pinned in `ssh-known-hosts`; it offered .*SHA256:/);
    expect(log).toMatch(/factory-2 .*is not pinned/);
    await endedByPost(step);
  });

  it('leaves nothing when main is killed in the middle of the job, by post alone', async () => {
    await using step = stepOn(hosts, {
      secrets,
      command: 'ssh -F $FLAMBE_SSH_CONFIG factory-1 sleep 600 & echo begun; sleep 600',
    });
    const { code } = await step.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    expect(code).toBe(null);
    await endedByPost(step);
  });

  it('lets two runs go on beside each other', async () => {
    await using one = stepOn(hosts, { secrets, command: 'sleep 2; cat $FLAMBE_SECRETS | wc -l' });
    await using two = stepOn(hosts, { secrets, command: 'sleep 1; echo two' });
    const [first, second] = await Promise.all([one.main(), two.main()]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(await one.post()).toMatchObject({ code: 0 });
    await endedByPost(two);
  });

  for (const signal of ['SIGKILL', 'SIGINT'] as const) {
    it(`lets a run go on when another on its hosts is ended by ${signal}`, async () => {
      const waits = 'echo begun; until [ -e ../go ]; do sleep 0.1; done';
      const asks = `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat $FLAMBE_SECRETS' | wc -c; done`;
      await using stays = stepOn(hosts, { secrets, command: `${waits}; ${asks}` });
      await using goes = stepOn(hosts, { secrets, command: 'echo begun; sleep 600' });
      const staying = stays.begin();
      await expect.poll(() => staying.log(), { timeout: 60_000 }).toContain('begun');
      // The factories ask the orchestrator whether the job is over; what runs there for them is meant.
      const isWatch = (line: string) => line.startsWith('host-1 $ sh ') && line.includes(' watch ');
      const hasWatch = () => [...takePicture(hosts)].some(isWatch);
      await expect.poll(hasWatch, { timeout: 60_000 }).toBe(true);
      const withOne = await takeLastingPicture(hosts);
      const ended = await goes.main((log, kill) => {
        if (log.includes('begun')) kill(signal);
      });
      expect(ended.code).not.toBe(0);
      expect(await goes.post()).toMatchObject({ code: 0 });
      // What the first has on its hosts is as it was: its secrets, processes and authorized_keys.
      expect(await leftOnHosts(withOne, hosts)).toEqual([]);
      const id = stays.output('cluster-id') ?? '';
      for (const { home } of hosts.list) {
        expect(readFileSync(join(home, '.ssh/authorized_keys'), 'utf8')).toContain(id);
      }
      writeFileSync(join(hosts.at(0).home, '.flambe-action', id, 'go'), '');
      expect(await staying.ended).toMatchObject({ code: 0 });
      const size = `${Buffer.byteLength(secrets)}\n`;
      expect(stays.read('flambe-results/job.log')).toBe(`begun\n${size.repeat(3)}`);
      await endedByPost(stays);
    });
  }
});
