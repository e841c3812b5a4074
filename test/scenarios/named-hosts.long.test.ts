import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ssh } from '../hosts/ssh';
import { stepOn } from './action';
import { startFlambeHosts, trialsIn, whyNoFlambeHosts } from './flambe';

const obstacle = whyNoFlambeHosts();

describe.skipIf(obstacle)(`hosts with names${obstacle ? ` (${obstacle})` : ''}`, () => {
  it('have Ray of flambé and move trials as hosts with addresses do', async () => {
    await using hosts = await startFlambeHosts();
    const nameOf = (index: number) => `node-${index}.lab.example`;
    const pairs = hosts.list.map(({ host }, i) => [host, nameOf(i)]);
    await Promise.all(
      hosts.list.map((one, own) => {
        // Each as Debian's installer has it: its own name is no address that others reach.
        const lines = pairs.map(([host, name], i) => `${i === own ? '127.0.1.1' : host} ${name}`);
        return ssh(hosts, one, `printf '%s\\n' '${lines.join("' '")}' | sudo tee -a /etc/hosts`);
      }),
    );
    const [orchestrator_ip, ...factories_ips] = pairs;
    await using step = stepOn(
      hosts,
      { runnable: 'moves.yaml' },
      { orchestrator_ip, factories_ips },
    );
    cpSync(join(import.meta.dirname, '../data/flambe'), step.workspace, { recursive: true });
    const { code, log } = await step.main();
    expect(code, log).toBe(0);
    expect(log).toContain('Ray 0.7.6: 3 nodes');
    const [trial = ''] = trialsIn(step, 'one-moves/only');
    const rows = readFileSync(join(trial, 'progress.csv'), 'utf8').trim().split('\n').slice(1);
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map((row) => /host-\d/.exec(row)?.[0])).size).toBe(2);
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
