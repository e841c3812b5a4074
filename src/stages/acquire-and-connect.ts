import { Claims } from '../claims';
import type { Cluster } from '../providers/provider';
import type { FirstContact } from '../remote/fleet';
import type { RunDeps } from '../run-job';
import { connectNodes } from './connect-nodes';
import { unlessLost } from './unless-lost';

/** A warm cluster that is taken has its lease from the claim until it has it as the run's own. */
export async function acquireAndConnect(
  deps: RunDeps,
): Promise<{ readonly cluster: Cluster; readonly contact: FirstContact }> {
  const { plan, provider, surface, signal } = deps;
  const claims = new Claims(deps);
  try {
    const cluster = await surface.stage('provision', () =>
      provider.acquire(plan, signal, (warm) => claims.claim(warm)),
    );
    const contact = await surface.stage('connect', () =>
      unlessLost(deps, {}, (signal) => connectNodes(cluster, { ...deps, signal })),
    );
    return { cluster, contact };
  } finally {
    await claims.leave();
  }
}
