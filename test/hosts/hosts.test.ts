import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from './host';
import { startHosts } from './hosts';
import { ssh } from './ssh';

/** The process of the one `sleep` that was just started there. */
async function sleepOn(host: Host): Promise<number> {
  const found = () => host.processes().find(({ command }) => command[0] === 'sleep')?.pid;
  await expect.poll(found, { timeout: 10_000 }).toBeDefined();
  return found() ?? Number.NaN;
}

describe('hosts', () => {
  it('let their user in, each into a home of its own', async () => {
    await using hosts = await startHosts(2);
    await Promise.all(
      hosts.list.map((host) => ssh(hosts, host, `echo ${host.name} >~/name; ls -A /tmp`)),
    );
    const names = hosts.list.map(({ home }) => readFileSync(join(home, 'name'), 'utf8').trim());
    expect(names).toEqual(['host-1', 'host-2']);
  });

  it('take an RSA key', async () => {
    await using hosts = await startHosts(1, { key: 'rsa' });
    expect(await ssh(hosts, hosts.at(0), 'echo in')).toBe('in');
  });

  it('end with everything that was started on them, and leave no file', async () => {
    const hosts = await startHosts(1);
    await ssh(hosts, hosts.at(0), 'setsid sleep 61 >/dev/null 2>&1 </dev/null &');
    const sleeping = await sleepOn(hosts.at(0));
    await hosts[Symbol.asyncDispose]();
    expect(existsSync(`/proc/${sleeping}/cwd`)).toBe(false);
    expect(existsSync(hosts.dir)).toBe(false);
  });

  it('without bwrap, too, end with everything that was started on them', async () => {
    const hosts = await startHosts(1, { apart: false });
    await ssh(hosts, hosts.at(0), 'setsid sleep 62 >/dev/null 2>&1 </dev/null &');
    const sleeping = await sleepOn(hosts.at(0));
    await hosts[Symbol.asyncDispose]();
    expect(existsSync(`/proc/${sleeping}/cwd`)).toBe(false);
  });

  it('refuse connections when dead, and keep their home when booted again', async () => {
    await using hosts = await startHosts(1);
    const host = hosts.at(0);
    await ssh(hosts, host, 'echo here >~/kept; echo here >/dev/shm/lost');
    await host.kill();
    await expect(ssh(hosts, host, 'true')).rejects.toThrow('Connection refused');
    await host.start();
    const left = await ssh(hosts, host, 'cat ~/kept; cat /dev/shm/lost 2>/dev/null || echo lost');
    expect(left).toBe(host.isApart ? 'here\nlost' : 'here\nhere');
  });

  it('come back under another host key', async () => {
    await using hosts = await startHosts(1);
    const pinned = hosts.knownHosts;
    await hosts.at(0).changeHostKey();
    await expect(ssh(hosts, hosts.at(0), 'true', pinned)).rejects.toThrow('HAS CHANGED');
    expect(await ssh(hosts, hosts.at(0), 'echo in')).toBe('in');
  });

  it('are pinned by the authority that signed their keys', async () => {
    await using hosts = await startHosts(2, { authority: true });
    expect(hosts.knownHosts).toMatch(/^@cert-authority .*\n@cert-authority .*\n$/);
    expect(await ssh(hosts, hosts.at(1), 'echo in')).toBe('in');
  });

  it('have limits of their own', async () => {
    await using hosts = await startHosts(2, { only: { 1: { sshd: ['MaxSessions 0'] } } });
    expect(await ssh(hosts, hosts.at(0), 'echo in')).toBe('in');
    await expect(ssh(hosts, hosts.at(1), 'echo in')).rejects.toThrow(/session open|open failed/);
  });

  it('lack programs, also for a login shell', async () => {
    await using hosts = await startHosts(1, { without: ['rsync'] });
    const command =
      'command -v rsync || echo none; bash -lc "command -v rsync || echo none"; ls -d ~';
    const home = hosts.at(0).homeInside;
    expect(await ssh(hosts, hosts.at(0), command)).toBe(`none\nnone\n${home}`);
  });

  it('have a home that gets full', async () => {
    await using hosts = await startHosts(1, { homeSize: 1 << 20 });
    const fill = ssh(hosts, hosts.at(0), 'echo small >~/small; head -c 2000000 /dev/zero >~/large');
    await expect(fill).rejects.toThrow('No space left on device');
    expect(readFileSync(join(hosts.at(0).home, 'small'), 'utf8')).toBe('small\n');
  });

  it('say nothing while frozen, and go on afterwards', async () => {
    await using hosts = await startHosts(1);
    const answer = ssh(hosts, hosts.at(0), 'echo >~/started; sleep 0.5; echo done');
    answer.catch(() => {});
    await expect
      .poll(() => existsSync(join(hosts.at(0).home, 'started')), { timeout: 10_000 })
      .toBe(true);
    await hosts.at(0).freeze();
    await expect(ssh(hosts, hosts.at(0), 'true')).rejects.toThrow('timed out');
    hosts.at(0).thaw();
    expect(await answer).toBe('done');
  });
});
