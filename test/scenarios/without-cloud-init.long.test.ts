import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld } from '../aws/world';
import type { Machine } from '../hosts/machine';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { SystemdHost } from '../hosts/systemd/systemd-host';
import { stepOnAws } from './aws-step';

const obstacle = whyNoSystemdHosts();
const within = { timeout: 150_000, interval: 500 };
const secret = 'secret-of-this-run';
const secrets = `[SERVICE]\ntoken = ${secret}\n`;

/** What the machine's sshd has said of those who came. */
function sshdOf(machine: Machine): string {
  if (!(machine instanceof SystemdHost)) throw new Error('No journal there.');
  const root = machine.outside('/') ?? '';
  const args = ['--root', root, '--output', 'cat', '--identifier', 'sshd'];
  return execFileSync('journalctl', args, { encoding: 'utf8' });
}

describe.skipIf(obstacle)(`an image without cloud-init${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  it('ends by itself when its runner is gone', async () => {
    await using world = await startWorld(moto, { hypervisor: { image: 'says-its-keys' } });
    const times = { FLAMBE_ACTION_LEASE_SECONDS: '60' };
    const inputs = { command: 'echo begun; sleep 600' };
    await using step = stepOnAws(world, inputs, { factories_num: 1 }, times);
    const main = await step.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    expect(main.code, main.log).toBe(null);
    await expect.poll(async () => (await world.leftovers()).instances, within).toEqual([]);
    expect((await step.post()).code).toBe(0);
  });

  it('is waited for where EC2 posts its console late', async () => {
    await using world = await startWorld(moto, {
      cloud: { postedMs: 90_000 },
      hypervisor: { image: 'says-its-keys' },
    });
    const types = { factories_num: 0, orchestrator_type: 't2.micro' };
    await using step = stepOnAws(world, { command: 'true' }, types);
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    const looks = world.proxy.callsOf('GetConsoleOutput').map(({ outcome }) => outcome);
    expect(looks.filter((outcome) => outcome !== 'ok')).toEqual(['UnsupportedOperation']);
    expect(looks.length).toBeGreaterThan(3);
    expect((await step.post()).code).toBe(0);
  });

  it('is refused when its console has no keys: nothing is sent there, and nothing is left', async () => {
    await using world = await startWorld(moto, { hypervisor: { image: 'silent' } });
    await using step = stepOnAws(
      world,
      { command: 'cat {secrets}', secrets },
      { factories_num: 1 },
    );
    const main = await step.main();
    expect(main.code, main.log).toBe(69);
    expect(main.log).toMatch(/orchestrator \S+.*cloud-init has not run there/);
    expect(main.log).toMatch(/factory-1 \S+.*cloud-init has not run there/);
    expect(main.log).toContain('Take an image with cloud-init');
    const machines = (await world.hypervisor?.running()) ?? [];
    expect(machines).toHaveLength(2);
    for (const machine of machines) {
      const said = sshdOf(machine);
      expect(said).toContain('[preauth]');
      expect(said).not.toContain('Accepted');
    }
    expect((await step.post()).code).toBe(0);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });
});
