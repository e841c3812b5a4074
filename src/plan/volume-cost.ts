import type { PriceTable } from './cost';

/** A volume of EBS, as it is made. */
export interface Volume {
  /** `gp3`, `io2`. */
  readonly type: string;
  readonly gb: number;
  /** Provisioned, where the type has that. */
  readonly iops?: number;
  /** MiB/s, provisioned; of gp3. */
  readonly throughput?: number;
}

/** AWS counts a month as 730 hours (Amazon EBS pricing). */
const monthHours = 730;
/** What a gp3 volume has without being paid for (Amazon EBS pricing). */
const included = { iops: 3000, throughput: 125 };

/**
 * What an io1 volume is made with: 5000 as in flambe/cluster/aws.py, as far as its size lets it have
 * them (Amazon EBS User Guide, Provisioned IOPS SSD volumes: 50 for each GiB).
 */
export function io1Operations(gib: number): number {
  return Math.min(5000, 50 * gib);
}

/** An hour of one volume. Of a region whose prices are not known, the dearest that are. */
export function volumePrice(
  volume: Volume,
  region: string,
  { volumes }: PriceTable,
): { readonly hourly: number; readonly isGuess: boolean } {
  const rows = volumes
    .trim()
    .split('\n')
    .map((row) => row.split(' '));
  const own = rows.find(([name]) => name === region);
  const of = (row: readonly string[]) => {
    const [gp3 = 0, gp2 = 0, io1 = 0, operation = 0] = row.slice(1).map(price);
    return month(volume, { gp3, gp2, io1, operation }) / monthHours;
  };
  return { hourly: Math.max(...(own ? [own] : rows).map(of)), isGuess: own === undefined };
}

type VolumePrices = Readonly<Record<'gp3' | 'gp2' | 'io1' | 'operation', number>>;

function month({ type, gb, iops = 0, throughput = 0 }: Volume, of: VolumePrices): number {
  if (type === 'gp3') {
    // More of them costs a 16th and a half of a GB each, in every region.
    const more = Math.max(0, iops - included.iops) / 16;
    return of.gp3 * (gb + more + Math.max(0, throughput - included.throughput) / 2);
  }
  // io2 costs the same, and less beyond 32,000 operations.
  if (/^io\d/.test(type)) return of.io1 * gb + of.operation * iops;
  // Disks that turn (st1, sc1, standard) cost less than gp2.
  return of.gp2 * gb;
}

function price(cell: string): number {
  return cell === '-' ? 0 : Number(cell);
}
