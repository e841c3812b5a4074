import { type BadFile, change, itRefuses } from './bad-cluster-file';

const good = `!SSHCluster
name: lab
orchestrator_ip: 192.0.2.1
factories_ips: [192.0.2.2]
username: me
key: id
`;

const table: Readonly<Record<string, BadFile>> = {
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
  'a host called like another node': {
    file: change(good, '[192.0.2.2]', '[factory-1, Factory-3, 192.0.2.3]'),
    line: 4,
    column: 28,
    field: 'factories_ips[1]',
    says: ['`factory-3` is the name of another node', 'this host is factory-2'],
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
};

itRefuses(table);
