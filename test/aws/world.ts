import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2Client,
  ImportKeyPairCommand,
} from '@aws-sdk/client-ec2';
import { Ec2 } from './ec2';
import { FaultProxy, ownAccessKeyId } from './fault-proxy';
import { Hypervisor } from './hypervisor';
import { type Leftovers, leftoversOf } from './leftovers';
import { parameterStore, serviceQuotas } from './lookups';
import type { MachineRoom } from './machine-room';
import { amis, type Moto } from './moto';
import { TokenServer } from './oidc';
import type { WorldOptions } from './options';
import type { AwsRequest } from './protocol';
import { answerSts } from './sts';

const region = 'us-east-1';

/**
 * An account at AWS for one test, with a VPC in it. Use it with `await using`; a process of the
 * product gets `world.env` and nothing else of `AWS_*`.
 *
 * @param moto shared by the tests of a file: `startMoto` takes ten seconds, a world a moment
 */
export async function startWorld(moto: Moto, options: WorldOptions = {}): Promise<World> {
  const account = moto.account();
  const cloud = new Ec2(account, options.cloud ?? {});
  const { sts, hypervisor: machines } = options;
  const open: AsyncDisposable[] = [];
  try {
    const backends = {
      ec2: (request: AwsRequest) => cloud.answer(request),
      ssm: (request: AwsRequest) => parameterStore(account, request),
      servicequotas: (request: AwsRequest) => serviceQuotas(account, cloud.options, request),
      sts: (request: AwsRequest) => answerSts(sts, request),
    };
    const proxy = await FaultProxy.start(backends, (key) => sts?.isExpired(key) ?? false);
    open.push(proxy);
    const credentials = { accessKeyId: ownAccessKeyId, secretAccessKey: 'own' };
    const ec2 = new EC2Client({ endpoint: proxy.url, region, credentials });
    const hypervisor = machines
      ? await Hypervisor.start(cloud, machines === true ? {} : machines)
      : undefined;
    if (hypervisor) open.push(hypervisor);
    const oidc = sts ? await TokenServer.start() : undefined;
    if (oidc) open.push(oidc);
    const zones = options.zones ?? [`${region}a`, `${region}b`];
    const network = await makeNetwork(ec2, zones, hypervisor?.room);
    return new World(open, { proxy, cloud, ec2, hypervisor, oidc, ...network });
  } catch (error) {
    await endAll(open);
    throw error;
  }
}

interface Network {
  readonly vpcId: string;
  /** One per zone, in the order of the zones. */
  readonly subnetIds: readonly string[];
  /** SSH, 49556 and 49558 from everywhere, and everything among its members. */
  readonly securityGroupId: string;
}

interface WorldParts extends Network {
  readonly proxy: FaultProxy;
  readonly cloud: Ec2;
  /** The test's own client: through the proxy, but neither recorded nor subject to faults. */
  readonly ec2: EC2Client;
  /** undefined without `hypervisor`. */
  readonly hypervisor: Hypervisor | undefined;
  /** The workflow's token server, where there is an STS. */
  readonly oidc: TokenServer | undefined;
}

export class World implements AsyncDisposable {
  readonly region = region;
  /** Ubuntu 24.04: what Canonical's SSM parameters name. */
  readonly amis = amis;
  /** Where the machines' sshd listens: 22, or what a normal user may have in its place. */
  readonly sshPort: number;
  readonly proxy: FaultProxy;
  readonly cloud: Ec2;
  readonly ec2: EC2Client;
  readonly hypervisor: Hypervisor | undefined;
  readonly oidc: TokenServer | undefined;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly #open: AsyncDisposable[];
  readonly #ownKeys: string[] = [];

  constructor(open: AsyncDisposable[], parts: WorldParts) {
    this.#open = open;
    this.proxy = parts.proxy;
    this.cloud = parts.cloud;
    this.ec2 = parts.ec2;
    this.hypervisor = parts.hypervisor;
    this.sshPort = sshPort(parts.hypervisor?.room);
    this.oidc = parts.oidc;
    this.vpcId = parts.vpcId;
    this.subnetIds = parts.subnetIds;
    this.securityGroupId = parts.securityGroupId;
  }

  /** For a process of the product: the endpoint, the region, and keys that open everything. */
  get env(): Readonly<Record<string, string>> {
    return {
      ...this.webIdentityEnv,
      AWS_ACCESS_KEY_ID: 'AKIAUSEROFTHEPRODUCT',
      AWS_SECRET_ACCESS_KEY: 'secret-of-the-user',
    };
  }

  /** The same without keys: with an STS, what a workflow job with `id-token: write` has. */
  get webIdentityEnv(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.proxy.url,
      AWS_REGION: region,
      // No metadata service of the machine that tests run on, and no file of its user.
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      ...this.oidc?.env,
    };
  }

  /** Imports an OpenSSH public key. */
  async importKey(name: string, publicKey: string): Promise<void> {
    const material = Buffer.from(publicKey);
    await this.ec2.send(new ImportKeyPairCommand({ KeyName: name, PublicKeyMaterial: material }));
    this.#ownKeys.push(name);
  }

  /** What there is besides the world's own: after a run of the product, what it has left. */
  leftovers(): Promise<Leftovers> {
    return leftoversOf(this.ec2, [this.securityGroupId, ...this.#ownKeys]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.ec2.destroy();
    await endAll(this.#open);
  }
}

/** Ends them all, last come first, and then throws what went wrong. */
async function endAll(parts: readonly AsyncDisposable[]): Promise<void> {
  const failures: unknown[] = [];
  for (const part of parts.toReversed()) {
    try {
      await part[Symbol.asyncDispose]();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function sshPort(room: MachineRoom | undefined): number {
  return room?.sshPort ?? 22;
}

/** Room for a subnet in each of four zones: in a /24 of machines, or in a /16 of words. */
function blocks(cidr = '10.99.0.0/16'): readonly string[] {
  const [a, b, c] = cidr.split('.');
  const quarters = [0, 64, 128, 192];
  const isSmall = cidr.endsWith('/24');
  return quarters.map((at) => (isSmall ? `${a}.${b}.${c}.${at}/26` : `${a}.${b}.${at}.0/18`));
}

async function makeNetwork(
  ec2: EC2Client,
  zones: readonly string[],
  room: MachineRoom | undefined,
): Promise<Network> {
  const cidr = room?.cidr;
  const vpc = new CreateVpcCommand({ CidrBlock: cidr ?? '10.99.0.0/16' });
  const vpcId = (await ec2.send(vpc)).Vpc?.VpcId ?? '';
  const subnetIds: string[] = [];
  for (const [index, zone] of zones.entries()) {
    const CidrBlock = blocks(cidr)[index];
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId: vpcId, CidrBlock, AvailabilityZone: zone }),
    );
    subnetIds.push(Subnet?.SubnetId ?? '');
  }
  const { GroupId: securityGroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ VpcId: vpcId, GroupName: 'cluster', Description: 'cluster' }),
  );
  const everywhere = [{ CidrIp: '0.0.0.0/0' }];
  const ports = [sshPort(room), 49_556, 49_558].map((port) => {
    return { IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: everywhere };
  });
  const members = { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: securityGroupId }] };
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId: securityGroupId,
      IpPermissions: [...ports, members],
    }),
  );
  return { vpcId, subnetIds, securityGroupId };
}
