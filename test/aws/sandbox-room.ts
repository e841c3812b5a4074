import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstanceData, Machine } from '../hosts/machine';
import { writeMachineFiles } from '../hosts/sandbox/machine-files';
import { SandboxHost } from '../hosts/sandbox/sandbox-host';
import type { Instance } from './instances';
import type { MachineRoom } from './machine-room';

/**
 * Machines that want no root, at addresses of this machine's loopback interface.
 *
 * Unlike AWS: what stand-in.sh says; the network is this machine's, without port 22, and what answers
 * at 169.254.169.254, if anything does, is this machine's metadata service.
 */
export class SandboxRoom implements MachineRoom {
  readonly dir = mkdtempSync(join(tmpdir(), 'hypervisor-'));
  readonly #machines: SandboxHost[] = [];

  private constructor(
    readonly cidr: string,
    readonly sshPort: number,
    private readonly gateway: Server,
  ) {}

  /** The first address, which is no machine's, is held as long as the others are ours. */
  static async open(): Promise<SandboxRoom> {
    for (let port = 2222; ; port++) {
      const prefix = `127.${randomInt(1, 200)}.${randomInt(256)}`;
      const gateway = createServer((socket) => socket.destroy());
      gateway.listen({ host: `${prefix}.1`, port });
      try {
        await once(gateway, 'listening');
        return new SandboxRoom(`${prefix}.0/24`, port, gateway);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      }
    }
  }

  /** sshd says it at the end of a connection, among machines, too. */
  get bytesSent(): number {
    const consoles = this.#machines.map((machine) => machine.console).join('');
    const received = consoles.matchAll(/^Transferred: sent \d+, received (\d+) bytes/gm);
    return [...received].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
  }

  async build(instance: Instance, data: InstanceData): Promise<Machine> {
    if (data.kind) throw new Error('A sandbox has one image.');
    const { privateAddress: host } = instance.launch;
    const dir = join(this.dir, instance.id);
    mkdirSync(dir);
    const port = this.sshPort;
    await writeMachineFiles(dir, data, host, port);
    const machine = new SandboxHost({ name: data.name, dir, host, port });
    this.#machines.push(machine);
    return machine;
  }

  tell(): void {
    throw new Error('A sandbox has no metadata service.');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.gateway, 'close');
    this.gateway.close();
    await closed;
    rmSync(this.dir, { recursive: true, force: true });
  }
}
