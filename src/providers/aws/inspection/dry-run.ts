import { generateKeyPairSync } from 'node:crypto';
import {
  CreateSecurityGroupCommand,
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  type EC2Client,
  ImportKeyPairCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { RunPlan } from '../../../plan/plan';
import { runTags } from '../../../plan/tags';
import type { Problem } from '../../../problem';
import { awsWords, errorKind, mending } from '../errors';
import type { Image, Images } from '../images';
import { ownName } from '../key-pair';
import { type Market, runInstancesRequest } from '../machine-order';
import { tagSpecifications } from '../tag-specifications';
import {
  type AccountFindings,
  deniedAction,
  noAnswer,
  overQuota,
  throwIfNoAccess,
} from './findings';
import type { SubnetFacts } from './subnets';

export interface Trial {
  readonly ec2: EC2Client;
  readonly plan: RunPlan;
  readonly cluster: AwsClusterFile;
  readonly images: Partial<Images>;
  readonly subnets: readonly SubnetFacts[];
  readonly findings: AccountFindings;
  readonly signal: AbortSignal;
}

/**
 * Asks EC2 whether it would do what the run will ask for: `DryRun` looks at the rights, those of
 * tagging and iam:PassRole among them, and at some of the parameters.
 */
export async function tryCreating(trial: Trial): Promise<void> {
  const { cluster } = trial;
  const machines = trialMachines(trial).map((each) => tryRunInstances(each, trial));
  const group = cluster.securityGroup === 'runner' ? [trySecurityGroup(trial)] : [];
  const pair = cluster.keyName === undefined ? [tryKeyPair(trial)] : [];
  await Promise.all([...machines, ...group, ...pair, tryLooking(trial), tryStatus(trial)]);
}

/** Whether it may be looked at machines, which there are none of yet. */
async function tryLooking(trial: Trial): Promise<void> {
  const { ec2, signal } = trial;
  await tried('ec2:DescribeInstances', 'role-to-assume', trial, () =>
    ec2.send(new DescribeInstancesCommand({ DryRun: true }), { abortSignal: signal }),
  );
}

/** A run can do without: it sees later that a machine does not answer. */
async function tryStatus({ ec2, findings, signal }: Trial): Promise<void> {
  const action = 'ec2:DescribeInstanceStatus';
  try {
    await ec2.send(new DescribeInstanceStatusCommand({ DryRun: true }), { abortSignal: signal });
  } catch (error) {
    if ((error as Error).name === 'DryRunOperation') return;
    throwIfNoAccess(error);
    const { message, ...problem } =
      errorKind(error) === 'denied'
        ? deniedAction(action, error)
        : { message: `AWS refuses ${action}: ${awsWords(error)}` };
    const without = 'That a machine is not well is then noticed when it does not answer any more.';
    findings.warn({ ...problem, message: `${message} ${without}` });
  }
}

interface TrialMachine {
  readonly role: 'orchestrator' | 'factory';
  readonly field: string;
  readonly type: string;
  readonly image: Image;
  readonly market: Market;
}

/** One of each role; one for both where EC2 is asked the same for both. */
function trialMachines({ cluster, images }: Trial): readonly TrialMachine[] {
  const { orchestratorType, factoriesTypes, factoriesNum, spot } = cluster;
  const orchestrator: Omit<TrialMachine, 'image'> = {
    ...{ role: 'orchestrator', field: 'orchestrator_type', type: orchestratorType },
    market: 'on-demand',
  };
  const factory: Omit<TrialMachine, 'image'> = {
    ...{ role: 'factory', field: 'factories_type', type: factoriesTypes[0] },
    market: spot === false ? 'on-demand' : 'spot',
  };
  const differs =
    factory.type !== orchestrator.type ||
    factory.market !== orchestrator.market ||
    images.factories?.id !== images.orchestrator?.id;
  const machines: TrialMachine[] = [];
  if (images.orchestrator) machines.push({ ...orchestrator, image: images.orchestrator });
  if (factoriesNum > 0 && differs && images.factories) {
    machines.push({ ...factory, image: images.factories });
  }
  return machines;
}

async function tryRunInstances(
  { role, field, type, image, market }: TrialMachine,
  trial: Trial,
): Promise<void> {
  const { ec2, plan, cluster, subnets, findings, signal } = trial;
  const [subnet] = subnets;
  if (!subnet) return;
  const order = {
    ...{ role, count: 1, least: 1, image, idleHours: -1 },
    places: [{ type, subnetId: subnet.id }],
    markets: [market] as const,
  };
  const asked = { type, subnetId: subnet.id, market, count: 1, call: 0 };
  const { keyName, securityGroup } = cluster;
  const given = { keyName: keyName ?? '', securityGroupId: securityGroup };
  // EC2 says no more than the first thing that is wrong: without what is known to be wrong, the next.
  const hasKey = keyName !== undefined && !findings.has('key_name');
  const hasGroup = securityGroup !== 'runner' && !findings.has('security_group');
  const setting = { plan, cluster, ...given, salt: '' };
  const { ClientToken, KeyName, NetworkInterfaces, BlockDeviceMappings, ...request } =
    runInstancesRequest(order, asked, setting, '');
  // What the run makes for itself is not there yet.
  const withoutGroup = NetworkInterfaces?.map(({ Groups, ...rest }) => rest);
  const command = new RunInstancesCommand({
    ...request,
    ...(hasKey && { KeyName }),
    ...(!findings.has('volume_size') && { BlockDeviceMappings }),
    NetworkInterfaces: hasGroup ? NetworkInterfaces : withoutGroup,
    DryRun: true,
  });
  await tried('ec2:RunInstances', field, trial, () => ec2.send(command, { abortSignal: signal }));
}

async function trySecurityGroup(trial: Trial): Promise<void> {
  const { ec2, plan, cluster, subnets, signal } = trial;
  const [subnet] = subnets;
  if (!subnet) return;
  const command = new CreateSecurityGroupCommand({
    GroupName: ownName(plan.id),
    Description: 'SSH from one runner, and its machines among themselves',
    VpcId: subnet.vpcId,
    TagSpecifications: tagSpecifications(runTags(plan, cluster), ['security-group']),
    DryRun: true,
  });
  await tried('ec2:CreateSecurityGroup', 'security_group', trial, () =>
    ec2.send(command, { abortSignal: signal }),
  );
}

async function tryKeyPair(trial: Trial): Promise<void> {
  const { ec2, plan, cluster, signal } = trial;
  const command = new ImportKeyPairCommand({
    KeyName: ownName(plan.id),
    PublicKeyMaterial: Buffer.from(anyPublicKey()),
    TagSpecifications: tagSpecifications(runTags(plan, cluster), ['key-pair']),
    DryRun: true,
  });
  await tried('ec2:ImportKeyPair', 'key_name', trial, () =>
    ec2.send(command, { abortSignal: signal }),
  );
}

/** Of OpenSSH (RFC 8709, section 4); nobody keeps its private half. */
function anyPublicKey(): string {
  const der = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
  const parts = [Buffer.from('ssh-ed25519'), der.subarray(-32)].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return `ssh-ed25519 ${Buffer.concat(parts).toString('base64')}`;
}

/** `DryRunOperation` is how EC2 says yes. */
async function tried(
  action: string,
  field: string,
  { cluster, findings }: Trial,
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call();
  } catch (error) {
    const { name } = error as Error;
    if (name === 'DryRunOperation') return;
    throwIfNoAccess(error);
    const words = awsWords(error);
    const fix = mending(words);
    if (fix !== undefined && cluster.spot === true) {
      return lacksOnce(findings, {
        field: 'spot',
        message: `EC2 would refuse ${action}: ${words}`,
        fix,
      });
    }
    switch (errorKind(error)) {
      case 'denied':
        return findings.lacks(deniedAction(action, error));
      case 'elsewhere':
      case 'on-demand':
        return findings.warn({
          ...{ field, message: `EC2 may not have it now: ${words}` },
          ...(fix !== undefined && { fix }),
        });
      case 'throttled':
      case 'outage':
        throw noAnswer(action, error);
      case 'quota':
        return lacksOnce(findings, { field, ...overQuota(action, words) });
      default:
        return lacksOnce(findings, refused(cluster, action, field, words));
    }
  }
  return undefined;
}

/** What another question has found out of the same field is told once, and better. */
function lacksOnce(findings: AccountFindings, problem: Problem & { readonly field: string }): void {
  if (!findings.has(problem.field)) findings.lacks(problem);
}

/** What EC2 means, by the words that it says. */
const meant: readonly (readonly [RegExp, string])[] = [
  [/instance ?profile/i, 'instance_profile'],
  [/^InvalidKeyPair\./, 'key_name'],
  [/^(InvalidGroup|InvalidSecurityGroupID)\./, 'security_group'],
  [/^InvalidSubnet/, 'subnet_id'],
  [/^(InvalidBlockDeviceMapping|InvalidSnapshot|InvalidVolume)|\bvolume\b/i, 'volume_size'],
];

function refused(
  { instanceProfile }: AwsClusterFile,
  action: string,
  asked: string,
  words: string,
): Problem & { readonly field: string } {
  const [, field = asked] = meant.find(([pattern]) => pattern.test(words)) ?? [];
  if (field !== 'instance_profile') {
    return { field, message: `EC2 would refuse ${action}: ${words}` };
  }
  return {
    field,
    message: `EC2 does not take \`${instanceProfile}\`: ${words}`,
    fix: 'See which there are: aws iam list-instance-profiles',
  };
}
