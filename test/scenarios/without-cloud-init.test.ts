import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld } from '../aws/world';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { stepOnAws } from './aws-step';

const obstacle = whyNoSystemdHosts();
const within = { timeout: 60_000, interval: 500 };
const secrets = '[SERVICE]\ntoken = secret-of-this-run\n';

describe.skipIf(obstacle)(`an image without cloud-init${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  it('is pinned by the keys on its console, and its machines are armed over SSH', async () => {
    await using world = await startWorld(moto, { hypervisor: { image: 'says-its-keys' } });
    const command = `for node in orchestrator factory-1; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat /etc/ssh/ssh_host_ed25519_key.pub /var/lib/flambe-action/settings
    systemctl is-active flambe-action-deadline.timer flambe-action-guard.timer
    systemctl cat flambe-action-deadline.timer | grep OnCalendar'
done >{results}/all; grep -c token <{secrets}`;
    await using step = stepOnAws(
      world,
      { command, secrets },
      { factories_num: 1, factories_timeout: 3 },
    );
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    const machines = await world.hypervisor?.running();
    const all = step.read('flambe-results/all');
    for (const { hostKey } of machines ?? []) {
      expect(all).toContain(hostKey.split(' ').slice(0, 2).join(' '));
    }
    expect(machines).toHaveLength(2);
    expect(all.match(/^active$/gm)).toHaveLength(4);
    expect(all.match(/^600 -?\d+ \d+$/gm)).toEqual(['600 -1 40', '600 10800 5']);
    expect(new Set(all.match(/^OnCalendar=.* UTC$/gm)).size).toBe(1);
    expect((await step.post()).code).toBe(0);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });
});
