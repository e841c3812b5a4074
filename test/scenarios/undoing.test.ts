import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hosts, startHosts } from '../hosts/hosts';
import { stepOn, token } from './action';
import { leftOnHosts, leftSince, type Picture, takePicture } from './left';
import { killedStep, namedCommands, typeIn, withoutHost } from './undoing';

let hosts: Hosts;
let before: Picture;
beforeAll(async () => {
  hosts = await startHosts(3);
  before = takePicture(hosts);
});
afterAll(() => hosts[Symbol.asyncDispose]());

describe('post', { retry: 0 }, () => {
  it('has nothing to undo when main was killed before it wrote a record', async () => {
    await using step = stepOn(hosts, { command: 'true' });
    const dir = join(step.temp, 'flambe-action', 'lab-0123456789');
    step.saveState('dir', dir);
    expect(await step.post()).toMatchObject({ code: 0 });
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'record.json.new'), '{"version": 1, "id": "lab-01');
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('succeeds a second time', async () => {
    await using step = await killedStep(hosts);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
  });

  it('goes on without a host that is down, and names the command that removes what is there', async () => {
    await using step = await killedStep(hosts);
    const down = hosts.at(1);
    await down.kill();
    const began = performance.now();
    const { code, log } = await step.post();
    expect(performance.now() - began).toBeLessThan(60_000);
    expect(code).toBe(1);
    expect(log).toMatch(/Left behind: .* on factory-1 /);
    expect(await leftOnHosts(...withoutHost(before, hosts, down))).toEqual([]);
    const commands = namedCommands(log);
    expect(commands).toHaveLength(1);

    await down.start();
    await typeIn(hosts, commands[0] as string);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });

  it('names what it could not do when the private key is not given again', async () => {
    await using step = await killedStep(hosts);
    const { code, log } = await step.post({ 'ssh-private-key': '' });
    expect(code).toBe(1);
    expect(log).toContain('the private key was not given again');
    for (const command of namedCommands(log)) await typeIn(hosts, command);
    expect(await leftOnHosts(before, hosts)).toEqual([]);
    expect(await step.post()).toMatchObject({ code: 0 });
    expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
  });
});
