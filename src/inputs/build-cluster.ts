import { parseJump } from './addresses';
import type { AwsFields } from './aws-fields';
import type { HostField, LocalFields, SshFields } from './cluster-fields';
import {
  type AwsClusterFile,
  embeddedCluster,
  type HostAddress,
  type LocalClusterFile,
  type SshClusterFile,
} from './cluster-file';

// From checked fields, named as the file names them, to what the rest of the program knows.

export function localCluster(fields: LocalFields): LocalClusterFile {
  const { name, factoriesNum } = embeddedCluster;
  return {
    kind: 'local',
    name: fields.name ?? name,
    factoriesNum: fields.factories_num ?? factoriesNum,
    setupCmds: fields.setup_cmds ?? [],
  };
}

export function sshCluster(fields: SshFields, pathOf: (key: string) => string): SshClusterFile {
  return {
    kind: 'ssh',
    name: fields.name,
    orchestrator: hostAddress(fields.orchestrator_ip),
    factories: fields.factories_ips.map(hostAddress),
    key: fields.key && pathOf(fields.key),
    user: fields.username,
    ...reach(fields),
    setupCmds: fields.setup_cmds ?? [],
  };
}

export function awsCluster(fields: AwsFields, pathOf: (key: string) => string): AwsClusterFile {
  return {
    kind: 'aws',
    name: fields.name,
    factoriesNum: fields.factories_num,
    minFactories: fields.min_factories ?? fields.factories_num,
    factoriesTypes: list(fields.factories_type),
    orchestratorType: fields.orchestrator_type,
    subnetIds: list(fields.subnet_id),
    securityGroup: fields.security_group,
    creator: fields.creator,
    keyName: fields.key_name,
    key: fields.key && pathOf(fields.key),
    region: fields.region_name,
    user: fields.username ?? 'ubuntu',
    tags: new Map(Object.entries(fields.tags ?? {})),
    orchestratorAmi: fields.orchestrator_ami,
    factoryAmi: fields.factory_ami,
    dedicated: fields.dedicated ?? false,
    orchestratorTimeout: fields.orchestrator_timeout ?? -1,
    factoriesTimeout: fields.factories_timeout ?? 1,
    volumeSize: fields.volume_size ?? 100,
    volumeType: fields.volume_type ?? 'gp3',
    spot: fields.spot ?? false,
    instanceProfile: fields.instance_profile,
    ...reach(fields),
    setupCmds: fields.setup_cmds ?? [],
  };
}

function reach({ use_public, ssh_port, ssh_jump }: SshFields | AwsFields) {
  return {
    usePublic: use_public ?? true,
    port: ssh_port ?? 22,
    jump: ssh_jump === undefined ? undefined : parseJump(ssh_jump),
  };
}

function hostAddress(field: HostField): HostAddress {
  const [outside, inside] = typeof field === 'string' ? [field, field] : field;
  return { public: outside, private: inside };
}

function list(field: string | readonly string[]): readonly [string, ...string[]] {
  const [first = '', ...others] = typeof field === 'string' ? [field] : field;
  return [first, ...others];
}
