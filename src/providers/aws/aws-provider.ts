import type { PricedMachines } from '../../plan/cost';
import { tagNames } from '../../plan/tags';
import type { Problem } from '../../problem';
import type { AwsRecord, RunRecord } from '../../teardown/record';
import type { Cluster, Provider } from '../provider';
import { acquire } from './acquire';
import { type AwsAccess, ec2Clients } from './clients';
import { hostKeysSaid } from './consoles';
import { findAws } from './find';
import { keepAws } from './keep';
import { ended } from './machines-made';
import { releaseAws } from './release';
import { tagInstances } from './tag-specifications';
import { terminate } from './terminate';
import { type WatchDeps, watchInstances } from './watch';

export interface AwsProviderOptions {
  /** In main the account, and what an earlier process of the run has left; in post all that the record says. */
  readonly aws: AwsRecord | undefined;
  readonly access: AwsAccess | undefined;
  /** 0700 folder of the run. */
  readonly stateDir: string;
  /** The user's private key, if one was given. */
  readonly userKeyFile: string | undefined;
  /** Lines that pin the jump host; no more is asked of them. */
  readonly knownHostsFile: string;
  readonly save: (patch: Partial<RunRecord>) => void;
  readonly info: (line: string) => void;
  readonly warning: (problem: Problem) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** Asked in main once the images are known. Rejects when such machines could cost more than they may. */
  readonly checkCost?: (machines: readonly PricedMachines[]) => Promise<void>;
}

const nothingMade: Provider = {
  acquire: () => Promise.reject(new Error('An !AWSCluster wants a region and credentials.')),
  endsMachines: true,
  release: async () => [],
  find: async () => [],
};

/** Machines of EC2, made for a run and ended after it. */
export function awsProvider(options: AwsProviderOptions): Provider {
  const { access, aws, info, save } = options;
  // The record of a run that ended before it asked AWS for anything.
  if (!access) return nothingMade;
  const clients = ec2Clients(access);
  let recorded: AwsRecord | undefined = aws;
  let watched: Omit<WatchDeps, 'countsImpaired' | 'onEnded'> | undefined;
  const keep = (patch: Partial<RunRecord>) => {
    recorded = patch.aws ?? recorded;
    save(patch);
  };
  const all = () => recorded?.instances ?? [];
  /** They count for the cost; EC2 forgets them, and refuses a call that names what it has forgotten. */
  const haveEnded = (ids: readonly string[]) => {
    if (!recorded || ids.length === 0) return;
    const { machines = [], instances = [], taken = [] } = recorded;
    const others = (all: readonly string[]) => all.filter((id) => !ids.includes(id));
    const then = ended(machines, (id) => ids.includes(id), Date.now());
    const aws = { machines: then, instances: others(instances), taken: others(taken) };
    keep({ aws: { ...recorded, ...aws } });
  };
  return {
    async acquire(plan, signal, claim): Promise<Cluster> {
      const { cluster } = plan;
      signal.throwIfAborted();
      if (cluster.kind !== 'aws') throw new Error(`This is no !AWSCluster, but ${cluster.kind}.`);
      const acquisition = { plan, cluster, clients, options: { ...options, save: keep }, signal };
      try {
        const acquired = await acquire(acquisition, claim);
        const idleHours = cluster.factoriesTimeout;
        watched = { clients, id: plan.id, names: acquired.names, idleHours, info };
        return acquired.cluster;
      } catch (error) {
        // Post does the same by the record; but each minute of a machine that nobody uses is paid for.
        const launched = all().filter((id) => !recorded?.taken?.includes(id));
        const left = await terminate(clients.ec2, launched).catch(() => undefined);
        haveEnded(launched.filter((one) => left?.every(({ id }) => id !== one)));
        throw error;
      }
    },
    async watch(signal, { nodes, onEnded }) {
      if (!watched) throw new Error('There is nothing to watch before there are machines.');
      const counts = (name: string) => nodes === undefined || nodes.includes(name);
      const names = new Map([...watched.names].filter(([, name]) => counts(name)));
      const ending = (id: string, name: string) => {
        haveEnded([id]);
        onEnded?.(name);
      };
      // While results are fetched, that they come says more than one status check.
      const countsImpaired = nodes === undefined;
      return watchInstances({ ...watched, names, countsImpaired, onEnded: ending }, signal);
    },
    async hostKeysSaid(nodes, signal) {
      const names = watched?.names ?? new Map<string, string>();
      const ids = [...names].filter(([, name]) => nodes.includes(name)).map(([id]) => id);
      info(`Looking on the consoles of ${ids.join(', ')} for host keys, for some minutes at most`);
      const said = await hostKeysSaid(ids, clients, { signal });
      return new Map([...said].map(([id, keys]) => [names.get(id) ?? '', keys]));
    },
    async extend(until, abortSignal) {
      await tagInstances(clients, all(), { [tagNames.expiresAt]: until }, abortSignal);
    },
    endsMachines: true,
    keep: (record) => keepAws(record, { clients, info }),
    release: (record) => releaseAws(record, { clients, info }),
    find: async (filter) => (aws ? findAws(clients, filter, aws) : []),
  };
}
