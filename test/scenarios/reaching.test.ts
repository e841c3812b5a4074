import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startHosts } from '../hosts/hosts';
import { startRelay } from '../hosts/relay';
import { stepOn } from './action';

const everyNode = `for node in orchestrator factory-1; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat $FLAMBE_SECRETS'; done`;
const secrets = '[A]\nb = c\n';
const both = secrets.repeat(2);

describe('hosts are reached', () => {
  it('through a jump host, which is verified like every host', async () => {
    await using hosts = await startHosts(3);
    await using relay = await startRelay(hosts.at(2));
    const cluster = {
      factories_ips: [hosts.at(1).host],
      ssh_jump: `${hosts.user}@${relay.host}:${relay.port}`,
    };
    const pinned = { 'ssh-known-hosts': hosts.knownHosts + hosts.at(2).knownHostsLine(relay) };
    // ssh tells the ssh that leads there by a shell line.
    const RUNNER_TEMP = join(hosts.dir, "a runner's 100%h");
    mkdirSync(RUNNER_TEMP);
    await using step = stepOn(hosts, { secrets, command: everyNode, ...pinned }, cluster, {
      RUNNER_TEMP,
    });
    step.write('big', randomBytes(500_000).toString('base64'));
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(both);
    expect(relay.bytesUp).toBeGreaterThan(500_000);
    expect(await step.post()).toMatchObject({ code: 0 });
    await using stranger = stepOn(hosts, { command: 'true' }, cluster);
    expect(await stranger.main()).toMatchObject({
      code: 69,
      log: expect.stringMatching(/jump .*is not pinned/),
    });
    expect(await stranger.post()).toMatchObject({ code: 0 });
  });

  it('through the orchestrator, where nothing else leads to them', async () => {
    await using hosts = await startHosts(2);
    const nobody = '127.1.2.3';
    const cluster = { factories_ips: [[nobody, hosts.at(1).host]] };
    await using step = stepOn(hosts, { secrets, command: everyNode }, cluster);
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(both);
    expect(hosts.at(1).log).toContain('Accepted publickey');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('where sshd allows few sessions and few logins at a time, the jump host one', async () => {
    const few = ['MaxSessions 2', 'MaxStartups 4'];
    await using hosts = await startHosts(3, {
      sshd: few,
      only: { 2: { sshd: ['MaxStartups 1', 'LogLevel VERBOSE'] } },
    });
    await using relay = await startRelay(hosts.at(2));
    // As far away as hosts are: on the machine itself a login is over before the next begins.
    relay.delay = 15;
    const cluster = {
      factories_ips: [hosts.at(1).host],
      ssh_jump: `${hosts.user}@${relay.host}:${relay.port}`,
    };
    const pinned = { 'ssh-known-hosts': hosts.knownHosts + hosts.at(2).knownHostsLine(relay) };
    await using step = stepOn(hosts, { secrets, command: everyNode, ...pinned }, cluster);
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe(both);
    expect(hosts.at(2).log).toContain('MaxStartups throttling');
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('by an RSA key', async () => {
    await using hosts = await startHosts(2, { key: 'rsa' });
    await using step = stepOn(hosts, { secrets, command: everyNode });
    expect(await step.main()).toMatchObject({ code: 0 });
    expect(await step.post()).toMatchObject({ code: 0 });
  });

  it('by name and by address, from every node, by ssh, scp and rsync', async () => {
    await using hosts = await startHosts(3);
    const command = `set -e; config=$FLAMBE_SSH_CONFIG; echo carried >file
scp -q -F $config file factory-1:"$FLAMBE_RESULTS/"
ssh -F $config factory-1 "rsync -e 'ssh -F $config' $FLAMBE_RESULTS/file \${FLAMBE_FACTORY_IPS#*,}:$FLAMBE_RESULTS/"
ssh -F $config factory-2 "ssh -F $config orchestrator true && cat $FLAMBE_RESULTS/file"`;
    await using step = stepOn(hosts, { command });
    const { code, log } = await step.main();
    expect({ code, log }).toMatchObject({ code: 0 });
    expect(step.read('flambe-results/job.log')).toBe('carried\n');
    expect(await step.post()).toMatchObject({ code: 0 });
  });
});
