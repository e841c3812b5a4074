import { DescribeImagesCommand, type EC2Client, type Image as Ec2Image } from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../inputs/cluster-file';
import type { Volume } from '../../plan/volume-cost';
import { type AwsAccess, clientDefaults } from './clients';
import { insisting } from './insisting';
import type { AccountFindings } from './inspection/findings';
import type { Architecture, TypesFacts } from './inspection/instance-types';
import { checkImagePrices } from './inspection/unpriced';

/** An image of machines (AMI). */
export interface Image {
  readonly id: string;
  readonly name: string;
  readonly architecture: Architecture;
  /** `/dev/sda1`, `/dev/xvda`: another name would add a second disk. */
  readonly rootDevice: string;
  /** GB of its snapshot: the disk cannot be smaller. */
  readonly rootSize: number;
  /** What it brings besides its root disk. */
  readonly disks: readonly ImageDisk[];
  /** Of all types that it is to start on. */
  readonly ebsOptimized: boolean;
}

/** A disk whose content is in an image. */
export interface ImageDisk extends Volume {
  /** `/dev/sdf`. */
  readonly device: string;
  /** None where the disk is empty. */
  readonly snapshot: string | undefined;
}

export interface Images {
  readonly orchestrator: Image;
  /** The orchestrator's where there are no factories. */
  readonly factories: Image;
}

/** Taken where the file names none; flambé's own images are gone. */
const defaultImage = 'ubuntu-24.04';

interface Wanted {
  readonly role: 'orchestrator' | 'factories';
  readonly field: 'orchestrator_ami' | 'factory_ami';
  /** `ami-…`, `ssm:/path` or `ubuntu-24.04`. */
  readonly given: string;
  readonly types: readonly string[];
}

function wantedImages(cluster: AwsClusterFile): readonly Wanted[] {
  const { orchestratorAmi, factoryAmi, orchestratorType, factoriesTypes, factoriesNum } = cluster;
  const orchestrator: Wanted = {
    role: 'orchestrator',
    field: 'orchestrator_ami',
    given: orchestratorAmi ?? defaultImage,
    types: [orchestratorType],
  };
  if (factoriesNum === 0) return [orchestrator];
  const given = factoryAmi ?? defaultImage;
  return [orchestrator, { role: 'factories', field: 'factory_ami', given, types: factoriesTypes }];
}

/** Canonical's own parameter of the newest image (documentation.ubuntu.com/aws, "Find Ubuntu images"). */
function ubuntuParameter(release: string, architecture: Architecture): string {
  const arch = architecture === 'arm64' ? 'arm64' : 'amd64';
  // Images on gp3 begin with 23.10.
  const volume = Number(release) < 23.1 ? 'ebs-gp2' : 'ebs-gp3';
  return `/aws/service/canonical/ubuntu/server/${release}/stable/current/${arch}/hvm/${volume}/ami-id`;
}

function parameterOf(given: string, architecture: Architecture): string | undefined {
  if (given.startsWith('ssm:')) return given.slice('ssm:'.length);
  const [, release] = /^ubuntu-(.*)$/.exec(given) ?? [];
  return release && ubuntuParameter(release, architecture);
}

export interface ImageDeps {
  readonly access: AwsAccess;
  readonly ec2: EC2Client;
  /** Asked meanwhile. */
  readonly types: Promise<TypesFacts | undefined>;
  readonly findings: AccountFindings;
  readonly signal: AbortSignal;
}

/**
 * The images of a cluster, by what the file says and by the architecture of its types.
 *
 * @returns those that could be had; what is wrong with the others is in the findings
 */
export async function resolveImages(
  cluster: AwsClusterFile,
  deps: ImageDeps,
): Promise<Partial<Images>> {
  const { findings } = deps;
  const wanted = wantedImages(cluster);
  const [parameters, types] = await Promise.all([readParameters(wanted, deps), deps.types]);
  if (!parameters || !types) return {};
  const named = wanted.flatMap((each) => {
    const architecture = each.types.map((type) => types.get(type)?.architecture).find(Boolean);
    if (architecture === undefined) return [];
    const parameter = parameterOf(each.given, architecture);
    const id = parameter === undefined ? each.given : parameters.get(parameter);
    if (id !== undefined) return [{ ...each, id, architecture }];
    findings.lacks({
      field: each.field,
      message: `The region has no image \`${each.given}\` (parameter ${parameter}).`,
      fix: `Name an image as \`ami-…\`, or leave it out for ${defaultImage}.`,
    });
    return [];
  });
  const found = await describeImages([...new Set(named.map(({ id }) => id))], deps);
  if (!found) return {};
  checkImagePrices(named, found, findings);
  const images: { orchestrator?: Image; factories?: Image } = {};
  for (const each of named) {
    const image = checked(found.get(each.id), each, cluster, deps);
    if (!image) continue;
    const ebsOptimized = each.types.every((type) => types.get(type)?.ebsOptimized ?? true);
    images[each.role] = { ...image, ebsOptimized };
  }
  if (cluster.factoriesNum === 0 && images.orchestrator) images.factories = images.orchestrator;
  tellDefaults(cluster, images, findings);
  return images;
}

