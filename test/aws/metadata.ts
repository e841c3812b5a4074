import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Subnet } from '../hosts/systemd/network';
import type { Instance } from './instances';
import type { Metadata } from './metadata-server';
import { type ServerProcess, startServer } from './server-process';

const script = join(import.meta.dirname, 'metadata-server.ts');

/** What instances learn of themselves at 169.254.169.254. */
export class MetadataService implements AsyncDisposable {
  private constructor(
    private readonly dir: string,
    private readonly server: ServerProcess,
  ) {}

  static async start(subnet: Subnet, parent: string): Promise<MetadataService> {
    const dir = join(parent, 'metadata');
    mkdirSync(dir);
    const inside = ['ip', 'netns', 'exec', subnet.openMetadataAddress()];
    const command = [...inside, process.execPath, script, dir];
    const env = { PATH: process.env.PATH };
    const isUp = (printed: string) => printed.includes('ready');
    return new MetadataService(dir, await startServer(command, env, join(parent, 'log'), isUp));
  }

  /** @param more what it learns besides, by what follows `/latest/` */
  tell({ id, launch }: Instance, more: Readonly<Record<string, string>> = {}): void {
    const { privateAddress, httpTokens, region, zone, type, spot, userData } = launch;
    const metadata: Metadata = {
      tokens: httpTokens,
      data: {
        'user-data': userData,
        'meta-data/instance-id': id,
        'meta-data/instance-type': type,
        'meta-data/instance-life-cycle': spot ? 'spot' : 'on-demand',
        'meta-data/local-ipv4': privateAddress,
        'meta-data/placement/availability-zone': zone,
        'meta-data/placement/region': region,
        ...more,
      },
    };
    const file = join(this.dir, `${privateAddress}.json`);
    writeFileSync(`${file}.part`, JSON.stringify(metadata));
    renameSync(`${file}.part`, file);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
  }
}
