import type { AwsClusterFile } from '../inputs/cluster-file';
import { UserError } from '../problem';
import { mostCpuCredits } from './cpu-credits';
import type { RunPlan } from './plan';
import { io1Operations, type Volume, volumePrice } from './volume-cost';

/** What EC2 costs on demand, as scripts/prices.mjs writes it down. US dollars. */
export interface PriceTable {
  /** Of when the prices are, and where they are from. */
  readonly asOf: string;
  /** An hour of a public IPv4 address, in every region. */
  readonly publicAddress: number;
  /** Names of regions, with spaces between: the columns of `instances`. */
  readonly regions: string;
  /** A line for each type: its name, then an hour of Linux on shared hardware in each region; `-` where unknown. */
  readonly instances: string;
  /** A line for each region: its name, then a month of a GB of gp3, gp2 and io1, and of one of io1's IOPS. */
  readonly volumes: string;
}

/** Machines that are alike, as far as their price goes. */
export interface PricedMachines {
  readonly role: 'orchestrator' | 'factory';
  readonly count: number;
  /** They are of one of these types; the dearest counts. */
  readonly types: readonly string[];
  readonly spot: boolean;
  /** What their image brings besides its root disk. */
  readonly disks?: readonly Volume[];
}

/** What images bring besides their root disks. */
export type ImageDisks = Readonly<Record<PricedMachines['role'], readonly Volume[]>>;

export interface CostLine {
  /** `8 × g5.xlarge`. */
  readonly what: string;
  /** US dollars an hour; undefined where the price is not known. */
  readonly hourly: number | undefined;
}

/** US dollars. */
export interface Cost {
  readonly lines: readonly CostLine[];
  /** All lines whose price is known. */
  readonly hourly: number;
  /** Until the machines end themselves, if they all run all that time. */
  readonly worstCase: number;
  /** Seconds of `worstCase`. */
  readonly seconds: number;
  /** What has no known price: then the other figures are too low. */
  readonly unknown: readonly string[];
  /** What the figures rest on. */
  readonly notes: readonly string[];
  readonly asOf: string;
}

/** Dedicated Instances: some 10 % more, and 2 dollars an hour and region (Amazon EC2 Dedicated Instances pricing). */
const dedicated = { factor: 1.1, region: 2 };
/** EC2 bills by the second, a minute at least (Amazon EC2 pricing). */
const leastSeconds = 60;

/**
 * The machines of a plan as they are asked for: all factories, none of them at a spot price.
 *
 * @param disks those of the images, once they are known
 */
export function machinesOf(
  { orchestratorType, factoriesTypes, factoriesNum, spot }: AwsClusterFile,
  disks: Partial<ImageDisks> = {},
): readonly PricedMachines[] {
  const first = { count: 1, types: [orchestratorType], spot: false };
  const others = { count: factoriesNum, types: factoriesTypes, spot: spot !== false };
  return [
    { role: 'orchestrator', ...first, disks: disks.orchestrator ?? [] },
    { role: 'factory', ...others, disks: disks.factory ?? [] },
  ];
}

/**
 * What a run on EC2 costs an hour, and at worst: until its machines end themselves.
 *
 * @param machines those of the plan, or those that there really were
 * @throws Error when it is no run on EC2
 */
export function costOf(plan: RunPlan, prices: PriceTable, machines?: readonly PricedMachines[]) {
  const { cluster, region } = plan;
  if (cluster.kind !== 'aws' || region === undefined) throw new Error('Only EC2 has a price.');
  const seconds = (Date.parse(plan.expiresAt) - Date.parse(plan.startedAt)) / 1000;
  return priced(cluster, region, seconds, prices, machines ?? machinesOf(cluster));
}

function priced(
  cluster: AwsClusterFile,
  region: string,
  seconds: number,
  prices: PriceTable,
  machines: readonly PricedMachines[],
): Cost {
  const there = machines.filter(({ count }) => count > 0);
  const all = there.reduce((sum, { count }) => sum + count, 0);
  const volume = volumePrice(rootVolume(cluster), region, prices);
  const lines: CostLine[] = there.map((each) => machineLine(each, cluster, region, prices));
  if (cluster.dedicated) lines.push({ what: 'dedicated tenancy', hourly: dedicated.region });
  const size = `${cluster.volumeSize} GB ${cluster.volumeType}`;
  lines.push({ what: `${all} × ${size}`, hourly: all * volume.hourly });
  for (const { count, disks = [] } of there) {
    for (const disk of disks) lines.push(diskLine(count, disk, region, prices));
  }
  if (cluster.usePublic) {
    lines.push({ what: `${all} × public IPv4 address`, hourly: all * prices.publicAddress });
  }
  const hourly = lines.reduce((sum, line) => sum + (line.hourly ?? 0), 0);
  return {
    lines,
    hourly,
    worstCase: dollars(hourly, seconds),
    seconds,
    unknown: lines.filter((line) => line.hourly === undefined).map(({ what }) => what),
    notes: notesOf(cluster, region, volume.isGuess, there),
    asOf: prices.asOf,
  };
}

/** A machine that a run has had, and for how long. */
export interface UsedMachine {
  readonly type: string;
  readonly seconds: number;
  readonly disks?: readonly Volume[];
}

/**
 * What machines have cost, each for its own time, on demand: of a spot instance that is the most.
 *
 * @returns US dollars; what has no known price does not count
 */
