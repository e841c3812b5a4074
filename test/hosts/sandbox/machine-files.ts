import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { generateKey } from '../../../src/providers/keys';
import { type InstanceData, loginUser } from '../machine';
import { readCloudConfig } from './cloud-config';
import { sharedEtc } from './root';

const standIn = join(import.meta.dirname, 'stand-in.sh');
export const hostKeyFile = 'etc/ssh/ssh_host_ed25519_key';

/** Makes the machine's own part of its root, with what cloud-init makes of an instance's data. */
export async function writeMachineFiles(
  dir: string,
  instance: InstanceData,
  address: string,
  port: number,
): Promise<void> {
  const { name, userData, authorizedKey } = instance;
  const config = readCloudConfig(userData);
  const file = (path: string) => join(dir, path);
  const ssh = `home/${loginUser.name}/.ssh`;
  for (const folder of ['bin', 'etc/ssh', 'etc/systemd/system', 'var/tmp', 'var/log'])
    mkdirSync(file(folder), { recursive: true });
  for (const folder of [ssh, 'var/lib/cloud'])
    mkdirSync(file(folder), { recursive: true, mode: 0o700 });
  for (const program of ['init', 'systemctl', 'sudo']) {
    copyFileSync(standIn, file(`bin/${program}`));
    chmodSync(file(`bin/${program}`), 0o755);
  }
  for (const link of sharedEtc().links)
    symlinkSync(readlinkSync(join('/etc', link)), file(`etc/${link}`));
  writeAccounts(file('etc'));
  writeFileSync(file('etc/hosts'), `127.0.0.1 localhost\n${address} ${name}\n`);
  writeFileSync(file('etc/hostname'), `${name}\n`);
  writeFileSync(file('etc/ssh/sshd_config'), sshdConfig(address, port));
  const keys = [...(authorizedKey === undefined ? [] : [authorizedKey]), ...config.authorizedKeys];
  const lines = keys.map((key) => `${key.trim()}\n`).join('');
  writeFileSync(file(`${ssh}/authorized_keys`), lines, { mode: 0o600 });
  writeFileSync(file('var/lib/cloud/bootcmd'), config.bootcmd, { mode: 0o700 });
  writeFileSync(file('var/lib/cloud/runcmd'), config.runcmd, { mode: 0o700 });
  const key = file(hostKeyFile);
  if (config.hostKey) {
    writeFileSync(key, config.hostKey.privateKey, { mode: 0o600 });
    writeFileSync(`${key}.pub`, `${config.hostKey.publicKey}\n`);
  } else {
    await generateKey('ssh-keygen', key, name);
  }
}

/** The login user is who runs the tests, under another name. */
function writeAccounts(etc: string): void {
  const { uid, gid } = userInfo();
  const lines = (text: string) => text.split('\n').filter(Boolean);
  const accounts = lines(readFileSync('/etc/passwd', 'utf8')).filter((line) => {
    const [name, , id] = line.split(':');
    return name !== loginUser.name && id !== String(uid);
  });
  const own = `${loginUser.name}:x:${uid}:${gid}::/home/${loginUser.name}:/bin/bash`;
  writeFileSync(join(etc, 'passwd'), `${[...accounts, own].join('\n')}\n`);
  // Without root's rights a terminal cannot be handed to the group `tty`; without one, sshd does not try.
  const groups = lines(readFileSync('/etc/group', 'utf8')).filter((line) => !/^tty:/.test(line));
  writeFileSync(join(etc, 'group'), `${groups.join('\n')}\n`);
}

/** sshd_config(5); VERBOSE tells at the end of a connection how much it has carried. */
function sshdConfig(address: string, port: number): string {
  return `ListenAddress ${address}:${port}
HostKey /${hostKeyFile}
PidFile none
UsePAM no
LogLevel VERBOSE
AuthenticationMethods publickey
StrictModes no
UseDNS no
PrintMotd no
PrintLastLog no
MaxStartups 100:30:200
SetEnv PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
Subsystem sftp internal-sftp
`;
}
