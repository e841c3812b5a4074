import {
  DescribeInstanceTypeOfferingsCommand,
  DescribeInstanceTypesCommand,
  type EC2Client,
  type InstanceTypeInfo,
} from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { AccountFindings } from './findings';
import type { SubnetFacts } from './subnets';

export type Architecture = 'x86_64' | 'arm64';

/** What EC2 says of an instance type in this region. */
export interface TypeFacts {
  readonly architecture: Architecture;
  readonly vcpus: number;
  readonly memoryMiB: number;
  /** `4 × NVIDIA T4`, where it has any. */
  readonly gpus: string | undefined;
  readonly ebsOptimized: boolean;
  readonly spot: boolean;
}

export type TypesFacts = ReadonlyMap<string, TypeFacts>;

/** Every type of the cluster with the field that names it; some may be named in both. */
function typeFields({ orchestratorType, factoriesTypes, factoriesNum }: AwsClusterFile) {
  return [
    { field: 'orchestrator_type', types: [orchestratorType] },
    ...(factoriesNum > 0 ? [{ field: 'factories_type', types: [...factoriesTypes] }] : []),
  ];
}

export async function describeTypes(
  ec2: EC2Client,
  cluster: AwsClusterFile,
  region: string,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<TypesFacts | undefined> {
  const request = { Filters: [{ Name: 'instance-type', Values: namesOf(cluster) }] };
  const answer = await findings.ask('ec2:DescribeInstanceTypes', () =>
    ec2.send(new DescribeInstanceTypesCommand(request), { abortSignal }),
  );
  if (!answer) return undefined;
  const types = new Map<string, TypeFacts>();
  for (const info of answer.InstanceTypes ?? []) {
    if (info.InstanceType) types.set(info.InstanceType, factsOf(info));
  }
  for (const { field, types: names } of typeFields(cluster)) {
    for (const name of names.filter((name) => !types.has(name))) {
      findings.lacks({ field, message: `EC2 has no ${name} in ${region}.` });
    }
  }
  return types;
}

function namesOf(cluster: AwsClusterFile): string[] {
  return [...new Set(typeFields(cluster).flatMap(({ types }) => types))];
}

function factsOf(info: InstanceTypeInfo): TypeFacts {
  const { ProcessorInfo, VCpuInfo, MemoryInfo, EbsInfo, GpuInfo, SupportedUsageClasses } = info;
  const gpus = (GpuInfo?.Gpus ?? []).map(
    ({ Count, Manufacturer, Name }) => `${Count} × ${Manufacturer} ${Name}`,
  );
  return {
    architecture: ProcessorInfo?.SupportedArchitectures?.includes('arm64') ? 'arm64' : 'x86_64',
    vcpus: VCpuInfo?.DefaultVCpus ?? 0,
    memoryMiB: MemoryInfo?.SizeInMiB ?? 0,
    gpus: gpus.length > 0 ? gpus.join(', ') : undefined,
    ebsOptimized: (EbsInfo?.EbsOptimizedSupport ?? 'unsupported') !== 'unsupported',
    spot: SupportedUsageClasses?.includes('spot') ?? true,
  };
}

/** What the file asks of its types together. */
export function checkTypes(
  { factoriesTypes, factoriesNum, spot }: AwsClusterFile,
  types: TypesFacts,
  findings: AccountFindings,
): void {
  const facts = factoriesTypes.map((type) => ({ type, ...types.get(type) }));
  if (factoriesNum === 0) return;
  const architectures = new Set(facts.map(({ architecture }) => architecture));
  architectures.delete(undefined);
  if (architectures.size > 1) {
    const each = facts.map(({ type, architecture }) => `${type} is ${architecture ?? 'unknown'}`);
    findings.wrong({
      field: 'factories_type',
      message: `One image cannot start on all of them: ${each.join(', ')}.`,
      fix: 'Name types of one architecture.',
    });
  }
  const noSpot = facts.filter((each) => each.spot === false).map(({ type }) => type);
  if (spot === true && noSpot.length > 0) {
    findings.wrong({
      field: 'spot',
      message: `There are no spot instances of ${noSpot.join(', ')}.`,
      fix: 'Name other types, or `spot: prefer`.',
    });
  }
}

/** In which zones each type is offered. */
export async function describeOfferings(
  ec2: EC2Client,
  cluster: AwsClusterFile,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlySet<string>> | undefined> {
  const request = new DescribeInstanceTypeOfferingsCommand({
    LocationType: 'availability-zone',
    Filters: [{ Name: 'instance-type', Values: namesOf(cluster) }],
  });
  const answer = await findings.ask('ec2:DescribeInstanceTypeOfferings', () =>
    ec2.send(request, { abortSignal }),
  );
  if (!answer) return undefined;
  const zones = new Map<string, Set<string>>();
  for (const { InstanceType, Location } of answer.InstanceTypeOfferings ?? []) {
    if (!InstanceType || !Location) continue;
    zones.set(InstanceType, (zones.get(InstanceType) ?? new Set()).add(Location));
  }
  return zones;
}

/** A type that is in none of the subnets' zones is a problem; one that is in some, a warning. */
export function checkOfferings(
  cluster: AwsClusterFile,
  types: TypesFacts,
  offerings: ReadonlyMap<string, ReadonlySet<string>>,
  subnets: readonly SubnetFacts[],
  findings: AccountFindings,
): void {
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  if (zones.length === 0) return;
  for (const { field, types: names } of typeFields(cluster)) {
    const known = names.filter((name) => types.has(name));
    const nowhere = known.filter((name) => !zones.some((zone) => offerings.get(name)?.has(zone)));
    if (nowhere.length === 0) continue;
    const zonesOf = (name: string) => [...(offerings.get(name) ?? [])].sort().join(', ') || 'none';
    const each = nowhere.map((name) => `${name} (offered in ${zonesOf(name)})`).join(', ');
    const message = `Not offered in the zones of the subnets, ${zones.join(', ')}: ${each}.`;
    const fix = 'Name another type, or a subnet in another zone.';
    if (nowhere.length === known.length) findings.lacks({ field, message, fix });
    else findings.warn({ field, message, fix });
  }
}
