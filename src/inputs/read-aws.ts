import { type Problem, UserError } from '../problem';
import type { AwsClusterFile, ClusterFile } from './cluster-file';
import type { Findings } from './findings';
import type { AwsInputs } from './inputs';
import { type InputName, inputOption, type RawInputs, spelled } from './raw-inputs';
import { shown } from './shown';
import type { ReadContext } from './user-file';

interface Rule {
  readonly form: RegExp;
  readonly accepted: string;
}

export const awsRules = {
  'role-to-assume': {
    form: /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
    accepted: 'the ARN of a role, `arn:aws:iam::123456789012:role/NAME`',
  },
  'aws-region': {
    form: /^[a-z]{2,4}(-[a-z]+)+-\d+$/,
    accepted: 'a region like `eu-central-1`',
  },
  audience: { form: /^\S{1,255}$/, accepted: 'one word, like `sts.amazonaws.com`' },
  // AWS STS API Reference, AssumeRoleWithWebIdentity, RoleSessionName.
  'role-session-name': {
    form: /^[\w+=,.@-]{2,64}$/,
    accepted: '2 to 64 letters, digits and `+=,.@-_`',
  },
  'role-duration-seconds': { form: /^\d{3,5}$/, accepted: 'seconds from 900 to 43200' },
} as const satisfies Partial<Record<InputName, Rule>>;

/** Who a run is at AWS, as far as it has to do with AWS at all. */
export interface AwsReading {
  readonly aws: AwsInputs | undefined;
  readonly s3: AwsInputs | undefined;
}

/** Any region tells where a bucket is. */
const anyRegion = 'us-east-1';

/**
 * Where an `!AWSCluster` is made, and as whom; and as whom this machine reads from S3. What is given
 * is checked in any case.
 *
 * @param readsS3 whether it does
 */
export function readAws(
  raw: RawInputs,
  cluster: Pick<AwsClusterFile, 'kind' | 'region'> | ClusterFile | undefined,
  readsS3: boolean,
  context: ReadContext,
  findings: Findings,
): AwsReading {
  const checked = (name: keyof typeof awsRules) => findings.attempt(() => ruled(raw, name));
  const role = checked('role-to-assume');
  const given = checked('aws-region');
  const audience = checked('audience') ?? '';
  const sessionName = checked('role-session-name');
  const durationSeconds = findings.attempt(() => duration(raw)) ?? 0;
  const isAws = cluster?.kind === 'aws';
  if (!isAws && !readsS3) return { aws: undefined, s3: undefined };
  const isGiven = raw.values.has('aws-region');
  const known = isGiven ? given : findings.attempt(() => ofEnvironment(context));
  const region = (isAws ? cluster.region : undefined) ?? known ?? (isAws ? undefined : anyRegion);
  if (region === undefined) {
    // One that is no region has been told.
    if (!isGiven && context.awsRegion === undefined) findings.problems.push(noRegion(raw));
    return { aws: undefined, s3: undefined };
  }
  const stsRegion = known ?? region;
  const read = { region, identity: { role, stsRegion, audience, sessionName, durationSeconds } };
  return { aws: isAws ? read : undefined, s3: readsS3 ? read : undefined };
}

function noRegion(raw: RawInputs): Problem {
  return {
    field: spelled(raw, 'aws-region'),
    message: 'No region is known for the !AWSCluster.',
    fix: 'Give it here, or as `region_name` in the cluster file.',
  };
}

function ofEnvironment({ awsRegion }: ReadContext): string | undefined {
  const { form, accepted } = awsRules['aws-region'];
  if (awsRegion === undefined || form.test(awsRegion)) return awsRegion;
  throw new UserError({
    field: 'AWS_REGION',
    message: `${shown(awsRegion)} stands in the environment, there or as AWS_DEFAULT_REGION; accepted is ${accepted}.`,
  });
}

function ruled(raw: RawInputs, name: keyof typeof awsRules): string | undefined {
  const text = raw.values.get(name)?.trim() ?? inputOption(name).fallback;
  const { form, accepted }: Rule = awsRules[name];
  if (text === undefined || form.test(text)) return text;
  const message = `${shown(text)} was given; accepted is ${accepted}.`;
  throw new UserError({ field: spelled(raw, name), message });
}

function duration(raw: RawInputs): number {
  const name = 'role-duration-seconds';
  const seconds = Number(ruled(raw, name));
  if (seconds >= 900 && seconds <= 43_200) return seconds;
  const message = `${seconds} was given; accepted is ${awsRules[name].accepted}.`;
  throw new UserError({
    field: spelled(raw, name),
    message,
    fix: 'Credentials are renewed by themselves: the default serves runs of any length.',
  });
}
