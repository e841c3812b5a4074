import type { Image } from '@aws-sdk/client-ec2';
import type { AccountFindings } from './findings';
import type { SubnetFacts } from './subnets';

const without = 'Neither the plan nor `cost-usd` counts that.';

/** An image that was asked for. */
export interface NamedImage {
  readonly field: string;
  readonly id: string;
}

/** The price list has Linux alone: what else an image is billed for by the hour is not known here. */
export function checkImagePrices(
  named: readonly NamedImage[],
  found: ReadonlyMap<string, Image>,
  findings: AccountFindings,
): void {
  for (const id of new Set(named.map((each) => each.id))) {
    const image = found.get(id);
    const billed = image && billedFor(image);
    if (billed === undefined) continue;
    const fields = named.filter((each) => each.id === id).map(({ field }) => field);
    findings.unpriced({
      field: fields.join(', '),
      message: `${id} (${image?.Name ?? id}) may cost something besides the machine (${billed}). ${without}`,
      fix: 'Name an image that costs nothing itself.',
    });
  }
}

/** Platforms at the price of Linux (Amazon EC2 User Guide, "AMI billing information fields"). */
const free = ['Linux/UNIX', 'Red Hat BYOL Linux'];

function billedFor(image: Image): string | undefined {
  const { PlatformDetails, ProductCodes = [], BlockDeviceMappings = [] } = image;
  if (PlatformDetails && !free.includes(PlatformDetails)) return PlatformDetails;
  const codes = ProductCodes.map(({ ProductCodeId }) => ProductCodeId);
  if (codes.length > 0) return `product code ${codes.join(', ')}`;
  // The root disk is made anew, of another type.
  const disks = BlockDeviceMappings.filter((one) => one.DeviceName !== image.RootDeviceName);
  const isMagnetic = disks.some(({ Ebs }) => Ebs?.VolumeType === 'standard');
  // Amazon EBS pricing, "Previous generation volumes".
  return isMagnetic ? 'each operation of a magnetic disk' : undefined;
}

/** Local and Wavelength Zones (`us-west-2-lax-1a`) have prices of their own, which are not known here. */
export function checkZonePrices(
  region: string,
  subnets: readonly SubnetFacts[],
  findings: AccountFindings,
): void {
  const isOrdinary = (zone: string) => zone.startsWith(region) && zone.length === region.length + 1;
  const others = subnets.filter(({ zone }) => !isOrdinary(zone));
  if (others.length === 0) return;
  const each = others.map(({ id, zone }) => `${id} is in ${zone}`).join(', ');
  findings.unpriced({
    field: 'subnet_id',
    message: `Machines cost more there than in the zones of ${region}: ${each}. ${without}`,
    fix: `Name subnets in ${region}a, ${region}b and so on.`,
  });
}
