import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readClusterFile } from '../../src/inputs/read-cluster-file';

const nowhere = { cwd: '/workspace', home: '/home/me' };
const read = (text: string, path = 'cluster.yaml', context = nowhere) =>
  readClusterFile(Buffer.from(text), path, context).cluster;

const ssh = `!SSHCluster
name: lab
orchestrator_ip: [gate.example, 10.0.0.1]
factories_ips: [[192.0.2.2, 10.0.0.2], fe80::2]
username: me
key: ~/id
`;

describe('an !SSHCluster', () => {
  it('is read with what flambé leaves out', () => {
    expect(read(ssh)).toEqual({
      kind: 'ssh',
      name: 'lab',
      orchestrator: { public: 'gate.example', private: '10.0.0.1' },
      factories: [
        { public: '192.0.2.2', private: '10.0.0.2' },
        { public: 'fe80::2', private: 'fe80::2' },
      ],
      key: '/home/me/id',
      user: 'me',
      usePublic: true,
      port: 22,
      jump: undefined,
      setupCmds: [],
    });
  });

  it.each([
    ['me@gate.example', { user: 'me', host: 'gate.example', port: 22 }],
    ['me@gate.example:2222', { user: 'me', host: 'gate.example', port: 2222 }],
    ['me@[2001:db8::1]:2222', { user: 'me', host: '2001:db8::1', port: 2222 }],
  ])('goes through %s', (jump, expected) => {
    expect(read(`${ssh}ssh_jump: '${jump}'\n`)).toMatchObject({ jump: expected });
  });

  it('may go without factories and without a key', () => {
    const text = ssh.replace(/\[\[.*\]/, '[]').replace('key: ~/id\n', '');
    expect(read(text)).toMatchObject({ factories: [], key: undefined });
  });

  it('takes an empty field for one that is not given', () => {
    expect(read(`${ssh}setup_cmds:\nssh_port: ~\n`)).toMatchObject({ setupCmds: [], port: 22 });
  });

  it('takes what an alias stands for', () => {
    const text = `${ssh.replace('name: lab', 'name: &name lab')}setup_cmds: [*name]\n`;
    expect(read(text)).toMatchObject({ setupCmds: ['lab'] });
  });

  it('takes numbers as ruamel.yaml does', () => {
    expect(read(`${ssh}ssh_port: 2_222\n`)).toMatchObject({ port: 2222 });
  });

  it("lets flambé's extensions header stand before it", () => {
    expect(read(`my_extension: ./here\n---\n${ssh}`)).toMatchObject({ name: 'lab' });
  });
});

describe('the key of a cluster file', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function workspace(keys: readonly string[]): string {
    const cwd = mkdtempSync(join(tmpdir(), 'cluster-file-'));
    folders.push(cwd);
    mkdirSync(join(cwd, 'conf'));
    for (const key of keys) writeFileSync(join(cwd, key), '');
    return cwd;
  }

  it.each([
    ['beside the file', ['conf/id', 'id'], 'conf/id'],
    ['in the working folder, as flambé does, if there is none', ['id'], 'id'],
    ['beside the file, if there is none anywhere', [], 'conf/id'],
  ])('is looked for %s', (_, keys, found) => {
    const cwd = workspace(keys);
    const cluster = read(ssh.replace('~/id', 'id'), 'conf/cluster.yaml', { cwd, home: '/' });
    expect(cluster).toMatchObject({ key: join(cwd, found) });
  });
});

describe('a !LocalCluster', () => {
  it('is one of two factories if it says nothing', () => {
    const defaults = { kind: 'local', name: 'local', factoriesNum: 2, setupCmds: [] };
    expect(read('!LocalCluster\n')).toEqual(defaults);
    expect(read('!LocalCluster {}\n')).toEqual(defaults);
  });

  it('says its own', () => {
    const text = '!LocalCluster\nname: mine\nfactories_num: 0\nsetup_cmds: [id]\n';
    const own = { kind: 'local', name: 'mine', factoriesNum: 0, setupCmds: ['id'] };
    expect(read(text)).toEqual(own);
  });
});

describe('an !AWSCluster', () => {
  it("of flambé's own examples is read", () => {
    const bytes = readFileSync(join(import.meta.dirname, '../data/flambe-yaml/cluster.yaml'));
    expect(readClusterFile(bytes, 'cluster.yaml', nowhere).cluster).toMatchObject({
      kind: 'aws',
      factoriesNum: 1,
      minFactories: 1,
      factoriesTypes: ['g3.4xlarge'],
      keyName: 'my_key',
      key: '/path/to/ssh/key',
      user: 'ubuntu',
      tags: new Map([
        ['project', 'my-project'],
        ['company', 'xxxxxxxxxx'],
      ]),
      factoriesTimeout: -1,
      volumeType: 'gp3',
      spot: false,
    });
  });

  it('takes what is ours: lists, spot, images by name, a group for the run', () => {
    const text = `!AWSCluster
name: lab
factories_num: 8
min_factories: 4
factories_type: [g5.xlarge, g4dn.xlarge]
orchestrator_type: m6i.large
subnet_id: [subnet-1, subnet-2]
security_group: runner
creator: me
spot: prefer
orchestrator_ami: ubuntu-24.04
factory_ami: ssm:/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id
instance_profile: arn:aws:iam::123456789012:instance-profile/flambe
use_public: false
ssh_port: 2222
ssh_jump: me@gate.example
`;
    expect(read(text)).toMatchObject({
      minFactories: 4,
      factoriesTypes: ['g5.xlarge', 'g4dn.xlarge'],
      subnetIds: ['subnet-1', 'subnet-2'],
      securityGroup: 'runner',
      spot: 'prefer',
      orchestratorAmi: 'ubuntu-24.04',
      keyName: undefined,
      key: undefined,
      usePublic: false,
      port: 2222,
    });
  });
});
