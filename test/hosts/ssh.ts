import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NodeAddress } from '../../src/providers/local/addresses';

/** Hosts of either kind, as far as it takes to log in. */
export interface LoginTo {
  /** A folder that ends with them. */
  readonly dir: string;
  readonly user: string;
  readonly keyFile: string;
  readonly knownHosts: string;
}

/** What `command` prints on a host, by OpenSSH; rejects with its exit code (255: its own) and words. */
export async function ssh(
  hosts: LoginTo,
  address: NodeAddress,
  command: string,
  knownHosts = hosts.knownHosts,
): Promise<string> {
  const file = join(hosts.dir, `known_hosts-${Math.random()}`);
  writeFileSync(file, knownHosts);
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'GlobalKnownHostsFile=/dev/null',
    `UserKnownHostsFile=${file}`,
    'ServerAliveInterval=5',
    'ConnectTimeout=5',
  ].flatMap((option) => ['-o', option]);
  const to = ['-i', hosts.keyFile, '-p', String(address.port), `${hosts.user}@${address.host}`];
  const { stdout } = await promisify(execFile)('ssh', ['-F', 'none', ...options, ...to, command]);
  return stdout.trim();
}
