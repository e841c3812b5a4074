import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shellQuote } from '../../plan/quote';
import { generateKey } from '../keys';
import type { NodeAddress } from './addresses';
import { hasNoShell, type LocalMachine, type LocalUser } from './machine';

/** One node of a local cluster: where its things lie on this machine. */
export interface LocalNode {
  /** `orchestrator`, `factory-1` … */
  readonly name: string;
  readonly hostname: string;
  /** Holds all that follows. */
  readonly dir: string;
  readonly home: string;
  readonly tmp: string;
  readonly varTmp: string;
  /** Its files of /etc, by their name there; `ssh` is a folder. */
  readonly etc: string;
  readonly log: string;
}

/** A node whose files are there. */
export interface LaidOutNode extends LocalNode {
  /** Public host key: type, base64, comment. */
  readonly hostKey: string;
  /** Said by this node alone when it is connected to: tells it from whatever else listens there. */
  readonly banner: string;
}

export interface PlacedNode extends LaidOutNode, NodeAddress {
  /** Where sshd listens in the cluster's own network, at the same port, if there is one. */
  readonly inside?: string;
}

export function localNode(clusterDir: string, clusterName: string, name: string): LocalNode {
  const dir = join(clusterDir, name);
  return {
    name,
    hostname: hostname(clusterName, name),
    dir,
    home: join(dir, 'home'),
    tmp: join(dir, 'tmp'),
    varTmp: join(dir, 'var-tmp'),
    etc: join(dir, 'etc'),
    log: join(dir, 'sshd.log'),
  };
}

/** Makes the node's folders, its host key, and a home that `authorizedKey` opens. */
export async function layOutNode(
  node: LocalNode,
  machine: LocalMachine,
  authorizedKey: string,
): Promise<LaidOutNode> {
  const ssh = join(node.home, '.ssh');
  await Promise.all([
    mkdir(ssh, { recursive: true, mode: 0o700 }),
    mkdir(join(node.etc, 'ssh'), { recursive: true, mode: 0o700 }),
    makeSharedFolder(node.tmp),
    makeSharedFolder(node.varTmp),
  ]);
  const hostKeyFile = join(node.etc, 'ssh', 'ssh_host_ed25519_key');
  const [hostKey] = await Promise.all([
    generateKey(machine.sshKeygen, hostKeyFile, node.hostname),
    writeFile(join(ssh, 'authorized_keys'), `${authorizedKey}\n`, { mode: 0o600 }),
    writeFile(join(node.home, '.profile'), profile(machine.path)),
    replaceAccountFiles(node, machine.user),
  ]);
  return { ...node, hostKey, banner: randomBytes(8).toString('hex') };
}

/** The host name of a node, at most 63 characters (RFC 1123, 2.1). */
function hostname(clusterName: string, name: string): string {
  const plain = clusterName.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const start = plain.slice(0, 62 - name.length).replace(/^-+|-+$/g, '');
  return start === '' ? name : `${start}-${name}`;
}

async function makeSharedFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o1777);
}

/** /etc/profile sets a PATH of its own for login shells; the tools are those of the caller there, too. */
function profile(path: readonly string[]): string {
  return `PATH=${shellQuote(path.join(':'))}\nexport PATH\n`;
}

/** Where the machine's own account files would keep sshd from working inside a sandbox. */
async function replaceAccountFiles(node: LocalNode, user: LocalUser): Promise<void> {
  const write = (name: string, text: string) =>
    writeFile(join(node.etc, name), text, { mode: name === 'shadow' ? 0o600 : 0o644 });
  if (user.locked) await write('shadow', `${user.name}:*:19000:0:99999:7:::\n`);
  // Without root's rights a terminal cannot be handed to the group `tty`; without one, sshd does not try.
  if (user.uid !== 0) {
    const group = await readFile('/etc/group', 'utf8');
    await write('group', group.replace(/^tty:.*\n?/m, ''));
  }
  if (hasNoShell(user)) {
    const { name, uid, gid, home } = user;
    const passwd = await readFile('/etc/passwd', 'utf8');
    await write('passwd', `${name}:x:${uid}:${gid}::${home}:/bin/sh\n${passwd}`);
  }
}
