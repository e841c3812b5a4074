import { z } from 'zod';
import {
  common,
  fieldsError,
  oneOrMore,
  textLike,
  together,
  trueOrFalse,
  wholeNumber,
} from './cluster-fields';

const instanceType = textLike(/^[a-z][\w-]*\.[\w-]+$/, 'an instance type like `m6i.large`');
const subnet = textLike(/^subnet-\w+$/, 'a subnet id, `subnet-…`');
const amiPattern = /^(ami-\w+|ssm:\/[\w./-]+|ubuntu-\d\d\.\d\d)$/;
const amiError = '`ami-…`, `ssm:/path/of/a/parameter` or `ubuntu-24.04`';
const ami = textLike(amiPattern, amiError).optional();
const oneWord = (what: string) => textLike(/^[^\s\x00-\x1f\x7f-\x9f]{1,255}$/u, what);

const timeoutError = 'hours (a whole number), 0 for at once when idle, or -1 for never';
const timeout = z
  .int({ error: timeoutError })
  .min(-1, { error: timeoutError })
  .max(24 * 365, { error: timeoutError })
  .optional();

const tagError = 'a text of at most 256 characters';
const tagsError = 'a mapping of tag names to texts';

const awsShape = z
  .strictObject(
    {
      name: common.name,
      factories_num: wholeNumber(0, 1000).describe('Number of factories'),
      factories_type: oneOrMore(instanceType, 'an instance type or a list of them').describe(
        'Instance type of the factories, or several to try in this order',
      ),
      orchestrator_type: instanceType.describe('Instance type of the orchestrator'),
      subnet_id: oneOrMore(subnet, 'a subnet id or a list of them').describe(
        'Subnet, or several to try in this order',
      ),
      security_group: textLike(
        /^(sg-\w+|runner)$/,
        'a security group id, `sg-…`, or `runner`',
      ).describe(
        'Security group; runner: one made for the run, open to the address of the runner alone',
      ),
      creator: textLike(
        /^[^\x00-\x1f\x7f-\x9f]{1,256}$/u,
        'a text that says whose machines they are',
      ).describe('Tag that says whose machines they are'),
      key_name: textLike(/^[^\x00-\x1f\x7f-\x9f]{1,255}$/u, 'the name of an EC2 key pair')
        .optional()
        .describe('EC2 key pair; with neither this nor a key, one is made for the run'),
      key: common.key.optional(),
      region_name: textLike(/^[a-z]{2}(-[a-z]+)+-\d+$/, 'a region like `eu-central-1`')
        .optional()
        .describe('Region of the cluster'),
      username: common.user.optional().describe('Login name on every instance (ubuntu)'),
      tags: z
        .record(z.string(), textLike(/^[^\x00-\x1f\x7f-\x9f]{0,256}$/u, tagError), {
          error: tagsError,
        })
        .optional()
        .describe('Tags of all that is created'),
      orchestrator_ami: ami.describe('Image of the orchestrator: ami-…, ssm:/path or ubuntu-24.04'),
      factory_ami: ami.describe('Image of the factories: ami-…, ssm:/path or ubuntu-24.04'),
      dedicated: trueOrFalse.optional().describe('Dedicated tenancy (false)'),
      orchestrator_timeout: timeout.describe('Hours of idleness before termination (-1: never)'),
      factories_timeout: timeout.describe('Hours of idleness before termination (1)'),
      volume_size: wholeNumber(1, 16384, 'GB, a whole number').optional().describe('GB (100)'),
      volume_type: z
        .enum(['gp2', 'gp3', 'io1'], { error: '`gp3`, `gp2` or `io1`' })
        .optional()
        .describe('EBS volume type (gp3)'),
      spot: z
        .union([z.boolean(), z.literal('prefer')], { error: 'true, false or `prefer`' })
        .optional()
        .describe('Spot instances as factories; prefer: on demand where there are none (false)'),
      min_factories: wholeNumber(0, 1000)
        .optional()
        .describe('Start with this many factories at least (factories_num)'),
      instance_profile: oneWord('the name or ARN of an IAM instance profile')
        .optional()
        .describe('IAM instance profile of the instances'),
      ...common.reach,
      setup_cmds: common.setupCmds,
    },
    fieldsError,
  )
  .describe('!AWSCluster: EC2 instances made for the run and terminated after it');

/** Tags that are written by flambé or by us, or belong to AWS. */
const reservedTag = /^(creator|name|aws:.*|flambe-action:.*)$/i;

/** flambe/cluster/aws.py (`AWSCluster.parse` for what it refuses), and ours. */
export const awsFields = together(awsShape, (fields, report) => {
  const { orchestrator_timeout: orchestrator = -1, factories_timeout: factories = 1 } = fields;
  if (typeof orchestrator === 'number' && typeof factories === 'number') {
    const outlive = orchestrator > -1 && (factories === -1 || factories > orchestrator);
    const field = 'factories_timeout' in fields ? 'factories_timeout' : 'orchestrator_timeout';
    const shown = `factories_timeout ${factories}, orchestrator_timeout ${orchestrator}`;
    if (outlive) report([field], `The factories would outlive the orchestrator (${shown}).`);
  }
  for (const tag of Object.keys(fields.tags ?? {}).filter((tag) => reservedTag.test(tag))) {
    report(['tags', tag], 'This tag is written by the run itself and cannot be given.');
  }
  const { factories_num: most, min_factories: least } = fields;
  if (typeof most === 'number' && typeof least === 'number' && least > most) {
    report(['min_factories'], `It is more than factories_num, ${most}.`);
  }
});

export type AwsFields = z.infer<typeof awsFields>;
