import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../aws/keys';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld } from '../aws/world';
import { goesWell, tag, WarmLab } from './warm';

const obstacle = whyNoMachines();
const secret = 'secret-of-the-first-run';

describe.skipIf(obstacle)(`a warm cluster${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  const keys = new Keys();
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    keys[Symbol.dispose]();
    await moto[Symbol.asyncDispose]();
  });

  it('is taken by the next run as it is, and ends with that', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    // Random, so that no compression helps.
    const big = randomBytes(3_000_000).toString('base64');

    const before = lab.bytesSent;
    const secrets = `[SERVICE]\ntoken = ${secret}\n`;
    await using first = lab.step({ secrets, command: 'wc -c <big', teardown: 'never' });
    first.write('big', big);
    expect(await goesWell(first)).toContain('The machines are warm');
    const sent = lab.bytesSent - before;
    expect(sent).toBeGreaterThan(3_000_000);
    const made = await lab.instances();
    const ids = made.map(({ InstanceId }) => InstanceId).sort();
    const hostKeys = await Promise.all(ids.map((id) => lab.hostKey(id)));
    expect(made.map((one) => tag(one, 'flambe-action:warm'))).toEqual(['true', 'true']);

    lab.forgetLaunches();
    const timeouts = { orchestrator_timeout: 4, factories_timeout: 3 };
    await using second = lab.step(
      {
        secrets: '',
        command: `for node in orchestrator factory-1; do
  ssh -F $FLAMBE_SSH_CONFIG $node "wc -c <$PWD/big; cat /dev/shm/*/* ~/.flambe-action/*/secrets/*; cat /var/lib/flambe-action/settings"
done >{results}/all 2>&1; sudo systemctl cat flambe-action-deadline.timer | grep OnCalendar >{results}/deadline`,
      },
      timeouts,
    );
    second.write('big', big);
    const main = await second.main();
    expect(main.code, main.log).toBe(0);
    const taken = await lab.instances();
    expect(taken.map(({ InstanceId }) => InstanceId).sort()).toEqual(ids);
    const own = second.output('cluster-id');
    for (const one of taken) {
      expect(tag(one, 'flambe-action:id')).toBe(own);
      expect(tag(one, 'flambe-action:warm')).toBe('false');
      const expires = tag(one, 'flambe-action:expires-at') ?? '';
      expect(second.read('flambe-results/deadline')).toBe(
        `OnCalendar=${expires.slice(0, 19).replace('T', ' ')} UTC\n`,
      );
    }
    expect(lab.launches).toEqual([]);
    expect(await Promise.all(ids.map((id) => lab.hostKey(id)))).toEqual(hostKeys);
    const all = second.read('flambe-results/all');
    expect(all).not.toContain(secret);
    expect(all.match(/^4000000$/gm)).toHaveLength(2);
    expect(all.match(/^600 \d+ \d+$/gm)).toEqual(['600 14400 40', '600 10800 5']);
    expect(lab.bytesSent - before - sent).toBeLessThan(sent / 4);

    const post = await second.post();
    expect(post.code, post.log).toBe(0);
    await expect.poll(() => world.leftovers(), { timeout: 60_000 }).toEqual(nothingLeft);
  });
});
