import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterOf } from '../../src/providers/ssh/ssh-provider';
import { connect, type Fleet } from '../../src/remote/fleet';
import type { Hosts } from './hosts';

/**
 * Connects to hosts as the run `lab-1` does.
 *
 * @param dir the run's folder on this machine
 */
export async function connectHosts(hosts: Hosts, dir: string, signal: AbortSignal): Promise<Fleet> {
  const knownHostsFile = join(dir, 'pinned');
  writeFileSync(knownHostsFile, hosts.knownHosts);
  const [orchestrator, ...factories] = hosts.list.map(({ host }) => ({
    public: host,
    private: host,
  }));
  if (!orchestrator) throw new Error('There are no hosts.');
  const { keyFile, user } = hosts;
  const { port } = hosts.at(0);
  const cluster = clusterOf(
    {
      ...{ kind: 'ssh', name: 'lab', orchestrator, factories, user, port },
      ...{ usePublic: true, jump: undefined, key: undefined, setupCmds: [] },
    },
    { keyFile, knownHostsFile },
  );
  const told = { runId: 'lab-1', stateDir: dir, pinnedIn: 'pinned', onVerified: () => {} };
  return (await connect(cluster, { ...told, signal })).fleet;
}
