import { type BadFile, change, itRefuses } from './bad-cluster-file';

const aws = `!AWSCluster
name: lab
factories_num: 2
factories_type: g4dn.xlarge
orchestrator_type: m6i.large
subnet_id: subnet-1
security_group: sg-1
creator: me
`;

const table: Readonly<Record<string, BadFile>> = {
  'factories that outlive the orchestrator': {
    file: `${aws}orchestrator_timeout: 2\nfactories_timeout: -1\n`,
    line: 10,
    field: 'factories_timeout',
    says: ['outlive', 'orchestrator_timeout 2'],
  },
  'factories that outlive it by their default': {
    file: `${aws}orchestrator_timeout: 0\n`,
    line: 9,
    field: 'orchestrator_timeout',
    says: ['outlive', 'factories_timeout 1'],
  },
  'a timeout below never': {
    file: `${aws}factories_timeout: -2\n`,
    line: 9,
    field: 'factories_timeout',
    says: ['`-2`', '-1 for never'],
  },
  'a reserved tag, in any case': {
    file: `${aws}tags:\n  project: x\n  CREATOR: y\n`,
    line: 11,
    field: 'tags.CREATOR',
    says: ['written by the run itself'],
  },
  'the tag name': {
    file: `${aws}tags: {Name: y}\n`,
    line: 9,
    field: 'tags.Name',
    says: ['written by the run itself'],
  },
  'a tag that is a number': {
    file: `${aws}tags:\n  team: 7\n`,
    line: 10,
    column: 9,
    field: 'tags.team',
    says: ['`7`', 'in quotes'],
  },
  'an unknown volume type': {
    file: `${aws}volume_type: gp4\n`,
    line: 9,
    field: 'volume_type',
    says: ['`gp4`', '`gp3`, `gp2` or `io1`'],
  },
  'an unknown kind of spot': {
    file: `${aws}spot: maybe\n`,
    line: 9,
    field: 'spot',
    says: ['`maybe`', 'true, false or `prefer`'],
  },
  'an image in an unknown form': {
    file: `${aws}factory_ami: debian-12\n`,
    line: 9,
    field: 'factory_ami',
    says: ['`debian-12`', 'ssm:/path'],
  },
  'an empty list of instance types': {
    file: change(aws, 'g4dn.xlarge', '[]'),
    line: 4,
    field: 'factories_type',
    says: ['A list was given', 'an instance type'],
  },
  'a wrong subnet in a list': {
    file: change(aws, 'subnet-1', '[subnet-1, vpc-2]'),
    line: 6,
    field: 'subnet_id[1]',
    says: ['`vpc-2`', '`subnet-…`'],
  },
  'more factories at least than at all': {
    file: `${aws}min_factories: 3\n`,
    line: 9,
    field: 'min_factories',
    says: ['more than factories_num, 2'],
  },
};

itRefuses(table);
