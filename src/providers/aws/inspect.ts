import type { SecurityGroup } from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../inputs/cluster-file';
import type { ImageDisks } from '../../plan/cost';
import type { RunPlan } from '../../plan/plan';
import type { Problem } from '../../problem';
import { type AwsAccess, ec2Clients } from './clients';
import { type Images, resolveImages } from './images';
import { checkClock } from './inspection/clock';
import { tryCreating } from './inspection/dry-run';
import { AccountFindings } from './inspection/findings';
import { checkDrivers } from './inspection/gpu-driver';
import { checkGroup, describeGroup } from './inspection/group-rules';
import {
  checkOfferings,
  checkTypes,
  describeOfferings,
  describeTypes,
  type TypesFacts,
} from './inspection/instance-types';
import { checkKeyPair } from './inspection/key-match';
import { checkQuotas } from './inspection/quotas';
import { checkSubnets, describeSubnets, type SubnetFacts } from './inspection/subnets';
import { checkZonePrices } from './inspection/unpriced';

/** What provisioning has to know of the account, all of it looked up and found fit. */
export interface Inspection {
  readonly images: Images;
  /** What they bring besides their root disks. */
  readonly disks: ImageDisks;
  readonly vpcId: string;
  /** In the order of the file. */
  readonly subnets: readonly [SubnetFacts, ...SubnetFacts[]];
  readonly types: TypesFacts;
  /** CIDR blocks of the runner's public address; empty where it was not asked for, or nobody knows. */
  readonly runner: readonly string[];
  readonly warnings: readonly Problem[];
  /** What is worth a line in the log. */
  readonly infos: readonly string[];
}

export interface InspectDeps {
  /** Text of the key that will open the machines; undefined when one is made for the run. */
  readonly privateKey: string | undefined;
  /** Public address of this machine, as AWS sees it. */
  readonly runnerAddress: () => Promise<string | undefined>;
  readonly signal: AbortSignal;
}

/**
 * Looks whether this account can have the cluster, by reading and DryRun: nothing is made or changed.
 * The number of calls does not depend on the number of machines: at most ten of EC2, one of SSM,
 * and one of Service Quotas for each quota that counts.
 *
 * @throws UserError with all that is wrong at once: 65 when it is the file alone, else 69
 */
export async function inspect(
  plan: RunPlan,
  cluster: AwsClusterFile,
  access: AwsAccess,
  deps: InspectDeps,
): Promise<Inspection> {
  const { signal } = deps;
  const { region } = access;
  const { ec2 } = ec2Clients(access);
  const findings = new AccountFindings(plan.maxCost);
  const asked = [ec2, cluster, region, findings, signal] as const;

  const typesAsked = describeTypes(...asked);
  const [types, subnets, offerings, group, images, runnerAddress] = await Promise.all([
    typesAsked,
    describeSubnets(...asked),
    describeOfferings(ec2, cluster, findings, signal),
    describeGroup(...asked),
    resolveImages(cluster, { access, ec2, types: typesAsked, findings, signal }),
    addressOf(cluster, deps),
    checkKeyPair(ec2, cluster, region, deps.privateKey, findings, signal),
  ]);
  const known = subnets ?? [];
  checkClock(ec2, findings);
  checkSubnets(cluster, known, findings);
  checkZonePrices(region, known, findings);
  checkAddress(cluster, runnerAddress, findings);
  if (types) checkTypes(cluster, types, findings);
  if (types) checkDrivers(cluster, types, images, findings);
  if (types && offerings) checkOfferings(cluster, types, offerings, known, findings);
  if (group) checkGroup(group, { cluster, region, subnets: known, runnerAddress }, findings);
  const trial = { ec2, plan, cluster, images, subnets: known, findings, signal };
  await Promise.all([
    tryCreating(trial),
    types && checkQuotas(access, cluster, types, findings, signal),
  ]);

  findings.throwIfAny();
  const [subnet, ...others] = known;
  if (!types || !subnet || !images.orchestrator || !images.factories) {
    throw new Error('What is not known of the account is a problem.');
  }
  return {
    images: { orchestrator: images.orchestrator, factories: images.factories },
    disks: { orchestrator: images.orchestrator.disks, factory: images.factories.disks },
    vpcId: subnet.vpcId,
    subnets: [subnet, ...others],
    types,
    runner: runnerAddress === undefined ? [] : [`${runnerAddress}/32`],
    warnings: findings.warnings,
    infos: [...imageLines(images), ...groupLines(group), ...findings.infos],
  };
}

/** Asked only where rules are for this address: through a VPC or a jump host it is another one. */
async function addressOf(
  { usePublic, jump, securityGroup }: AwsClusterFile,
  { runnerAddress }: InspectDeps,
): Promise<string | undefined> {
  const counts = securityGroup === 'runner' || (usePublic && jump === undefined);
  return counts ? runnerAddress() : undefined;
}

function checkAddress(
  { securityGroup }: AwsClusterFile,
  runnerAddress: string | undefined,
  findings: AccountFindings,
): void {
  if (securityGroup !== 'runner' || runnerAddress !== undefined) return;
  findings.lacks({
    field: 'security_group',
    message: 'It is to be open to this runner alone, and the address of the runner is not known.',
    fix: 'Let the runner reach https://checkip.amazonaws.com, or name a security group.',
  });
}

function imageLines({ orchestrator, factories }: Partial<Images>): readonly string[] {
  const line = (role: string, image: Images['orchestrator']) =>
    `${role}: ${image.id} (${image.name}, ${image.architecture})`;
  return [
    ...(orchestrator ? [line('image of orchestrator', orchestrator)] : []),
    ...(factories && factories.id !== orchestrator?.id
      ? [line('image of factories', factories)]
      : []),
  ];
}

function groupLines(group: SecurityGroup | undefined): readonly string[] {
  if (!group) return [];
  const rules = (group.IpPermissions ?? []).map(
    ({ IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges, UserIdGroupPairs, PrefixListIds }) => {
      const from = [
        ...(IpRanges ?? []).map(({ CidrIp }) => CidrIp),
        ...(Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
        ...(UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
        ...(PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
      ];
      const ports = FromPort === ToPort ? String(FromPort) : `${FromPort}-${ToPort}`;
      const what = IpProtocol === '-1' ? 'everything' : `${IpProtocol} ${ports}`;
      return `${what} from ${from.join(', ')}`;
    },
  );
  return [`${group.GroupId} lets in: ${rules.join('; ') || 'nothing'}`];
}
