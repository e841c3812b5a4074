import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { startRelay } from '../hosts/relay';
import { stepOn, stepThrough } from './action';
import { showCutLog } from './cut-log';

describe('a network that fails', () => {
  it('shows every line of a fast log once, whose connection is cut again and again', async () => {
    await showCutLog(5);
  });

  it('finds a connection that has fallen silent in seconds, and follows on over a new one', async () => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const command = 'echo begun; sleep 12; echo went on';
    await using step = stepThrough(relay, hosts, { command });
    let before: number | undefined;
    const main = step.main((text) => {
      if (before !== undefined || !text.includes('begun')) return;
      before = relay.accepted;
      relay.silence();
    });
    await expect.poll(() => before, { timeout: 60_000 }).toBeDefined();
    await expect.poll(() => relay.accepted, { timeout: 30_000 }).toBeGreaterThan(before ?? 0);
    relay.cut();
    relay.speak();
    expect(await main).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe('begun\nwent on\n');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('carries a file whole that is cut on its way there, between nodes, and home', async () => {
    await using hosts = await startHosts(2);
    await using outside = await startRelay(hosts.at(0));
    await using inside = await startRelay(hosts.at(1));
    const cluster = {
      orchestrator_ip: [outside.host, hosts.at(0).host],
      factories_ips: [[hosts.at(1).host, inside.host]],
    };
    const pinned = hosts.knownHosts + hosts.at(0).knownHostsLine(outside);
    const command = `cp big {results}/there
ssh -F $FLAMBE_SSH_CONFIG factory-1 "cat $PWD/big" >{results}/everywhere`;
    await using step = stepOn(hosts, { command, 'ssh-known-hosts': pinned }, cluster);
    const big = randomBytes(1_200_000).toString('base64');
    step.write('big', big);
    outside.rate = 4_000_000;
    outside.cutEach(350_000, 'bytesUp', 3);
    inside.rate = 4_000_000;
    inside.cutEach(700_000, 'bytesUp', 1);
    let running = false;
    const { code, log } = await step.main((text) => {
      if (running || !text.includes('::stop-commands::')) return;
      running = true;
      outside.cutEach(350_000, 'bytesDown', 3);
    });
    expect({ code, log }).toMatchObject({ code: 0 });
    expect([outside.cuts, inside.cuts]).toEqual([6, 1]);
    for (const name of ['there', 'everywhere']) {
      expect(step.read(`flambe-results/${name}`) === big, name).toBe(true);
    }
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it.each([
    ['that ends well', 'true', 0],
    ['that fails', 'echo such a pity; exit 3', 69],
  ])('runs one of setup_cmds once, %s, whose connection is cut', async (_, end, expected) => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const begun = join(hosts.at(0).home, 'begun');
    const setup_cmds = [`mkdir ~/begun; echo once >>~/set-up; sleep 4; rmdir ~/begun; ${end}`];
    await using step = stepThrough(relay, hosts, { command: 'true' }, { setup_cmds });
    const main = step.begin();
    await expect.poll(() => existsSync(begun), { timeout: 30_000, interval: 50 }).toBe(true);
    relay.cut();
    const { code, log } = await main.ended;
    expect(code, log).toBe(expected);
    if (expected !== 0) expect(log).toContain('exit code 3: such a pity');
    expect(readFileSync(join(hosts.at(0).home, 'set-up'), 'utf8')).toBe('once\n');
    expect(existsSync(begun)).toBe(false);
    rmSync(join(hosts.at(0).home, 'set-up'));
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('shows a character whole that comes in pieces', async () => {
    await using hosts = await startHosts(1);
    const command = `for byte in 341 210 200; do printf "\\\\$byte"; sleep 0.4; done; echo`;
    await using step = stepOn(hosts, { command });
    const { log } = await step.main();
    expect(log).toContain('\u1200\n');
    expect(log).not.toContain('\ufffd');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('tells a job that vanished with a restart of its host from one that ended', async () => {
    await using hosts = await startHosts(1);
    await using step = stepOn(hosts, { command: 'echo begun; sleep 600' });
    let rebooted: Promise<void> | undefined;
    const { code, log } = await step.main((text) => {
      if (text.includes('begun')) rebooted ??= Promise.resolve(hosts.at(0).reboot());
    });
    await rebooted;
    expect({ code, log }).toMatchObject({
      code: 75,
      log: expect.stringContaining('left no exit code'),
    });
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
