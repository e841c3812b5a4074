import type { AwsClusterFile } from '../inputs/cluster-file';
import type { RunPlan } from './plan';

/** Tags of ours, on everything that a run makes at AWS, in the call that makes it. */
export const tagNames = {
  /** The cluster id: what a run is found by. */
  id: 'flambe-action:id',
  /** `owner/repo/run_id/attempt`, or `user@machine`. */
  run: 'flambe-action:run',
  /** ISO 8601, UTC. */
  expiresAt: 'flambe-action:expires-at',
  /** Set in post by `teardown: never`: the machines stay for other runs until they expire. */
  warm: 'flambe-action:warm',
  /** Set with it, on the orchestrator: its public host key, by which another run knows it. */
  hostKey: 'flambe-action:host-key',
} as const;

export type Tags = Readonly<Record<string, string>>;

/** Of everything that is made for a run: the user's, flambé's (flambe/cluster/aws.py) and ours. */
export function runTags(plan: RunPlan, cluster: AwsClusterFile): Tags {
  return {
    ...Object.fromEntries(cluster.tags),
    creator: cluster.creator,
    Purpose: 'flambe',
    'Cluster-Name': cluster.name,
    [tagNames.id]: plan.id,
    [tagNames.run]: plan.run,
    [tagNames.expiresAt]: plan.expiresAt,
  };
}

/** What a run says of warm machines that it takes, in one call: the sweep must not see half of it. */
export function takenTags(plan: RunPlan, cluster: AwsClusterFile): Tags {
  return { ...runTags(plan, cluster), [tagNames.warm]: 'false' };
}

/** Of machines and all that is made with them. Factories get their number in `Name` when they are counted. */
export function machineTags(
  plan: RunPlan,
  cluster: AwsClusterFile,
  role: 'Orchestrator' | 'Factory',
): Tags {
  return {
    ...runTags(plan, cluster),
    Role: role,
    Name: `${cluster.name}_${role.toLowerCase()}`,
  };
}
