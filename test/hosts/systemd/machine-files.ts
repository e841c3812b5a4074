import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../../src/providers/local/keys';

/** The image's login user, the first that useradd(8) makes. */
export const loginUser = { name: 'ubuntu', id: 1000 } as const;

/**
 * Makes what a machine has besides its image: its identity, its host key, and a home that
 * `authorizedKey` opens.
 *
 * @returns the public host key
 */
export async function writeMachineFiles(
  dir: string,
  name: string,
  address: string,
  authorizedKey: string,
): Promise<string> {
  for (const folder of ['upper/etc/ssh', 'work', 'root'])
    mkdirSync(join(dir, folder), { recursive: true });
  const etc = join(dir, 'upper/etc');
  // Without one, systemd takes this for a first boot and enables everything that is installed.
  writeFileSync(join(etc, 'machine-id'), `${randomBytes(16).toString('hex')}\n`);
  writeFileSync(join(etc, 'hosts'), `127.0.0.1 localhost\n${address} ${name}\n`);
  writeHome(join(dir, 'upper/home', loginUser.name), authorizedKey);
  return generateKey('ssh-keygen', join(etc, 'ssh/ssh_host_ed25519_key'), name);
}

function writeHome(home: string, authorizedKey: string): void {
  const ssh = join(home, '.ssh');
  const file = join(ssh, 'authorized_keys');
  mkdirSync(ssh, { recursive: true });
  writeFileSync(file, `${authorizedKey}\n`, { mode: 0o600 });
  chmodSync(ssh, 0o700);
  for (const path of [home, ssh, file]) chownSync(path, loginUser.id, loginUser.id);
}
