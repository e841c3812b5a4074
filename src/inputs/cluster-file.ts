/** How one host is reached: from the runner, and from the other hosts. One address may be both. */
export interface HostAddress {
  /** Host name, IPv4 or IPv6 (without brackets). */
  readonly public: string;
  readonly private: string;
}

/** A host to go through. */
export interface JumpHost {
  readonly user: string;
  readonly host: string;
  readonly port: number;
}

/** `!LocalCluster`: nodes on this machine. */
export interface LocalClusterFile {
  readonly kind: 'local';
  readonly name: string;
  readonly factoriesNum: number;
  readonly setupCmds: readonly string[];
}

/** `!SSHCluster`: hosts that are there (flambe/cluster/ssh.py). */
export interface SshClusterFile {
  readonly kind: 'ssh';
  readonly name: string;
  readonly orchestrator: HostAddress;
  readonly factories: readonly HostAddress[];
  /** Absolute path; not needed when the key is given by other means. */
  readonly key?: string | undefined;
  readonly user: string;
  /** Whether the runner talks to the public addresses; otherwise to the private ones. */
  readonly usePublic: boolean;
  readonly port: number;
  readonly jump: JumpHost | undefined;
  readonly setupCmds: readonly string[];
}

/** `!AWSCluster`: EC2 instances made for the run (flambe/cluster/aws.py). */
export interface AwsClusterFile {
  readonly kind: 'aws';
  readonly name: string;
  readonly factoriesNum: number;
  /** With fewer factories than this the run does not start. */
  readonly minFactories: number;
  /** Instance types, tried in this order. */
  readonly factoriesTypes: readonly [string, ...string[]];
  readonly orchestratorType: string;
  /** Tried in this order. */
  readonly subnetIds: readonly [string, ...string[]];
  /** `runner`: one made for the run, that lets in SSH from the runner's address alone. */
  readonly securityGroup: string;
  readonly creator: string;
  /** Name of an EC2 key pair. */
  readonly keyName: string | undefined;
  /** Absolute path of its private half. */
  readonly key: string | undefined;
  readonly region: string | undefined;
  readonly user: string;
  readonly tags: ReadonlyMap<string, string>;
  /** `ami-…`, `ssm:/path` or `ubuntu-24.04`. */
  readonly orchestratorAmi: string | undefined;
  readonly factoryAmi: string | undefined;
  readonly dedicated: boolean;
  /** Hours of low CPU before termination; 0 at once when idle, -1 never. */
  readonly orchestratorTimeout: number;
  readonly factoriesTimeout: number;
  /** GB. */
  readonly volumeSize: number;
  readonly volumeType: 'gp2' | 'gp3' | 'io1';
  readonly spot: boolean | 'prefer';
  /** Name or ARN of an IAM instance profile. */
  readonly instanceProfile: string | undefined;
  readonly usePublic: boolean;
  readonly port: number;
  readonly jump: JumpHost | undefined;
  readonly setupCmds: readonly string[];
}

export type ClusterFile = LocalClusterFile | SshClusterFile | AwsClusterFile;

/** The cluster of a run that names none. */
export const embeddedCluster: LocalClusterFile = {
  kind: 'local',
  name: 'local',
  factoriesNum: 2,
  setupCmds: [],
};
