import { existsSync, readFileSync } from 'node:fs';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ExitCode, UserError } from '../problem';
import type { Cluster, Ephemeral } from '../providers/provider';
import { connect, disconnect, type FirstConnectOptions, type FirstContact } from './fleet';
import { moveDeadline } from './later-deadline';
import type { Machine } from './machine';
import { addressesOf } from './said-keys';

/**
 * Connects to machines that were made for a run. Each shows a bootstrap host key first, which somebody who
 * may read its user-data knows, too: over that connection it makes a permanent one, and is verified by
 * that before anything else is sent. One whose user-data nothing has executed shows a host key of its
 * own, which it has said; it keeps that, and is told when it ends, as is one that flambé has started.
 * One that was taken shows its permanent host key already, and is told when it ends now. A machine that
 * would not end by itself is not used.
 *
 * @throws UserError (69) naming the machines that are not reached, or not armed
 */
export async function connectNew(
  cluster: Cluster,
  ephemeral: Ephemeral,
  { hostKeysSaid, ...options }: FirstConnectOptions,
): Promise<FirstContact> {
  const { stateDir, signal } = options;
  const knownHostsFile = join(stateDir, 'permanent_hosts');
  // An earlier process of the run may have come as far as that.
  const before = existsSync(knownHostsFile) ? readFileSync(knownHostsFile, 'utf8') : '';
  await appendFile(cluster.knownHostsFile, before);
  // Asked now and not later: consoles say bootstrap keys, too.
  const asking = hostKeysSaid && { hostKeysSaid };
  const first = await connect(cluster, { ...options, ...asking, onVerified: () => {} });
  const { machines } = first.fleet;
  try {
    const given = await readFile(cluster.knownHostsFile, 'utf8');
    const keyOf = ({ name }: Machine) => first.known.keys[name]?.line ?? '';
    const others = machines.filter(
      (machine) => ephemeral.unarmed.has(machine.name) || !given.includes(keyOf(machine)),
    );
    await Promise.all(
      others.map((machine) => armByHand(machine, ephemeral, keyOf(machine), signal)),
    );
    await Promise.all(machines.map((machine) => rearm(machine, ephemeral, signal)));
    const keys = await Promise.all(
      machines.map((machine) => permanentKey(machine, ephemeral, signal)),
    );
    const pinned = pins(cluster, keys);
    checkUnchanged(pinned, before);
    // Before they show it: a process that comes after this one knows them by it.
    const lines = [...pinned, ephemeral.jumpHosts ?? ''].join('');
    await writeFile(knownHostsFile, lines, { mode: 0o600 });
    const script = readFileSync(join(__dirname, 'show-key.sh'), 'utf8');
    await Promise.all(
      machines.map((machine) => machine.check('replace its host key', script, { signal })),
    );
  } finally {
    await disconnect(first.fleet);
  }
  return connect({ ...cluster, knownHostsFile }, options);
}

/** What its user-data says first, by sudo. @param key public host key that it shows, and keeps */
async function armByHand(
  machine: Machine,
  { arming }: Ephemeral,
  key: string,
  signal: AbortSignal,
): Promise<void> {
  const script = readFileSync(join(__dirname, 'arm-by-hand.sh'), 'utf8');
  const args = [arming[machine.node.role], key];
  await machine.check('make it end by itself without cloud-init', script, { args, signal });
}

/** Gives a machine that was taken the life that the run gives to its machines. */
async function rearm(
  machine: Machine,
  { taken, expiresAt }: Ephemeral,
  signal: AbortSignal,
): Promise<void> {
  const settings = taken.get(machine.name);
  if (settings === undefined) return;
  await moveDeadline(machine, expiresAt, signal);
  const script = readFileSync(join(__dirname, 'rearm.sh'), 'utf8');
  await machine.check('take the machine over', script, { args: [settings], signal });
}

async function permanentKey(
  machine: Machine,
  { expiresAt, bootWithin }: Ephemeral,
  signal: AbortSignal,
): Promise<string> {
  const script = readFileSync(join(__dirname, 'permanent-key.sh'), 'utf8');
  const deadline = Math.floor(Date.parse(expiresAt) / 1000);
  const { stdout } = await machine.check('prepare the new machine', script, {
    args: [String(deadline), String(bootWithin)],
    signal,
  });
  const key = /^key=([\w@.-]+ [A-Za-z0-9+/=]+)\s*$/m.exec(stdout)?.[1];
  if (key === undefined) throw new Error(`${machine.title} has said no host key.`);
  return key;
}

/** known_hosts lines (sshd(8)) of every address under which a machine is asked. */
function pins({ nodes }: Cluster, keys: readonly string[]): readonly string[] {
  return nodes.flatMap((node, i) => addressesOf(node).map((address) => `${address} ${keys[i]}\n`));
}

/**
 * Who has read the user-data meanwhile may show the bootstrap key; the permanent one stays what it was.
 *
 * @throws UserError (69)
 */
function checkUnchanged(pinned: readonly string[], before: string): void {
  const known = new Map(before.split('\n').map((line) => [line.split(' ')[0], line]));
  const changed = pinned
    .map((line) => line.trimEnd())
    .map((line) => [line.split(' ')[0], line] as const)
    .filter(([host, line]) => (known.get(host) ?? line) !== line);
  if (changed.length === 0) return;
  const problems = changed.map(([field = '']) => ({
    field,
    message:
      'The machine says another host key than to an earlier process of this run: somebody may be in between.',
    fix: 'End the machines by `flambe-action down` or the post step, and begin anew.',
  }));
  throw new UserError(problems, ExitCode.clusterUnavailable);
}
