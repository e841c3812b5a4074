import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RunInstancesCommand, type RunInstancesCommandInput } from '@aws-sdk/client-ec2';
import { generateKey } from '../../src/providers/keys';
import { loginUser, type Machine } from '../hosts/machine';
import { ssh } from '../hosts/ssh';
import type { Moto } from './moto';
import type { HypervisorOptions } from './options';
import { startWorld, type World } from './world';

/** Milliseconds in which a machine must let its user in. */
const patience = 60_000;

export interface BootOptions {
  readonly count?: number;
  readonly userData?: string;
  /** With a public address. */
  readonly isPublic?: boolean;
  readonly hypervisor?: HypervisorOptions;
  /** Of RunInstances. */
  readonly more?: Partial<RunInstancesCommandInput>;
}

/** A world with instances whose machines have been turned on, and a key that opens them. */
export async function bootedWorld(moto: Moto, options: BootOptions = {}): Promise<BootedWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'booted-'));
  const publicKey = await generateKey('ssh-keygen', join(dir, 'key'), 'user');
  const world = await startWorld(moto, { hypervisor: options.hypervisor ?? true });
  try {
    await world.importKey('user', publicKey);
    const count = options.count ?? 1;
    const { Instances } = await world.ec2.send(
      new RunInstancesCommand({
        ImageId: world.amis.amd64,
        InstanceType: 't3.micro',
        NetworkInterfaces: [
          {
            DeviceIndex: 0,
            SubnetId: world.subnetIds[0],
            Groups: [world.securityGroupId],
            AssociatePublicIpAddress: options.isPublic ?? false,
          },
        ],
        KeyName: 'user',
        BlockDeviceMappings: [
          { DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8, DeleteOnTermination: true } },
        ],
        UserData: Buffer.from(options.userData ?? '#cloud-config\n').toString('base64'),
        MinCount: count,
        MaxCount: count,
        ...options.more,
      }),
    );
    const ids = (Instances ?? []).map(({ InstanceId }) => InstanceId ?? '');
    return new BootedWorld(world, dir, ids);
  } catch (error) {
    await world[Symbol.asyncDispose]();
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

export class BootedWorld implements AsyncDisposable {
  constructor(
    readonly world: World,
    private readonly dir: string,
    readonly ids: readonly string[],
  ) {}

  /** @param index from 0 */
  async machine(index: number): Promise<Machine> {
    if (!this.world.hypervisor) throw new Error('There are no machines.');
    return this.world.hypervisor.machine(this.ids[index] ?? '');
  }

  /** What a command prints on the machine. */
  async ssh(index: number, command: string): Promise<string> {
    const machine = await this.machine(index);
    const way = { dir: this.dir, user: loginUser.name, keyFile: join(this.dir, 'key') };
    return ssh({ ...way, knownHosts: machine.knownHostsLine() }, machine, command);
  }

  async canLogIn(index: number): Promise<void> {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        await this.ssh(index, 'true');
        return;
      } catch (cause) {
        const { console, name } = await this.machine(index);
        if (performance.now() > deadline)
          throw new Error(`No way into ${name}: ${console.slice(-2000)}`, { cause });
        await delay(200);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.world[Symbol.asyncDispose]();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
