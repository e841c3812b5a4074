import { type AwsError, insufficientCapacity, noSpotRole, vcpuLimitExceeded } from './faults';
import type { Instance } from './instances';
import type { Capacity, CloudOptions } from './options';

/** Instances of one kind in one place. */
export interface Kind {
  readonly type: string;
  readonly zone: string;
  readonly subnetId: string;
  readonly spot: boolean;
}

export interface Demand extends Kind {
  /** Of one instance. */
  readonly vcpus: number;
  readonly min: number;
  readonly max: number;
}

const endless = Number.POSITIVE_INFINITY;

/**
 * How many instances AWS starts: up to `max`, or why not even `min`.
 *
 * @param live all that are not terminated in this region
 */
export function countOf(
  demand: Demand,
  live: readonly Instance[],
  options: CloudOptions,
): number | AwsError {
  const { type, zone, subnetId, spot, vcpus, min, max } = demand;
  const isOffered = !options.unsupported?.some((one) => one.type === type && one.zone === zone);
  if (!isOffered) return unsupported(type, zone);
  if (spot && options.hasSpotRole === false) return noSpotRole;
  const ownQuota = (kind: Kind) =>
    options.ownQuotas?.find((one) => one.spot === kind.spot && one.types.test(kind.type));
  const own = ownQuota(demand);
  const ofKind = live.filter(({ launch }) => launch.spot === spot && ownQuota(launch) === own);
  const quota = own?.vcpus ?? (spot ? options.spotVcpuQuota : options.vcpuQuota) ?? 1000;
  const used = ofKind.reduce((sum, { launch }) => sum + launch.vcpus, 0);
  const quotaLeft = Math.floor((quota - used) / Math.max(vcpus, 1));
  if (quotaLeft < min) return spot ? maxSpotInstanceCountExceeded : vcpuLimitExceeded(quota);
  const inSubnet = live.filter(({ launch }) => launch.subnetId === subnetId);
  const addresses = (options.freeAddresses?.[subnetId] ?? endless) - inSubnet.length;
  if (addresses < min) return insufficientFreeAddresses(subnetId);
  const limit = options.capacity?.find((one) => covers(one, demand));
  const alike = limit ? live.filter(({ launch }) => covers(limit, launch)) : [];
  const capacity = (limit?.count ?? endless) - alike.length;
  if (capacity < min) return insufficientCapacity(type, zone);
  return Math.min(max, capacity, addresses, quotaLeft);
}

function covers(limit: Capacity, kind: Kind): boolean {
  const fits = <Value>(wanted: Value | undefined, is: Value) =>
    wanted === undefined || wanted === is;
  return fits(limit.type, kind.type) && fits(limit.zone, kind.zone) && fits(limit.spot, kind.spot);
}

function unsupported(type: string, zone: string): AwsError {
  return {
    status: 400,
    code: 'Unsupported',
    message: `Your requested instance type (${type}) is not supported in your requested Availability Zone (${zone}).`,
  };
}

const maxSpotInstanceCountExceeded: AwsError = {
  status: 400,
  code: 'MaxSpotInstanceCountExceeded',
  message: 'Max spot instance count exceeded',
};

function insufficientFreeAddresses(subnetId: string): AwsError {
  return {
    status: 400,
    code: 'InsufficientFreeAddressesInSubnet',
    message: `There are not enough free addresses in subnet '${subnetId}' to satisfy the requested number of instances.`,
  };
}
