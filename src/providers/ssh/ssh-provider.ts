import type { ClusterFile } from '../../inputs/cluster-file';
import type { Cluster, ClusterNode, Provider } from '../provider';

export interface SshProviderOptions {
  /** The user's private key: 0600, readable by OpenSSH. */
  readonly keyFile: string;
  /** Lines that pin the hosts. */
  readonly knownHostsFile: string;
}

type SshClusterFile = Extract<ClusterFile, { kind: 'ssh' }>;

/** Machines that are there before and after the run: nothing is made and nothing is ended. */
export function sshProvider(options: SshProviderOptions): Provider {
  return {
    async acquire({ cluster }, signal): Promise<Cluster> {
      signal.throwIfAborted();
      if (cluster.kind !== 'ssh') throw new Error(`This is no !SSHCluster, but ${cluster.kind}.`);
      return clusterOf(cluster, options);
    },
    endsMachines: false,
    release: async () => [],
    find: async () => [],
  };
}

/** The hosts that a cluster file names. */
export function clusterOf(cluster: SshClusterFile, options: SshProviderOptions): Cluster {
  return { nodes: nodesOf(cluster), jump: cluster.jump, ...options };
}

function nodesOf(cluster: SshClusterFile): Cluster['nodes'] {
  const { orchestrator, factories, usePublic, port, user } = cluster;
  const node = (
    name: string,
    role: ClusterNode['role'],
    address: SshClusterFile['orchestrator'],
  ): ClusterNode => ({
    name,
    role,
    host: usePublic ? address.public : address.private,
    privateHost: address.private,
    port,
    user,
  });
  return [
    node('orchestrator', 'orchestrator', orchestrator),
    ...factories.map((address, i) => node(`factory-${i + 1}`, 'factory', address)),
  ];
}
