import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Host } from '../hosts/host';
import { startHosts } from '../hosts/hosts';
import { token } from './action';
import { leftOnHosts, leftSince, takePicture } from './left';
import { killedStep, namedCommands, typeIn, withoutHost } from './undoing';

const ways = {
  'when it is down': {
    leave: (host: Host) => host.kill(),
    comeBack: (host: Host) => host.start(),
  },
  'when it is silent': {
    leave: (host: Host) => host.freeze(),
    comeBack: (host: Host) => host.thaw(),
  },
};

describe('post goes on without', { retry: 0 }, () => {
  for (const [index, role] of ['the orchestrator', 'a factory'].entries()) {
    for (const [way, { leave, comeBack }] of Object.entries(ways)) {
      it(`${role} ${way}, and what it names takes away what is there`, async () => {
        await using hosts = await startHosts(3);
        const before = takePicture(hosts);
        const host = hosts.at(index);
        await using step = await killedStep(hosts);
        await leave(host);
        const began = performance.now();
        const { code, log } = await step.post();
        expect(performance.now() - began).toBeLessThan(60_000);
        expect(code, log).toBe(1);
        expect(await leftOnHosts(...withoutHost(before, hosts, host))).toEqual([]);
        const commands = namedCommands(log);
        expect(commands).toHaveLength(1);

        await comeBack(host);
        await typeIn(hosts, commands[0] as string);
        expect(await leftOnHosts(before, hosts)).toEqual([]);
        expect(await step.post()).toMatchObject({ code: 0 });
        expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
      });
    }
  }
});

describe('post', () => {
  it('ends in a minute where a file system does not let go, and what it names takes away what is there', async () => {
    await using hosts = await startHosts(2);
    const before = takePicture(hosts);
    await using step = await killedStep(hosts);
    // Who opens it to write waits for somebody who reads.
    const file = join(step.temp, 'flambe-action', step.output('cluster-id') ?? '', 'known_hosts');
    rmSync(file);
    execFileSync('mkfifo', [file]);
    const began = performance.now();
    const { code, log } = await step.post();
    expect(performance.now() - began).toBeLessThan(62_000);
    expect(code).not.toBe(0);
    expect(log).toContain('could not be undone in a minute');
    const commands = namedCommands(log);
    expect(commands).toHaveLength(2);
    for (const command of commands) await typeIn(hosts, command);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    rmSync(file);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });
});