export function costOfUsed(plan: RunPlan, prices: PriceTable, used: readonly UsedMachine[]) {
  const one = ({ type, disks = [] }: UsedMachine) =>
    costOf(plan, prices, [{ role: 'factory', count: 1, types: [type], spot: false, disks }]).hourly;
  const { cluster } = plan;
  // That is for all of them together.
  const shared = cluster.kind === 'aws' && cluster.dedicated ? dedicated.region : 0;
  const longest = Math.max(0, ...used.map(({ seconds }) => seconds));
  const each = used.map((machine) => dollars(one(machine) - shared, machine.seconds));
  return each.reduce((sum, amount) => sum + amount, used.length && dollars(shared, longest));
}

function rootVolume({ volumeType: type, volumeSize: gb }: AwsClusterFile): Volume {
  return { type, gb, ...(type === 'io1' && { iops: io1Operations(gb) }) };
}

function diskLine(count: number, disk: Volume, region: string, prices: PriceTable): CostLine {
  const { hourly } = volumePrice(disk, region, prices);
  return { what: `${count} × ${disk.gb} GB ${disk.type} of the image`, hourly: count * hourly };
}

function machineLine(
  { count, types }: PricedMachines,
  cluster: AwsClusterFile,
  region: string,
  prices: PriceTable,
): CostLine {
  const factor = cluster.dedicated ? dedicated.factor : 1;
  const known = types.map((type) => {
    const price = instancePrice(type, region, prices);
    return { type, price: price && price * factor + mostCpuCredits(type) };
  });
  const missing = known.find(({ price }) => price === undefined);
  if (missing) return { what: `${count} × ${missing.type}`, hourly: undefined };
  const [dearest] = known.sort((a, b) => (b.price ?? 0) - (a.price ?? 0));
  return { what: `${count} × ${dearest?.type}`, hourly: count * (dearest?.price ?? 0) };
}

/** An hour on demand; undefined where the table does not have it. */
export function instancePrice(
  type: string,
  region: string,
  { regions, instances }: PriceTable,
): number | undefined {
  const column = regions.split(' ').indexOf(region);
  const start = instances.indexOf(`\n${type} `);
  if (column < 0 || start < 0) return undefined;
  const row = instances.slice(start + 1, instances.indexOf('\n', start + 1)).split(' ');
  return known(row[column + 1]);
}

function known(cell: string | undefined): number | undefined {
  return cell === undefined || cell === '-' ? undefined : Number(cell);
}

function notesOf(
  cluster: AwsClusterFile,
  region: string,
  isVolumeGuess: boolean,
  machines: readonly PricedMachines[],
): readonly string[] {
  const all = new Set(machines.flatMap(({ types }) => types));
  const bursting = [...all].filter((type) => mostCpuCredits(type) > 0);
  const isList = machines.some(({ types }) => types.length > 1);
  return [
    ...(machines.some(({ spot }) => spot) ? ['Spot instances count at the on-demand price.'] : []),
    ...(isList ? ['Of several types the dearest counts.'] : []),
    ...(bursting.length > 0
      ? [`${bursting.join(', ')}: with the CPU credits of one that is busy all the time.`]
      : []),
    ...(isVolumeGuess
      ? [`Volumes in ${region} have no known price: they count as in the dearest region.`]
      : []),
    ...(cluster.dedicated ? ['Dedicated tenancy counts as 10 % more.'] : []),
    'Traffic, snapshots and taxes do not count.',
  ];
}

/** What so many seconds cost, a minute at least. */
export function dollars(hourly: number, seconds: number): number {
  return (hourly * Math.max(seconds, leastSeconds)) / 3600;
}

/** `$0.0042`, `$3.50`, `$1200.00`: never less than it is. */
export function formatDollars(amount: number): string {
  const digits = amount < 0.1 ? 4 : 2;
  const up = Math.ceil(Number((amount * 10 ** digits).toFixed(6))) / 10 ** digits;
  return `$${up.toFixed(digits)}`;
}

/** Seconds that the machines of a run may stay beyond their time, as far as `max-cost` goes. */
export function affordableSeconds(cost: Cost, maxCost: number | undefined): number {
  if (maxCost === undefined) return Number.POSITIVE_INFINITY;
  return ((maxCost - cost.worstCase) / cost.hourly) * 3600;
}

/** @throws UserError with the sum, when the run could cost more than `max-cost`, or nobody knows */
export function checkMaxCost(cost: Cost, maxCost: number | undefined): void {
  if (maxCost === undefined) return;
  const field = 'max-cost';
  if (cost.unknown.length > 0) {
    throw new UserError({
      field,
      message: `Nobody knows here what this costs: ${cost.unknown.join(', ')} (prices of ${cost.asOf}).`,
      fix: 'Leave `max-cost` out, or name instance types with a known price.',
    });
  }
  if (cost.worstCase <= maxCost) return;
  const sum = cost.lines.map(({ what, hourly }) => `${what} ${formatDollars(hourly ?? 0)}`);
  throw new UserError({
    field,
    message: `At worst the run costs ${formatDollars(cost.worstCase)}, and ${formatDollars(maxCost)} are allowed: an hour costs ${formatDollars(cost.hourly)} (${sum.join(' + ')}), and the machines end themselves after ${cost.seconds} s.`,
    fix: 'Shorten `max-runtime`, ask for fewer or smaller machines, or allow more.',
  });
}