/** Of both architectures at once: which one it is, is asked at the same time. */
async function readParameters(
  wanted: readonly Wanted[],
  { access, findings, signal: abortSignal }: ImageDeps,
): Promise<ReadonlyMap<string, string> | undefined> {
  const architectures = ['x86_64', 'arm64'] as const;
  const names = wanted.flatMap(({ given }) =>
    architectures.map((arch) => parameterOf(given, arch)),
  );
  const unique = [...new Set(names)].filter((name) => name !== undefined);
  if (unique.length === 0) return new Map();
  const { GetParametersCommand, SSMClient } = await import('@aws-sdk/client-ssm');
  const ssm = insisting(new SSMClient({ ...access, ...clientDefaults }));
  const answer = await findings.ask('ssm:GetParameters', () =>
    ssm.send(new GetParametersCommand({ Names: unique }), { abortSignal }),
  );
  const found = answer?.Parameters?.map(({ Name = '', Value = '' }) => [Name, Value] as const);
  return found && new Map(found);
}

async function describeImages(
  ids: readonly string[],
  { ec2, findings, signal: abortSignal }: ImageDeps,
): Promise<ReadonlyMap<string, Ec2Image> | undefined> {
  if (ids.length === 0) return new Map();
  const request = {
    Filters: [{ Name: 'image-id', Values: [...ids] }],
    // Somebody who pins an image knows that it is old.
    IncludeDeprecated: true,
  };
  const answer = await findings.ask('ec2:DescribeImages', () =>
    ec2.send(new DescribeImagesCommand(request), { abortSignal }),
  );
  const found = answer?.Images?.map((image) => [image.ImageId ?? '', image] as const);
  return found && new Map(found);
}

function checked(
  image: Ec2Image | undefined,
  { field, id, architecture, types }: Wanted & { id: string; architecture: Architecture },
  { volumeSize }: AwsClusterFile,
  { access, findings }: ImageDeps,
): Omit<Image, 'ebsOptimized'> | undefined {
  if (!image) {
    const message = `There is no image ${id} in ${access.region}, or it is not shared with this account.`;
    findings.lacks({ field, message });
    return undefined;
  }
  const { Name: name = id, RootDeviceName: rootDevice, RootDeviceType, State, Platform } = image;
  const root = image.BlockDeviceMappings?.find(({ DeviceName }) => DeviceName === rootDevice);
  const rootSize = root?.Ebs?.VolumeSize ?? 0;
  const shown = `${id} (${name})`;
  const faults = [
    State === 'available' ? undefined : `${shown} is ${State}, not available.`,
    RootDeviceType === 'ebs' ? undefined : `${shown} has no root disk on EBS.`,
    /^windows/i.test(Platform ?? '') ? `${shown} is Windows; Linux is wanted.` : undefined,
    image.Architecture === architecture
      ? undefined
      : `${shown} is ${image.Architecture}, and ${types.join(', ')} ${types.length > 1 ? 'are' : 'is'} ${architecture}.`,
  ].filter((fault) => fault !== undefined);
  for (const message of faults) findings.wrong({ field, message });
  if (rootSize > volumeSize) {
    findings.wrong({
      field: 'volume_size',
      message: `${volumeSize} GB are too small for ${shown}.`,
      fix: `It needs ${rootSize} GB at least.`,
    });
  }
  if (faults.length > 0 || rootDevice === undefined) return undefined;
  return { id, name, architecture, rootDevice, rootSize, disks: disksOf(image) };
}

/** Its disks of EBS besides the root one. */
function disksOf({ BlockDeviceMappings = [], RootDeviceName }: Ec2Image): readonly ImageDisk[] {
  return BlockDeviceMappings.flatMap(({ DeviceName: device, Ebs }) => {
    if (device === undefined || device === RootDeviceName || !Ebs) return [];
    const { SnapshotId: snapshot, VolumeSize: gb = 0, VolumeType: type = 'gp2' } = Ebs;
    const { Iops: iops, Throughput: throughput } = Ebs;
    // Of gp2 it is what the volume has anyway, and may not be asked for.
    const hasIops = iops !== undefined && /^(gp3|io\d)$/.test(type);
    const rates = { ...(hasIops && { iops }), ...(throughput !== undefined && { throughput }) };
    return [{ device, snapshot, gb, type, ...rates }];
  });
}

function tellDefaults(
  { orchestratorAmi, factoryAmi, factoriesNum }: AwsClusterFile,
  { orchestrator, factories }: Partial<Images>,
  findings: AccountFindings,
): void {
  const relying = [
    { field: 'orchestrator_ami', given: orchestratorAmi, image: orchestrator },
    ...(factoriesNum > 0 ? [{ field: 'factory_ami', given: factoryAmi, image: factories }] : []),
  ].filter(({ given, image }) => given === undefined && image !== undefined);
  if (relying.length === 0) return;
  const ids = [...new Set(relying.map(({ image }) => `${image?.id}, ${image?.name}`))];
  findings.warn({
    field: relying.map(({ field }) => field).join(', '),
    message: `It is not given, and flambé's own images are gone: ${defaultImage} is taken (${ids.join('; ')}).`,
    fix: `Name an image, or \`${defaultImage}\`, to say that this is meant.`,
  });
}
