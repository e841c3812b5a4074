import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { startRelay } from '../hosts/relay';
import { stepOn } from './action';
import { leftOnHosts, takePicture } from './left';
import { typeIn } from './undoing';

describe('a run after one that stayed', () => {
  it('sends what has changed alone, and leaves the earlier files as they are', async () => {
    await using hosts = await startHosts(2);
    await using outside = await startRelay(hosts.at(0));
    await using inside = await startRelay(hosts.at(1));
    const before = takePicture(hosts);
    const cluster = {
      orchestrator_ip: [outside.host, hosts.at(0).host],
      factories_ips: [[hosts.at(1).host, inside.host]],
    };
    const inputs = {
      'ssh-known-hosts': hosts.knownHosts + hosts.at(0).knownHostsLine(outside),
      command: `for node in orchestrator factory-1; do
  ssh -F $FLAMBE_SSH_CONFIG $node "cd $PWD && cat big small && echo spoiled >>big"; done >{results}/all`,
    };
    // Random, so that no compression helps.
    const big = randomBytes(1_500_000).toString('base64');

    await using first = stepOn(hosts, { ...inputs, teardown: 'never' }, cluster);
    first.write('big', big);
    first.write('small', 'one\n');
    expect(await first.main()).toMatchObject({ code: 0 });
    const { log } = await first.post();
    const sent = [outside.bytesUp, inside.bytesUp];
    for (const bytes of sent) {
      expect(bytes).toBeGreaterThan(1_500_000);
      expect(bytes).toBeLessThan(2_500_000);
    }
    const earlier = hosts.list.map(({ home }) =>
      join(home, '.flambe-action', first.output('cluster-id') ?? '', 'workdir/big'),
    );
    for (const file of earlier) expect(readFileSync(file, 'utf8') === `${big}spoiled\n`).toBe(true);

    await using second = stepOn(hosts, inputs, cluster);
    second.write('big', big);
    second.write('small', 'two\n');
    expect(await second.main()).toMatchObject({ code: 0 });
    expect(await second.post()).toMatchObject({ code: 0 });
    const more = [outside.bytesUp, inside.bytesUp].map((bytes, i) => bytes - (sent[i] ?? 0));
    for (const bytes of more) expect(bytes).toBeLessThan(200_000);
    const all = second.read('flambe-results/all');
    expect(all === `${big}two\n`.repeat(2)).toBe(true);
    for (const file of earlier) expect(readFileSync(file, 'utf8') === `${big}spoiled\n`).toBe(true);

    const named = [...log.matchAll(/take it away by `(.*)`$/gm)].map(([, command]) => command);
    for (const command of named) await typeIn(hosts, direct(command as string));
    expect(await leftOnHosts(before, hosts)).toEqual([]);

    function direct(command: string): string {
      return command.replace(outside.host, hosts.at(0).host);
    }
  });
});
