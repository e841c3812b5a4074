import { describe, expect, it } from 'vitest';
import { readClusterFile } from '../../src/inputs/read-cluster-file';
import { problemsOf } from './user';

interface Bad {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly field: string;
  /** Words of message and fix. */
  readonly says: readonly string[];
  /** One, unless said otherwise. */
  readonly problems?: number;
}

const good = `!SSHCluster
name: lab
orchestrator_ip: 192.0.2.1
factories_ips: [192.0.2.2]
username: me
key: id
`;

const aws = `!AWSCluster
name: lab
factories_num: 2
factories_type: g4dn.xlarge
orchestrator_type: m6i.large
subnet_id: subnet-1
security_group: sg-1
creator: me
`;

const change = (text: string, from: string, to: string) => text.replace(from, to);

const table: Readonly<Record<string, Bad>> = {
  'a misspelt field': {
    file: change(good, 'factories_ips', 'factory_ips'),
    line: 4,
    column: 1,
    field: 'factory_ips',
    says: ['no such field', 'Did you mean `factories_ips`?'],
  },
  'an unknown field that is like no other': {
    file: `${good}colour: blue\n`,
    line: 7,
    column: 1,
    field: 'colour',
    says: ['!SSHCluster has no such field', 'orchestrator_ip, factories_ips'],
  },
  'a missing field': {
    file: change(good, 'username: me\n', ''),
    line: 1,
    field: 'username',
    says: ['missing', 'a login name'],
  },
  'a field without a value': {
    file: change(good, 'username: me', 'username:'),
    line: 5,
    column: 1,
    field: 'username',
    says: ['missing', 'a login name'],
  },
  'a remote context, which is no field of users': {
    file: `${good}remote_context: x\n`,
    line: 7,
    field: 'remote_context',
    says: ['no such field'],
  },
  'a text where a list is wanted': {
    file: change(good, '[192.0.2.2]', '192.0.2.2'),
    line: 4,
    column: 16,
    field: 'factories_ips',
    says: ['`192.0.2.2` was given', 'a list of addresses'],
  },
  'a list where a text is wanted': {
    file: change(good, 'username: me', 'username: [me]'),
    line: 5,
    column: 11,
    field: 'username',
    says: ['A list was given', 'a login name'],
  },
  'an address that is none': {
    file: change(good, '[192.0.2.2]', '[192.0.2.2, 192.0.2.300]'),
    line: 4,
    column: 28,
    field: 'factories_ips[1]',
    says: ['`192.0.2.300`', 'a host name or an IP address'],
  },
  'an address with a user': {
    file: change(good, '192.0.2.1', 'me@192.0.2.1'),
    line: 3,
    column: 18,
    field: 'orchestrator_ip',
    says: ['without user and port'],
  },
  'an address with a port': {
    file: change(good, '192.0.2.1', 'host.example:22'),
    line: 3,
    field: 'orchestrator_ip',
    says: ['without user and port'],
  },
  'three addresses of one host': {
    file: change(good, '192.0.2.1', '[192.0.2.1, 10.0.0.1, 10.0.0.2]'),
    line: 3,
    field: 'orchestrator_ip',
    says: ['[public, private]'],
  },
  'a factory given twice': {
    file: change(good, '[192.0.2.2]', '[192.0.2.2, other.example, OTHER.example.]'),
    line: 4,
    column: 43,
    field: 'factories_ips[2]',
    says: ['given before'],
  },
  'the orchestrator as a factory': {
    file: change(good, '[192.0.2.2]', '[192.0.2.1]'),
    line: 4,
    field: 'factories_ips[0]',
    says: ['given before'],
  },
  'one IPv6 address in two spellings': {
    file: change(good, '[192.0.2.2]', "['2001:db8::1', '2001:db8:0:0::1']"),
    line: 4,
    field: 'factories_ips[1]',
    says: ['given before'],
  },
  'a user name that is an option of ssh': {
    file: change(good, 'username: me', 'username: -oProxyCommand=true'),
    line: 5,
    field: 'username',
    says: ['a login name'],
  },
  'a yes, which is a text': {
    file: `${good}use_public: yes\n`,
    line: 7,
    column: 13,
    field: 'use_public',
    says: ['`yes` was given', 'write true or false', 'YAML 1.2'],
  },
  'a port out of range': {
    file: `${good}ssh_port: 70000\n`,
    line: 7,
    field: 'ssh_port',
    says: ['`70000`', 'from 1 to 65535'],
  },
  'a jump host without a user': {
    file: `${good}ssh_jump: gate.example\n`,
    line: 7,
    field: 'ssh_jump',
    says: ['`gate.example`', 'user@host'],
  },
  'one setup command that is no list': {
    file: `${good}setup_cmds: apt update\n`,
    line: 7,
    field: 'setup_cmds',
    says: ['`apt update`', 'a list of shell commands'],
  },
  'setup commands that are none': {
    file: `${good}setup_cmds:\n  - true\n  - ''\n`,
    line: 8,
    field: 'setup_cmds[0]',
    says: ['`true` was given', 'a shell command', 'in quotes'],
    problems: 2,
  },
  'a name that is a number': {
    file: change(good, 'name: lab', 'name: 2026'),
    line: 2,
    column: 7,
    field: 'name',
    says: ['`2026`', 'a text', 'in quotes'],
  },
  "a key's text instead of its path": {
    file: change(good, 'key: id', 'key: |\n  -----BEGIN OPENSSH PRIVATE KEY-----\n  c2VjcmV0'),
    line: 7,
    field: 'key',
    says: ['The text of a private key', 'the path of a private key'],
  },
  'a tag of flambé where it means nothing': {
    file: change(good, 'username: me', 'username: !g [me, you]'),
    line: 5,
    column: 11,
    field: 'username',
    says: ['The tag `!g` means nothing here'],
  },
  'a misspelt kind': {
    file: change(good, '!SSHCluster', '!SshClustr'),
    line: 1,
    column: 1,
    field: '!SshClustr',
    says: ['!SSHCluster, !AWSCluster, !LocalCluster', 'Did you mean `!SSHCluster`?'],
  },
  'no kind at all': {
    file: change(good, '!SSHCluster\n', ''),
    line: 1,
    field: 'cluster',
    says: ['no tag', '!SSHCluster, !AWSCluster, !LocalCluster'],
  },
  'a list as root': {
    file: '!LocalCluster [2]\n',
    line: 1,
    field: '!LocalCluster',
    says: ['A list was given', 'a mapping of fields'],
  },
  'too many local factories': {
    file: '!LocalCluster\nfactories_num: 17\n',
    line: 2,
    column: 16,
    field: 'factories_num',
    says: ['`17`', 'from 0 to 16'],
  },
  'half a factory': {
    file: '!LocalCluster\nfactories_num: 2.5\n',
    line: 2,
    field: 'factories_num',
    says: ['`2.5`', 'a whole number'],
  },
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

describe('a cluster file is refused for', () => {
  it.each(Object.entries(table))('%s', (_, bad) => {
    const problems = problemsOf(() =>
      readClusterFile(Buffer.from(bad.file), 'c.yaml', { cwd: '/', home: '/' }),
    );
    const { line, field, column } = bad;
    const problem = problems.find((one) => one.line === line && one.field === field);
    expect(problem, JSON.stringify(problems)).toMatchObject({ file: 'c.yaml', line, field });
    if (column !== undefined) expect(problem?.column).toBe(column);
    for (const words of bad.says) expect(`${problem?.message} ${problem?.fix}`).toContain(words);
    expect(problems).toHaveLength(bad.problems ?? 1);
    expect(JSON.stringify(problems)).not.toContain('c2VjcmV0');
  });
});
