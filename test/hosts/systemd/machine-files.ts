import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, lchownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateKey } from '../../../src/providers/keys';
import { type InstanceData, loginUser } from '../machine';

/**
 * Makes what a machine has besides its image: its identity, its host key, and a home that
 * `authorizedKey` opens. cloud-init has nothing to do there.
 */
export async function writeMachineFiles(
  dir: string,
  name: string,
  address: string,
  authorizedKey: string,
): Promise<void> {
  const etc = writeIdentity(dir);
  writeFileSync(join(etc, 'hosts'), `127.0.0.1 localhost\n${address} ${name}\n`);
  disableCloudInit(etc);
  writeHome(join(dir, 'upper/home', loginUser.name), authorizedKey);
  await generateKey('ssh-keygen', join(etc, 'ssh/ssh_host_ed25519_key'), name);
}

/**
 * Leaves everything to cloud-init, as in a cloud: user, keys and host keys, and the user-data. Without
 * it the image has its own way to the key pair, and host keys that a unit of its own makes.
 */
export function writeInstanceFiles(dir: string, instance: InstanceData): void {
  const { id, name, userData, authorizedKey, kind = 'cloud-init' } = instance;
  if (kind !== 'cloud-init') {
    const etc = writeIdentity(dir);
    disableCloudInit(etc);
    writeHome(join(dir, 'upper/home', loginUser.name), authorizedKey ?? '');
    writeHostKeyUnit(etc, kind === 'says-its-keys' ? sayKeys : '');
    return;
  }
  const settings = join(writeIdentity(dir), 'cloud/cloud.cfg.d');
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, '99-instance.cfg'), cloudSettings);
  const seed = join(dir, 'upper/var/lib/cloud/seed/nocloud');
  mkdirSync(seed, { recursive: true });
  const keys = authorizedKey === undefined ? [] : [authorizedKey.trim()];
  const metaData = { 'instance-id': id, 'local-hostname': name, 'public-keys': keys };
  writeFileSync(join(seed, 'meta-data'), JSON.stringify(metaData));
  writeFileSync(join(seed, 'user-data'), userData, { mode: 0o600 });
}

// The network is there already, and there is none to fetch a package list from; nor is there a GRUB.
const cloudSettings = `datasource_list: [NoCloud]
network: {config: disabled}
locale: false
manage_etc_hosts: true
apt: {preserve_sources_list: true}
grub_dpkg: {enabled: false}
system_info:
  default_user:
    name: ${loginUser.name}
    lock_passwd: true
    groups: [sudo]
    shell: /bin/bash
    sudo: ['ALL=(ALL) NOPASSWD:ALL']
`;

function writeIdentity(dir: string): string {
  for (const folder of ['upper/etc/ssh', 'work', 'root'])
    mkdirSync(join(dir, folder), { recursive: true });
  const etc = join(dir, 'upper/etc');
  // Without one, systemd takes this for a first boot and enables everything that is installed.
  writeFileSync(join(etc, 'machine-id'), `${randomBytes(16).toString('hex')}\n`);
  return etc;
}

function disableCloudInit(etc: string): void {
  mkdirSync(join(etc, 'cloud'), { recursive: true });
  writeFileSync(join(etc, 'cloud/cloud-init.disabled'), '');
}

/** As images without cloud-init print their keys: a console ends its lines with CR and LF. */
const sayKeys = `ExecStart=/bin/sh -c 'exec >/dev/console; \\
  echo "-----BEGIN SSH HOST KEY KEYS-----"; cat /etc/ssh/ssh_host_*_key.pub; \\
  echo "-----END SSH HOST KEY KEYS-----"'
`;

function writeHostKeyUnit(etc: string, more: string): void {
  const wants = join(etc, 'systemd/system/multi-user.target.wants');
  const unit = 'host-keys.service';
  mkdirSync(wants, { recursive: true });
  writeFileSync(
    join(etc, 'systemd/system', unit),
    `[Unit]
Before=ssh.service
[Service]
Type=oneshot
ExecStart=/usr/bin/ssh-keygen -A
${more}[Install]
WantedBy=multi-user.target
`,
  );
  symlinkSync(`../${unit}`, join(wants, unit));
}

function writeHome(home: string, authorizedKey: string): void {
  const ssh = join(home, '.ssh');
  const file = join(ssh, 'authorized_keys');
  mkdirSync(ssh, { recursive: true });
  writeFileSync(file, `${authorizedKey}\n`, { mode: 0o600 });
  chmodSync(ssh, 0o700);
  for (const path of [home, ssh, file]) chownSync(path, loginUser.id, loginUser.id);
}

/** Lets the login user through to these folders, wherever they lie. */
export function makeReachable(dir: string, folders: readonly string[]): void {
  for (const folder of folders) {
    for (let path = dirname(folder); path !== '/'; path = dirname(path)) {
      mkdirSync(join(dir, 'upper', path), { recursive: true });
      chmodSync(join(dir, 'upper', path), 0o755);
    }
  }
}

export function linkFromHome(dir: string, links: Readonly<Record<string, string>>): void {
  for (const [name, target] of Object.entries(links)) {
    const home = join(dir, 'upper/home', loginUser.name);
    const link = join(home, name);
    for (let folder = dirname(link); folder !== home; folder = dirname(folder)) {
      mkdirSync(folder, { recursive: true });
      chownSync(folder, loginUser.id, loginUser.id);
    }
    symlinkSync(target, link);
    lchownSync(link, loginUser.id, loginUser.id);
  }
}
