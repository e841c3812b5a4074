import { BlockList, isIPv4 } from 'node:net';
import {
  DescribeSecurityGroupsCommand,
  type EC2Client,
  type IpPermission,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { AccountFindings } from './findings';
import type { SubnetFacts } from './subnets';

/** Ports of flambé's report site and TensorBoard (flambe/cluster/const.py). */
const sitePorts = [49556, 49558];
const highestPort = 65535;

export async function describeGroup(
  ec2: EC2Client,
  { securityGroup }: AwsClusterFile,
  region: string,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<SecurityGroup | undefined> {
  if (securityGroup === 'runner') return undefined;
  const request = { Filters: [{ Name: 'group-id', Values: [securityGroup] }] };
  const answer = await findings.ask('ec2:DescribeSecurityGroups', () =>
    ec2.send(new DescribeSecurityGroupsCommand(request), { abortSignal }),
  );
  if (!answer) return undefined;
  const group = answer.SecurityGroups?.[0];
  if (group) return group;
  findings.lacks({
    field: 'security_group',
    message: `This account has no ${securityGroup} in ${region}.`,
    fix: 'Name one that there is, or `runner` for one that is made for the run.',
  });
  return undefined;
}

export interface GroupSetting {
  readonly cluster: AwsClusterFile;
  readonly region: string;
  readonly subnets: readonly SubnetFacts[];
  /** From where the runner comes; undefined where nobody knows. */
  readonly runnerAddress: string | undefined;
}

/** What the rules of the group let in, and what they do not; nothing is changed. */
export function checkGroup(
  group: SecurityGroup,
  setting: GroupSetting,
  findings: AccountFindings,
): void {
  const [subnet] = setting.subnets;
  if (subnet && group.VpcId !== subnet.vpcId) {
    findings.lacks({
      field: 'security_group',
      message: `${group.GroupId} is in ${group.VpcId}, and ${subnet.id} in ${subnet.vpcId}.`,
      fix: 'Name a security group of the VPC of the subnets.',
    });
  }
  checkSsh(group, setting, findings);
  checkSites(group, setting, findings);
  checkMembers(group, setting, findings);
}

/** Whether the runner may come in, as far as that can be told. */
function checkSsh(group: SecurityGroup, setting: GroupSetting, findings: AccountFindings): void {
  const { cluster, runnerAddress } = setting;
  const { port } = cluster;
  const letIn = lets(group, port, setting);
  if (letIn === 'yes') return;
  const problem = {
    field: 'security_group',
    fix: `Open it: ${openCommand(setting, group, `--protocol tcp --port ${port} --cidr ${cidrOf(runnerAddress)}`)}`,
  };
  const from = runnerAddress === undefined ? 'the runner' : `the runner, ${runnerAddress}`;
  if (letIn === 'no') {
    const message = `${group.GroupId} does not let ${from}, in to port ${port} (SSH).`;
    findings.lacks({ ...problem, message: message.replace('runner, in', 'runner in') });
  } else {
    const message = `It cannot be told whether ${group.GroupId} lets ${from} in to port ${port} (SSH).`;
    findings.warn({ ...problem, message });
  }
}

function checkSites(group: SecurityGroup, setting: GroupSetting, findings: AccountFindings): void {
  const closed = sitePorts.filter((port) => lets(group, port, setting) === 'no');
  if (closed.length === 0) return;
  const commands = closed.map((port) =>
    openCommand(
      setting,
      group,
      `--protocol tcp --port ${port} --cidr ${cidrOf(setting.runnerAddress)}`,
    ),
  );
  findings.warn({
    field: 'security_group',
    message: `${group.GroupId} does not let you in to port ${closed.join(' and ')}, where flambé shows its reports.`,
    fix: `To see them while it runs: ${commands.join('; ')}`,
  });
}

function checkMembers(
  group: SecurityGroup,
  setting: GroupSetting,
  findings: AccountFindings,
): void {
  const { cluster, subnets } = setting;
  if (cluster.factoriesNum === 0) return;
  const { IpPermissions = [] } = group;
  const rules = IpPermissions.filter((rule) => isAmongMembers(rule, group, subnets));
  if (rules.some((rule) => covers(rule, 1, highestPort))) return;
  const command = openCommand(setting, group, `--protocol -1 --source-group ${group.GroupId}`);
  const problem = { field: 'security_group', fix: `Open it: ${command}` };
  const hasSsh = (rule: IpPermission) => covers(rule, cluster.port, cluster.port);
  const someAlone = 'only some ports of each other: Ray needs them all.';
  // The entries of a prefix list may be the addresses of the subnets.
  const lists = IpPermissions.filter((rule) => rule.PrefixListIds?.length && hasSsh(rule));
  if (lists.some((rule) => covers(rule, 1, highestPort))) {
    const message = `It cannot be told whether ${group.GroupId} lets its members reach each other: a prefix list says it.`;
    findings.warn({ ...problem, message });
  } else if (rules.some(hasSsh)) {
    findings.warn({ ...problem, message: `${group.GroupId} lets its members reach ${someAlone}` });
  } else if (lists.length > 0) {
    const message = `By a prefix list ${group.GroupId} may let its members reach ${someAlone}`;
    findings.warn({ ...problem, message });
  } else {
    const message = `${group.GroupId} does not let its members reach each other.`;
    findings.lacks({ ...problem, message });
  }
}

function openCommand({ region }: GroupSetting, { GroupId }: SecurityGroup, rule: string): string {
  return `aws ec2 authorize-security-group-ingress --region ${region} --group-id ${GroupId} ${rule}`;
}

function cidrOf(address: string | undefined): string {
  return `${address ?? 'ADDRESS'}/32`;
}

/**
 * `maybe`: there are rules for this port, of a source that may or may not be the runner's: a prefix
 * list, another group, or addresses while the runner's own is not known, or not the one that counts.
 */
function lets(
  { IpPermissions = [] }: SecurityGroup,
  port: number,
  { cluster, runnerAddress }: GroupSetting,
): 'yes' | 'maybe' | 'no' {
  const rules = IpPermissions.filter((rule) => covers(rule, port, port));
  const blocks = rules.flatMap(blocksOf);
  if (blocks.some((block) => block === '0.0.0.0/0')) return 'yes';
  const throughVpc = !cluster.usePublic || cluster.jump !== undefined;
  const indirect = rules.some(
    ({ PrefixListIds = [], UserIdGroupPairs = [] }) =>
      PrefixListIds.length > 0 || (throughVpc && UserIdGroupPairs.length > 0),
  );
  if (throughVpc || runnerAddress === undefined) {
    return blocks.length > 0 || indirect ? 'maybe' : 'no';
  }
  if (blocks.some((block) => isIn(block, runnerAddress))) return 'yes';
  return indirect ? 'maybe' : 'no';
}

function isAmongMembers(
  rule: IpPermission,
  { GroupId }: SecurityGroup,
  subnets: readonly SubnetFacts[],
): boolean {
  if (rule.UserIdGroupPairs?.some((pair) => pair.GroupId === GroupId)) return true;
  const blocks = blocksOf(rule);
  return (
    subnets.length > 0 &&
    subnets.every(({ cidr }) => blocks.some((block) => isBlockIn(block, cidr)))
  );
}

function covers({ IpProtocol, FromPort = 0, ToPort }: IpPermission, from: number, to: number) {
  if (IpProtocol === '-1') return true;
  return IpProtocol === 'tcp' && FromPort <= from && (ToPort ?? highestPort) >= to;
}

function blocksOf({ IpRanges = [], Ipv6Ranges = [] }: IpPermission): readonly string[] {
  const blocks = [
    ...IpRanges.map(({ CidrIp }) => CidrIp),
    ...Ipv6Ranges.map(({ CidrIpv6 }) => CidrIpv6),
  ];
  return blocks.filter((block) => block !== undefined);
}

function isIn(block: string, address: string): boolean {
  const [network = '', length = ''] = block.split('/');
  const family = isIPv4(network) ? 'ipv4' : 'ipv6';
  if (family !== (isIPv4(address) ? 'ipv4' : 'ipv6')) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(length), family);
  return list.check(address, family);
}

/** Whether all of `inner` lies in `block`. */
function isBlockIn(block: string, inner: string): boolean {
  const [address = '', length = ''] = inner.split('/');
  return Number(block.split('/')[1]) <= Number(length) && isIn(block, address);
}
