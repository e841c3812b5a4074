import type { AwsClusterFile } from '../../inputs/cluster-file';
import type { ClusterNode } from '../provider';
import type { Ec2Instance } from './instances';

/** A machine of the cluster, made for the run or taken by it. */
export interface Member {
  /** Of the instance. */
  readonly id: string;
  /** 0 for the orchestrator; factories count from 1. */
  readonly number: number;
  /** Public host key that it shows at first: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** Whether nothing of ours has made it end by itself yet: flambé has started it. */
  readonly isUnarmed?: boolean;
}

/** @param number 0 for the orchestrator */
export function nodeOf(
  instance: Ec2Instance | undefined,
  number: number,
  { usePublic, port, user }: AwsClusterFile,
): ClusterNode {
  const privateHost = instance?.PrivateIpAddress ?? '';
  return {
    name: number === 0 ? 'orchestrator' : `factory-${number}`,
    role: number === 0 ? 'orchestrator' : 'factory',
    host: (usePublic && instance?.PublicIpAddress) || privateHost,
    privateHost,
    port,
    user,
  };
}
