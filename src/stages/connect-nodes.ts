import type { Cluster, ClusterNode } from '../providers/provider';
import { connect, type FirstContact } from '../remote/fleet';
import { connectNew } from '../remote/new-machines';
import type { VerifiedKey } from '../remote/verify-host';
import type { RunDeps } from '../run-job';

/** Connects to the machines, each of them verified; says which key it showed. */
export async function connectNodes(cluster: Cluster, deps: RunDeps): Promise<FirstContact> {
  const { plan, provider, surface, file, pinnedIn, signal } = deps;
  const options = {
    runId: plan.id,
    stateDir: file.dir,
    pinnedIn: cluster.ephemeral ? 'what is known of the cluster' : pinnedIn,
    signal,
    onVerified: (node: ClusterNode, { type, fingerprint }: VerifiedKey) =>
      surface.info(`${node.name} ${node.host}: host key ${type} ${fingerprint} verified`),
  };
  const { ephemeral } = cluster;
  if (!ephemeral) return connect(cluster, options);
  const hostKeysSaid = (names: readonly string[]) => provider.hostKeysSaid?.(names, signal);
  return connectNew(cluster, ephemeral, { ...options, hostKeysSaid });
}
