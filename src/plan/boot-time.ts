import type { AwsClusterFile } from '../inputs/cluster-file';

/** Seconds in which a machine that runs must let the runner in. */
const usual = 300;
/** The same of bare metal, which can take 20 min (Amazon EC2 User Guide, "Amazon EC2 bare metal instances"). */
export const ofMetal = 1500;

/** `m5.metal`, `c7i.metal-24xl`. */
export function isMetal(type: string): boolean {
  return /\.metal(-|$)/.test(type);
}

/** Seconds in which each of some machines must let the runner in, once it runs. */
export function bootWithin(types: readonly string[]): number {
  return types.some(isMetal) ? ofMetal : usual;
}

/** Seconds that leases must last longer: nobody renews those of the first before the last are there. */
export function longerLease({ orchestratorType, factoriesTypes }: AwsClusterFile): number {
  return bootWithin([orchestratorType, ...factoriesTypes]) - usual;
}
