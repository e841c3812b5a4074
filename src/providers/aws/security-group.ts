import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { type Tags, tagNames } from '../../plan/tags';
import { asking } from './asking';
import { errorKind } from './errors';
import { ownName } from './key-pair';
import { pause } from './pause';
import { tagSpecifications } from './tag-specifications';

export interface SecurityGroupOrder {
  readonly vpcId: string;
  /** CIDR blocks from which SSH is let in: the runner's addresses. */
  readonly runner: readonly string[];
  readonly port: number;
  readonly tags: Tags;
}

const attempts = 5;

/**
 * Makes the security group of `security_group: runner`: SSH from the runner alone, anything among
 * its members. There already, it is the same one.
 *
 * @returns its id
 */
export async function makeSecurityGroup(
  ec2: EC2Client,
  { vpcId, runner, port, tags }: SecurityGroupOrder,
  abortSignal: AbortSignal,
): Promise<string> {
  const name = ownName(tags[tagNames.id] ?? '');
  const request = new CreateSecurityGroupCommand({
    GroupName: name,
    Description: 'SSH from one runner, and its machines among themselves',
    VpcId: vpcId,
    TagSpecifications: tagSpecifications(tags, ['security-group']),
  });
  const id = await asking('ec2:CreateSecurityGroup', abortSignal, async () => {
    try {
      return (await ec2.send(request, { abortSignal })).GroupId;
    } catch (error) {
      // An answer that was lost: the name is this run's alone.
      if ((error as Error).name !== 'InvalidGroup.Duplicate') throw error;
      return (await groupsOf(ec2, name))[0];
    }
  });
  if (id === undefined) throw new Error(`EC2 named no id of security group ${name}.`);
  const ssh = {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    IpRanges: runner.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp })),
    Ipv6Ranges: runner.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 })),
  };
  const members = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id }] };
  const rules = { GroupId: id, IpPermissions: [ssh, members] };
  await asking('ec2:AuthorizeSecurityGroupIngress', abortSignal, () =>
    letIn(ec2, new AuthorizeSecurityGroupIngressCommand(rules), abortSignal),
  );
  return id;
}

/** Rules that are there already are those; a group made a moment ago may not be known yet. */
async function letIn(
  ec2: EC2Client,
  command: AuthorizeSecurityGroupIngressCommand,
  abortSignal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ec2.send(command, { abortSignal });
      return;
    } catch (error) {
      if ((error as Error).name === 'InvalidPermission.Duplicate') return;
      if (errorKind(error) !== 'absent' || attempt === attempts) throw error;
    }
    await pause(500 * 2 ** attempt, abortSignal);
  }
}

/**
 * Removes the group; absent is success.
 *
 * @returns false while a machine that is ending still holds it
 */
export async function deleteSecurityGroup(ec2: EC2Client, name: string): Promise<boolean> {
  for (const id of await groupsOf(ec2, name)) {
    try {
      await ec2.send(new DeleteSecurityGroupCommand({ GroupId: id }));
    } catch (error) {
      const kind = errorKind(error);
      if (kind === 'in-use') return false;
      if (kind !== 'absent') throw error;
    }
  }
  return true;
}

async function groupsOf(ec2: EC2Client, name: string): Promise<readonly string[]> {
  const request = { Filters: [{ Name: 'group-name', Values: [name] }] };
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand(request));
  return SecurityGroups.map(({ GroupId }) => GroupId).filter((id) => id !== undefined);
}
