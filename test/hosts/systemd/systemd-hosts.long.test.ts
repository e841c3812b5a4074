import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ssh } from '../ssh';
import { whyNoSystemdHosts } from './requirements';
import { startSystemdHosts } from './systemd-hosts';

const obstacle = whyNoSystemdHosts();

describe.skipIf(obstacle)(`machines with systemd${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('lose a user’s files in memory after the last logout', async () => {
    await using hosts = await startSystemdHosts();
    const memory = hosts.at(0).outside('/dev/shm') ?? '';
    await ssh(hosts, hosts.at(0), 'echo lost >/dev/shm/file');
    expect(readFileSync(join(memory, 'file'), 'utf8')).toBe('lost\n');
    await expect.poll(() => existsSync(join(memory, 'file')), { timeout: 30_000 }).toBe(false);
  });

  it('keep them as long as a process of the user stays', async () => {
    await using hosts = await startSystemdHosts();
    const memory = hosts.at(0).outside('/dev/shm') ?? '';
    const hold = 'echo kept >/dev/shm/file; setsid -f sleep 25 >/dev/null 2>&1 </dev/null';
    await ssh(hosts, hosts.at(0), hold);
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    expect(readFileSync(join(memory, 'file'), 'utf8')).toBe('kept\n');
    await expect.poll(() => existsSync(join(memory, 'file')), { timeout: 30_000 }).toBe(false);
  });

  it('reach each other, and keep their disk when they reboot', async () => {
    await using hosts = await startSystemdHosts(2);
    const [first, second] = [hosts.at(0), hosts.at(1)];
    const scan = `ssh-keyscan -t ed25519 ${second.host} 2>/dev/null`;
    expect(await ssh(hosts, first, scan)).toContain(second.hostKey.split(' ')[1]);
    await ssh(hosts, first, 'echo here >~/kept');
    const [before] = first.processes();
    await ssh(hosts, first, 'sudo systemctl reboot').catch(() => {});
    const hasRebooted = () => ![undefined, before?.pid].includes(first.processes()[0]?.pid);
    await expect.poll(hasRebooted, { timeout: 20_000 }).toBe(true);
    await hosts.canLogIn(first);
    expect(await ssh(hosts, first, 'cat ~/kept')).toBe('here');
  });

  it('shut down by the power button, and can be turned on again', async () => {
    await using hosts = await startSystemdHosts();
    const host = hosts.at(0);
    host.pressPowerButton();
    await expect.poll(() => host.isRunning, { timeout: 20_000 }).toBe(false);
    await host.kill();
    await hosts.turnOn(host);
    expect(await ssh(hosts, host, 'id -un')).toBe('ubuntu');
  });

  it('fall silent without their cable', async () => {
    await using hosts = await startSystemdHosts();
    hosts.at(0).unplug();
    await expect(ssh(hosts, hosts.at(0), 'true')).rejects.toThrow('timed out');
    hosts.at(0).plugIn();
    await hosts.canLogIn(hosts.at(0));
  });

  it('leave nothing behind', async () => {
    const hosts = await startSystemdHosts();
    const { name, host } = hosts.at(0);
    await hosts[Symbol.asyncDispose]();
    expect(existsSync(hosts.dir)).toBe(false);
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    const subnet = host.split('.').slice(0, 3).join('.');
    expect(addresses.filter(({ address }) => address.startsWith(`${subnet}.`))).toEqual([]);
    expect(existsSync(`/run/systemd/nspawn/propagate/${name}`)).toBe(false);
  });
});
