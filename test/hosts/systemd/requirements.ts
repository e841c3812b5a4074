import { existsSync, readFileSync } from 'node:fs';

const programs = {
  debootstrap: 'debootstrap',
  'systemd-nspawn': 'systemd-container',
  ip: 'iproute2',
  flock: 'util-linux',
} as const;

/** Why machines with systemd cannot be had here; undefined when they can. */
export function whyNoSystemdHosts(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root can start a machine with systemd';
  const path = (process.env.PATH ?? '').split(':');
  const isThere = (program: string) => path.some((folder) => existsSync(`${folder}/${program}`));
  const missing = Object.entries(programs).filter(([program]) => !isThere(program));
  if (missing.length > 0) return `apt packages are missing: ${missing.map(([, name]) => name)}`;
  return cgroupMount() === undefined ? 'control groups, version 2, are not mounted' : undefined;
}

/** Where the one hierarchy of control groups, version 2, is mounted. */
export function cgroupMount(): string | undefined {
  const mounts = readFileSync('/proc/mounts', 'utf8').split('\n');
  return mounts.map((line) => line.split(' ')).find(([, , type]) => type === 'cgroup2')?.[1];
}
