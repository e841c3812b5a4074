import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateKey } from '../../src/providers/keys';
import { type NodeSetting, nodeCommand, nodeSshdConfig } from '../../src/providers/local/isolation';
import type { PlacedNode } from '../../src/providers/local/node';

export interface HostOptions {
  /** Lines of sshd_config(5), in place of the usual ones: `MaxSessions 1`. */
  readonly sshd?: readonly string[];
  /** Programs that the host does not have: `['rsync']`. */
  readonly without?: readonly string[];
  /** Bytes that fit into the home, which then lies in memory. */
  readonly homeSize?: number;
  /** Where the user's home is, a folder of /mnt. */
  readonly homeInside?: string;
  /** /dev/shm is not there, or nobody can write to it. */
  readonly memory?: 'none' | 'read-only';
  /** All programs that are in the host's PATH; its user's shell is /bin/sh then. */
  readonly programs?: readonly string[];
}

/** Whether this can be had where hosts are sandboxes alone. */
export function wantsSandbox({ homeSize, homeInside, memory, programs }: HostOptions): boolean {
  return [homeSize, homeInside, memory, programs].some((option) => option !== undefined);
}

/** A certificate authority that signs host keys. */
export interface HostAuthority {
  readonly keyFile: string;
  readonly publicKey: string;
}

const hostKeyName = 'ssh_host_ed25519_key';

/** Makes sshd's configuration and what it refers to. */
export function writeHostFiles(
  node: PlacedNode,
  setting: NodeSetting,
  options: HostOptions,
  authority: HostAuthority | undefined,
): void {
  const { machine, isolation } = setting;
  const etc = join(node.etc, 'ssh');
  const etcInside = isolation === 'sandbox' ? '/etc/ssh' : etc;
  const lines = [...(options.sshd ?? [])];
  if (authority) {
    signHostKey(machine.sshKeygen, authority, join(etc, `${hostKeyName}.pub`), node);
    lines.push(`HostCertificate "${etcInside}/${hostKeyName}-cert.pub"`);
  }
  const hasOwnPath = options.without !== undefined || options.programs !== undefined;
  const path = hasOwnPath ? [`${etcInside}/bin`] : machine.path;
  if (hasOwnPath) {
    if (options.programs) linkOnly(machine.path, options.programs, join(etc, 'bin'));
    else linkPrograms(machine.path, options.without ?? [], join(etc, 'bin'));
    // A login shell reads it, and takes the machine's own PATH otherwise.
    writeFileSync(join(node.home, '.profile'), `PATH=${path}\n`);
  }
  if (options.homeInside !== undefined || options.programs)
    writeAccount(node.etc, setting, options);
  const base = nodeSshdConfig(node, { ...setting, machine: { ...machine, path } });
  writeFileSync(
    join(node.etc, 'hosts'),
    `127.0.0.1 localhost\n${node.inside ?? node.host} ${node.hostname}\n`,
  );
  writeFileSync(join(etc, 'sshd_config'), `${lines.join('\n')}\n${without(base, lines)}`);
}

/** Of most keywords the first value counts, of MaxStartups the last (OpenSSH servconf.c). */
function without(base: string, lines: readonly string[]): string {
  const keyword = (line: string) => line.split(' ', 1)[0];
  const given = new Set(lines.map(keyword));
  return base
    .split('\n')
    .filter((line) => !given.has(keyword(line)))
    .join('\n');
}

/** The user is the same as on this machine, with another home or shell. */
function writeAccount(
  etc: string,
  { machine }: NodeSetting,
  { homeInside, programs }: HostOptions,
): void {
  const { name, uid, gid, home, shell } = machine.user;
  const own = [name, 'x', uid, gid, '', homeInside ?? home, programs ? '/bin/sh' : shell];
  writeFileSync(join(etc, 'passwd'), `${own.join(':')}\n${readFileSync('/etc/passwd', 'utf8')}`);
}

/** The host's first process. */
export function hostCommand(
  node: PlacedNode,
  setting: NodeSetting,
  { homeSize, homeInside, memory }: HostOptions,
): readonly string[] {
  const command = nodeCommand(node, setting);
  const home = homeInside ?? setting.machine.user.home;
  const sshd = command.lastIndexOf(setting.machine.sshd);
  return [
    ...command.slice(0, sshd),
    ...(homeInside === undefined ? [] : ['--tmpfs', '/mnt', '--bind', node.home, homeInside]),
    ...(homeSize === undefined
      ? []
      : [
          ...['--size', String(homeSize), '--tmpfs', home],
          ...['--bind', join(node.home, '.ssh'), join(home, '.ssh')],
        ]),
    ...(memory === 'read-only' ? ['--remount-ro', '/dev/shm'] : []),
    // bwrap makes the folder with each /dev.
    ...(memory === 'none'
      ? ['--dev', '/dev', 'sh', '-c', 'rmdir /dev/shm && exec "$@"', 'sh']
      : []),
    ...command.slice(sshd),
  ];
}

/** Gives the host a new key in place of its old one. */
export async function replaceHostKey(node: PlacedNode, sshKeygen: string): Promise<PlacedNode> {
  const file = join(node.etc, 'ssh', hostKeyName);
  for (const old of [file, `${file}.pub`, `${file}-cert.pub`]) rmSync(old, { force: true });
  return { ...node, hostKey: await generateKey(sshKeygen, file, node.hostname) };
}

function signHostKey(
  sshKeygen: string,
  { keyFile }: HostAuthority,
  publicKeyFile: string,
  { host, hostname }: PlacedNode,
): void {
  const names = ['-n', `${host},${hostname}`, '-I', hostname, '-V', '-5m:+1d'];
  execFileSync(sshKeygen, ['-q', '-s', keyFile, '-h', ...names, publicKeyFile]);
}

/** Makes `bin` a folder with links to all programs of `path` but these. */
export function linkPrograms(
  path: readonly string[],
  without: readonly string[],
  bin: string,
): void {
  mkdirSync(bin, { recursive: true });
  const present = new Set([...without, ...readdirSync(bin)]);
  for (const folder of path) {
    for (const program of listFolder(folder)) {
      if (present.has(program)) continue;
      present.add(program);
      symlinkSync(join(folder, program), join(bin, program));
    }
  }
}

/** Makes `bin` a folder with links to these programs of `path`, as far as they are there. */
function linkOnly(path: readonly string[], programs: readonly string[], bin: string): void {
  mkdirSync(bin, { recursive: true });
  const present = new Set(readdirSync(bin));
  for (const program of programs.filter((name) => !present.has(name))) {
    const folder = path.find((one) => existsSync(join(one, program)));
    if (folder !== undefined) symlinkSync(join(folder, program), join(bin, program));
  }
}

function listFolder(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
