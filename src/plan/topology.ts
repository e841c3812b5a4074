import type { ClusterFile } from '../inputs/cluster-file';

/** Factories are numbered from 1, as flambé's `Name` tags are (flambe/cluster/aws.py). */
export function nodeNames(cluster: ClusterFile): readonly string[] {
  const factories = cluster.kind === 'ssh' ? cluster.factories.length : cluster.factoriesNum;
  return ['orchestrator', ...Array.from({ length: factories }, (_, i) => `factory-${i + 1}`)];
}
