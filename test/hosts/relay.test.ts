import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHosts } from './hosts';
import { startRelay } from './relay';
import { ssh } from './ssh';

/** A login takes more than a second on a busy machine. */
const within = { timeout: 10_000 };

describe('a relay', () => {
  it('carries a session and counts its bytes', async () => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const pinned = hosts.at(0).knownHostsLine(relay);
    const text = await ssh(hosts, relay, 'head -c 1000000 /dev/zero | tr "\\0" x', pinned);
    expect(text.length).toBe(1_000_000);
    expect(relay.bytesDown).toBeGreaterThan(1_000_000);
    expect(relay.bytesUp).toBeLessThan(100_000);
  });

  it.each(['reset', 'end'] as const)('cuts connections (%s)', async (how) => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const pinned = hosts.at(0).knownHostsLine(relay);
    const session = ssh(hosts, relay, 'echo started >~/started; sleep 20', pinned);
    const failure = expect(session).rejects.toMatchObject({ code: 255 });
    await expect.poll(() => existsSync(join(hosts.at(0).home, 'started')), within).toBe(true);
    relay.cut(how);
    await failure;
    await expect.poll(() => relay.open, within).toBe(0);
    expect(await ssh(hosts, relay, 'echo in', pinned)).toBe('in');
  });

  it('falls silent without ending a connection, and carries what was held back', async () => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const pinned = hosts.at(0).knownHostsLine(relay);
    const file = join(hosts.at(0).home, 'started');
    const session = ssh(hosts, relay, 'echo >~/started; sleep 0.3; echo late', pinned);
    session.catch(() => {});
    await expect.poll(() => existsSync(file), within).toBe(true);
    relay.silence();
    await expect(ssh(hosts, relay, 'true', pinned)).rejects.toThrow(/timed out|timeout/i);
    relay.speak();
    expect(await session).toBe('late');
  });

  it('is as slow as it is told', async () => {
    await using hosts = await startHosts(1);
    await using relay = await startRelay(hosts.at(0));
    const pinned = hosts.at(0).knownHostsLine(relay);
    relay.rate = 1_000_000;
    const start = performance.now();
    await ssh(hosts, relay, 'head -c 500000 /dev/zero | tr "\\0" x', pinned);
    const throttled = performance.now() - start;
    expect(throttled).toBeGreaterThan(450);
    relay.rate = Number.POSITIVE_INFINITY;
    relay.delay = 50;
    const second = performance.now();
    await ssh(hosts, relay, 'true', pinned);
    expect(performance.now() - second).toBeGreaterThan(400);
  });
});
