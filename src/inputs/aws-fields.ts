import { common, oneOrMore, wholeNumber } from './cluster-fields';
import {
  type Accepted,
  described,
  either,
  fields,
  integer,
  mapping,
  oneOf,
  optional,
  text,
  trueOrFalse,
} from './schema';

const instanceType = text('an instance type like `m6i.large`', /^[a-z][\w-]*\.[\w-]+$/);
const subnet = text('a subnet id, `subnet-…`', /^subnet-\w+$/);
const ami = text(
  '`ami-…`, `ssm:/path/of/a/parameter` or `ubuntu-24.04`',
  /^(ami-\w+|ssm:\/[\w./-]+|ubuntu-\d\d\.\d\d)$/,
);
const timeout = integer(
  'hours (a whole number), 0 for at once when idle, or -1 for never',
  -1,
  24 * 365,
);

const shape = {
  name: common.name,
  factories_num: described('Number of factories', wholeNumber(0, 1000)),
  factories_type: described(
    'Instance type of the factories, or several to try in this order',
    oneOrMore('an instance type or a list of them', instanceType),
  ),
  orchestrator_type: described('Instance type of the orchestrator', instanceType),
  subnet_id: described(
    'Subnet, or several to try in this order',
    oneOrMore('a subnet id or a list of them', subnet),
  ),
  security_group: described(
    'Security group; runner: one made for the run, open to the address of the runner alone',
    text('a security group id, `sg-…`, or `runner`', /^(sg-\w+|runner)$/),
  ),
  creator: described(
    'Tag that says whose machines they are',
    text('a text that says whose machines they are', /^[^\x00-\x1f\x7f-\x9f]{1,256}$/u),
  ),
  key_name: optional(
    described(
      'EC2 key pair; with neither this nor a key, one is made for the run',
      text('the name of an EC2 key pair', /^[^\x00-\x1f\x7f-\x9f]{1,255}$/u),
    ),
  ),
  key: common.key,
  region_name: optional(
    described(
      'Region of the cluster',
      text('a region like `eu-central-1`', /^[a-z]{2,4}(-[a-z]+)+-\d+$/),
    ),
  ),
  username: optional(described('Login name on every instance (ubuntu)', common.user)),
  tags: optional(
    described(
      'Tags of all that is created',
      mapping(
        'a mapping of tag names to texts',
        text('a text of at most 256 characters', /^[^\x00-\x1f\x7f-\x9f]{0,256}$/u),
      ),
    ),
  ),
  orchestrator_ami: optional(
    described('Image of the orchestrator: ami-…, ssm:/path or ubuntu-24.04', ami),
  ),
  factory_ami: optional(described('Image of the factories: ami-…, ssm:/path or ubuntu-24.04', ami)),
  dedicated: optional(described('Dedicated tenancy (false)', trueOrFalse())),
  orchestrator_timeout: optional(
    described('Hours of idleness before termination (-1: never)', timeout),
  ),
  factories_timeout: optional(described('Hours of idleness before termination (1)', timeout)),
  volume_size: optional(described('GB (100)', wholeNumber(1, 16384, 'GB, a whole number'))),
  volume_type: optional(
    described('EBS volume type (gp3)', oneOf('`gp3`, `gp2` or `io1`', ['gp2', 'gp3', 'io1'])),
  ),
  spot: optional(
    described(
      'Spot instances as factories; prefer: on demand where there are none (false)',
      either(
        'true, false or `prefer`',
        trueOrFalse(),
        oneOf('true, false or `prefer`', ['prefer']),
      ),
    ),
  ),
  min_factories: optional(
    described('Start with this many factories at least (factories_num)', wholeNumber(0, 1000)),
  ),
  instance_profile: optional(
    described(
      'IAM instance profile of the instances',
      text('the name or ARN of an IAM instance profile', /^[^\s\x00-\x1f\x7f-\x9f]{1,255}$/u),
    ),
  ),
  ...common.reach,
  setup_cmds: common.setupCmds,
};

/** Tags that are written by flambé or by us, or belong to AWS. */
const reservedTag = /^(creator|name|aws:.*|flambe-action:.*)$/i;

/** flambe/cluster/aws.py (`AWSCluster.parse` for what it refuses), and ours. */
export const awsFields = described(
  '!AWSCluster: EC2 instances made for the run and terminated after it',
  fields(shape, (given, report) => {
    const { orchestrator_timeout: orchestrator = -1, factories_timeout: factories = 1 } = given;
    if (typeof orchestrator === 'number' && typeof factories === 'number') {
      const outlive = orchestrator > -1 && (factories === -1 || factories > orchestrator);
      const field = 'factories_timeout' in given ? 'factories_timeout' : 'orchestrator_timeout';
      const shown = `factories_timeout ${factories}, orchestrator_timeout ${orchestrator}`;
      if (outlive) report([field], `The factories would outlive the orchestrator (${shown}).`);
    }
    for (const tag of Object.keys(given.tags ?? {}).filter((tag) => reservedTag.test(tag))) {
      report(['tags', tag], 'This tag is written by the run itself and cannot be given.');
    }
    const { factories_num: most, min_factories: least } = given;
    if (typeof most === 'number' && typeof least === 'number' && least > most) {
      report(['min_factories'], `It is more than factories_num, ${most}.`);
    }
  }),
);

export type AwsFields = Accepted<typeof awsFields>;
