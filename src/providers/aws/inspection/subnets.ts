import { DescribeSubnetsCommand, type EC2Client } from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { AccountFindings } from './findings';

export interface SubnetFacts {
  readonly id: string;
  readonly vpcId: string;
  /** Availability zone, `us-east-1a`. */
  readonly zone: string;
  readonly freeAddresses: number;
  /** IPv4 block. */
  readonly cidr: string;
}

/** The subnets that there are, in the order of the file. */
export async function describeSubnets(
  ec2: EC2Client,
  { subnetIds }: AwsClusterFile,
  region: string,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<readonly SubnetFacts[] | undefined> {
  const request = { Filters: [{ Name: 'subnet-id', Values: [...subnetIds] }] };
  const answer = await findings.ask('ec2:DescribeSubnets', () =>
    ec2.send(new DescribeSubnetsCommand(request), { abortSignal }),
  );
  if (!answer) return undefined;
  const found = subnetIds.flatMap((id) => {
    const subnet = answer.Subnets?.find(({ SubnetId }) => SubnetId === id);
    if (!subnet) return [];
    const { VpcId = '', AvailabilityZone = '', AvailableIpAddressCount, CidrBlock = '' } = subnet;
    const freeAddresses = AvailableIpAddressCount ?? 0;
    return [{ id, vpcId: VpcId, zone: AvailabilityZone, freeAddresses, cidr: CidrBlock }];
  });
  const missing = subnetIds.filter((id) => !found.some((subnet) => subnet.id === id));
  if (missing.length > 0) {
    findings.lacks({
      field: 'subnet_id',
      message: `This account has no ${missing.join(', ')} in ${region}.`,
      fix: `See which there are: aws ec2 describe-subnets --region ${region}`,
    });
  }
  return found;
}

export function checkSubnets(
  { factoriesNum, minFactories }: AwsClusterFile,
  subnets: readonly SubnetFacts[],
  findings: AccountFindings,
): void {
  const field = 'subnet_id';
  const [first] = subnets;
  if (!first) return;
  const elsewhere = subnets.filter(({ vpcId }) => vpcId !== first.vpcId);
  if (elsewhere.length > 0) {
    const each = [first, ...elsewhere].map(({ id, vpcId }) => `${id} is in ${vpcId}`).join(', ');
    findings.lacks({ field, message: `All subnets must be in one VPC: ${each}.` });
  }
  const free = subnets.reduce((sum, { freeAddresses }) => sum + freeAddresses, 0);
  if (free > factoriesNum) return;
  const each = subnets.map(({ id, freeAddresses }) => `${id} has ${freeAddresses}`).join(', ');
  const problem = {
    field,
    message: `There are too few free addresses for ${1 + factoriesNum} machines: ${each}.`,
    fix: 'Name more subnets, or a larger one.',
  };
  if (free > minFactories) findings.warn(problem);
  else findings.lacks(problem);
}
