import { describe, expect, it } from 'vitest';
import { bare } from '../hosts/bare';
import { forHardware, giveHardware } from '../hosts/hardware';
import { type Hosts, startHosts } from '../hosts/hosts';
import { type ActionStep, secrets, stepOn, token } from './action';
import { leftSince, type Picture, secretsDuring, takePicture } from './left';
import { uncommon } from './uncommon-hosts';

const everywhere = (script: string) => `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node '${script}'; done`;

async function endedByPost(step: ActionStep, hosts: Hosts, before: Picture): Promise<void> {
  expect(await step.post()).toMatchObject({ code: 0 });
  expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
}

describe('a run', { retry: 0 }, () => {
  it('keeps the secrets on disk where there is no memory for them, says so, and takes them away', async () => {
    await using hosts = await startHosts(3, uncommon['without memory-backed storage']);
    const before = takePicture(hosts);
    const look = `dir=$(dirname $FLAMBE_SECRETS); stat -L -c %a $dir $FLAMBE_SECRETS
[ -L $dir ] && echo memory || echo disk`;
    await using step = stepOn(hosts, { command: everywhere(look) });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(
      '700\n600\ndisk\n700\n600\ndisk\n700\n600\nmemory\n',
    );
    for (const node of ['orchestrator', 'factory-1'])
      expect(log).toMatch(new RegExp(`::warning.*${node} .*no room for the secrets in memory`));
    expect(log).not.toMatch(/factory-2 .*no room for the secrets/);
    // The job is over, and post has not begun.
    const places = () => secretsDuring(hosts, { step, secrets: [token] });
    await expect.poll(places, { timeout: 20_000 }).toEqual([]);
    await endedByPost(step, hosts, before);
  });

  it('has everything at the same path on hosts whose homes differ', async () => {
    await using hosts = await startHosts(3, uncommon['whose homes differ']);
    const before = takePicture(hosts);
    const command = everywhere(`echo ~; wc -c $FLAMBE_SECRETS; cat '$PWD'/carried`);
    await using step = stepOn(hosts, { command });
    step.write('carried', 'carried\n');
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    const path = `/var/tmp/flambe-action-${step.output('cluster-id')}/secrets/secrets.ini`;
    const same = `${Buffer.byteLength(secrets)} ${path}\ncarried\n`;
    const homes = hosts.list.map(({ homeInside }) => homeInside);
    expect(new Set(homes).size).toBe(3);
    const told = homes.map((home) => `${home}\n${same}`).join('');
    expect(step.read('flambe-results/job.log')).toBe(told);
    await endedByPost(step, hosts, before);
  });

  it('wants of a host no program but those of OpenSSH, rsync, coreutils and setsid', async () => {
    await using hosts = await startHosts(3, { ...bare, ...forHardware });
    giveHardware(hosts.at(1), { gpus: 1, driver: '550.54.15' });
    const before = takePicture(hosts);
    const others = 'awk bash find grep perl pgrep ps python3 sed sudo xargs';
    const command = everywhere(
      `wc -c <$FLAMBE_SECRETS; for other in ${others}; do command -v $other; done`,
    );
    const results = 'found*';
    const setup_cmds = ['true'];
    await using step = stepOn(
      hosts,
      { command: `${command}; echo found >found-it`, results },
      { setup_cmds },
    );
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(`${Buffer.byteLength(secrets)}\n`.repeat(3));
    expect(step.read('flambe-results/found-it')).toBe('found\n');
    expect(log).toContain('factory-1: 1 × NVIDIA GPU, driver 550.54.15');
    await endedByPost(step, hosts, before);
  });
});
