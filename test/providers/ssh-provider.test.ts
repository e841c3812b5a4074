import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sshProvider } from '../../src/providers/ssh/ssh-provider';
import { startHosts } from '../hosts/hosts';
import { itKeepsTheContract, ssh, type Trial } from './contract';
import { emptyRecord, planFor, sshCluster } from './trial';

const { signal } = new AbortController();

itKeepsTheContract('sshProvider', sshTrial);

describe('a cluster of hosts that are there', () => {
  it.each([
    [true, '192.0.2.1'],
    [false, '10.0.0.1'],
  ])('is reached at the public address: %s', async (usePublic, host) => {
    const address = { public: '192.0.2.1', private: '10.0.0.1' };
    const provider = sshProvider({ keyFile: '/key', knownHostsFile: '/known_hosts' });
    const cluster = sshCluster([address], { port: 2200, user: 'me' }, usePublic);
    const { nodes } = await provider.acquire(planFor(cluster), signal);
    expect(nodes).toEqual([
      {
        name: 'orchestrator',
        role: 'orchestrator',
        host,
        privateHost: '10.0.0.1',
        port: 2200,
        user: 'me',
      },
    ]);
  });

  it('is there still when it was released', async () => {
    await using trial = await sshTrial(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await trial.provider.release(trial.record);
    expect(await ssh(cluster, cluster.nodes[0], 'echo in')).toBe('in');
  });
});

async function sshTrial(factories: number): Promise<Trial> {
  const hosts = await startHosts(1 + factories);
  const knownHostsFile = join(hosts.dir, 'known_hosts');
  writeFileSync(knownHostsFile, hosts.knownHosts);
  const [first, ...others] = hosts.list.map(({ host }) => ({ public: host, private: host }));
  if (!first) throw new Error('There are no hosts.');
  const place = { port: hosts.at(0).port, user: hosts.user };
  const plan = planFor(sshCluster([first, ...others], place));
  return {
    provider: sshProvider({ keyFile: hosts.keyFile, knownHostsFile }),
    plan,
    record: emptyRecord(plan, 'ssh'),
    [Symbol.asyncDispose]: () => hosts[Symbol.asyncDispose](),
  };
}
