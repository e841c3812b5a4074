import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { InstanceData, Machine } from '../hosts/machine';
import { machineImage } from '../hosts/systemd/image';
import { writeInstanceFiles } from '../hosts/systemd/machine-files';
import { Subnet } from '../hosts/systemd/network';
import { SystemdHost } from '../hosts/systemd/systemd-host';
import type { Instance } from './instances';
import type { MachineRoom } from './machine-room';
import { MetadataService } from './metadata';

/**
 * Machines with systemd as the first process, and with real cloud-init. Root only
 * (`whyNoSystemdHosts`). The first time on a machine their image is built.
 *
 * Unlike AWS: cloud-init has its user-data from disk (169.254.169.254 is there, but not asked by it).
 */
export class SystemdRoom implements MachineRoom {
  readonly sshPort = 22;
  /** Images that were made here: what overlayfs takes as lower folders. */
  readonly #baked = new Map<string, string>();
  /** By instance: what its disk lies over. */
  readonly #images = new Map<string, string>();

  private constructor(
    readonly dir: string,
    private readonly image: string,
    private readonly subnet: Subnet,
    private readonly metadata: MetadataService,
  ) {}

  static async open(): Promise<SystemdRoom> {
    const image = machineImage();
    // An overlay wants a real file system below it, which /tmp may not be.
    const dir = mkdtempSync('/var/tmp/hypervisor-');
    const subnet = new Subnet();
    try {
      const metadata = await MetadataService.start(subnet, dir);
      return new SystemdRoom(dir, image, subnet, metadata);
    } catch (error) {
      subnet[Symbol.dispose]();
      rmSync(dir, { recursive: true, force: true });
      throw error;
    }
  }

  get cidr(): string {
    return this.subnet.cidr;
  }

  get bytesSent(): number {
    return this.subnet.bytesSent;
  }

  /**
   * The disk of an instance's machine becomes an image. Unlike AWS, which turns the machine off for
   * that, it is copied as it is.
   */
  bake(instanceId: string, imageId: string): void {
    const copy = join(this.dir, imageId);
    execFileSync('cp', ['-a', join(this.dir, instanceId, 'upper'), copy]);
    this.#baked.set(imageId, `${copy}:${this.#images.get(instanceId)}`);
  }

  async build(instance: Instance, data: InstanceData): Promise<Machine> {
    this.metadata.tell(instance);
    const { privateAddress, imageId = '' } = instance.launch;
    const network = this.subnet.connectAs(privateAddress);
    const dir = join(this.dir, instance.id);
    mkdirSync(dir);
    writeInstanceFiles(dir, data);
    const image = this.#baked.get(imageId) ?? this.image;
    this.#images.set(instance.id, image);
    const { subnet } = this;
    return new SystemdHost({ name: data.name, image, dir, subnet, network, shared: [] });
  }

  tell(instance: Instance, more: Readonly<Record<string, string>>): void {
    this.metadata.tell(instance, more);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.metadata[Symbol.asyncDispose]();
    this.subnet[Symbol.dispose]();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
