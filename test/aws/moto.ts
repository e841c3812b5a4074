import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Answer } from './protocol';
import { type ServerProcess, startServer } from './server-process';

/** Ubuntu 24.04 as Canonical publishes it, and one that is not of use: the only images that there are. */
export const amis = {
  amd64: 'ami-0a24f04aaaa000001',
  arm64: 'ami-0a24f04aaaa000002',
  windows: 'ami-0a24f04aaaa000003',
} as const;
const canonical = '099720109477';

/**
 * Starts moto: EC2, SSM and Service Quotas in memory, on 127.0.0.1. It takes ten seconds: tests of
 * one file share it, and each world is an account of its own there.
 */
export async function startMoto(): Promise<Moto> {
  const dir = mkdtempSync(join(tmpdir(), 'moto-'));
  const images = join(dir, 'images.json');
  const windows = { ...image('windows', 'x86_64'), platform: 'windows' };
  const all = [image('amd64', 'x86_64'), image('arm64', 'arm64'), windows];
  writeFileSync(images, JSON.stringify(all));
  const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';
  const command = [join(dirname(python), 'moto_server'), '-H', '127.0.0.1', '-p', '0'];
  const env = {
    PATH: process.env.PATH,
    MOTO_AMIS_PATH: images,
    MOTO_ENABLE_AMI_VALIDATION: 'true',
    MOTO_ENABLE_KEYPAIR_VALIDATION: 'true',
    MOTO_EC2_ENABLE_INSTANCE_TYPE_VALIDATION: 'true',
  };
  const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/;
  try {
    const log = join(dir, 'log');
    const server = await startServer(command, env, log, (printed) => address.test(printed));
    const moto = new Moto(address.exec(server.printed)?.[1] ?? '', dir, server);
    // The first call to a service loads its code.
    await moto.account().ec2('us-east-1', { Action: 'DescribeInstances' });
    return moto;
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

function image(name: keyof typeof amis, architecture: string): Record<string, unknown> {
  return {
    ami_id: amis[name],
    architecture,
    description: 'Canonical, Ubuntu, 24.04, noble',
    hypervisor: 'xen',
    image_location: `amazon/ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-${name}-server-20261015`,
    image_type: 'machine',
    name: `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-${name}-server-20261015`,
    owner_id: canonical,
    public: true,
    root_device_name: '/dev/sda1',
    root_device_type: 'ebs',
    sriov: 'simple',
    state: 'available',
    virtualization_type: 'hvm',
  };
}

export class Moto implements AsyncDisposable {
  constructor(
    readonly url: string,
    private readonly dir: string,
    private readonly server: ServerProcess,
  ) {}

  /** An account with nothing in it but what each has: a default VPC per region. */
  account(): MotoAccount {
    return new MotoAccount(this.url, String(randomInt(10 ** 11, 10 ** 12)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** One account at moto. */
export class MotoAccount {
  constructor(
    private readonly url: string,
    readonly id: string,
  ) {}

  /** A call of the EC2 query protocol. */
  ec2(region: string, params: Readonly<Record<string, string>>): Promise<Answer> {
    const body = new URLSearchParams({ Version: '2016-11-15', ...params }).toString();
    return this.send('ec2', region, { 'content-type': 'application/x-www-form-urlencoded' }, body);
  }

  async send(
    service: string,
    region: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<Answer> {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const scope = `AKIAMOTO/${day}/${region}/${service}/aws4_request`;
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        ...headers,
        // moto takes region and service from here, and checks nothing.
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
        'x-moto-account-id': this.id,
      },
      body,
    });
    const type = answer.headers.get('content-type') ?? 'text/xml';
    const text = await answer.text();
    // What moto has not, and where it breaks, is no answer of AWS.
    if (type.includes('text/html') && answer.status >= 500)
      throw new Error(`moto: ${answer.status} to ${body.slice(0, 300)}: ${text.slice(0, 500)}`);
    return { status: answer.status, type, body: text };
  }
}
