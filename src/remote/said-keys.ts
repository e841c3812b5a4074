import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../problem';
import type { Cluster, ClusterNode } from '../providers/provider';
import { knownHostsHost } from './known-hosts';
import type { Stranger } from './verify-host';

/** Public host keys of nodes, by name: `ssh-ed25519 AAAA…` each. */
export type SaidKeys = ReadonlyMap<string, readonly string[]>;

/**
 * Pins nodes by the keys that they have said, instead of those that they were given. Who has said the
 * one that it was given has executed its user-data after all, and stays pinned by that.
 */
export async function pinSaid(
  cluster: Cluster,
  said: SaidKeys,
  stateDir: string,
): Promise<Cluster> {
  let pins = await readFile(cluster.knownHostsFile, 'utf8');
  for (const node of cluster.nodes) {
    const keys = said.get(node.name) ?? [];
    const hosts = addressesOf(node);
    const isOf = (line: string) => hosts.some((host) => line.startsWith(`${host} `));
    const lines = pins.split(/(?<=\n)/);
    const own = lines.filter(isOf).join('');
    if (keys.length === 0 || keys.some((key) => own.includes(key))) continue;
    const instead = hosts.flatMap((host) => keys.map((key) => `${host} ${key}\n`));
    pins = [...lines.filter((line) => !isOf(line)), ...instead].join('');
  }
  const knownHostsFile = join(stateDir, 'said_hosts');
  await writeFile(knownHostsFile, pins, { mode: 0o600 });
  return { ...cluster, knownHostsFile };
}

/** As known_hosts writes every address under which a node is asked. */
export function addressesOf({ host, privateHost, port }: ClusterNode): readonly string[] {
  return [...new Set([host, privateHost])].map((address) => knownHostsHost(address, port));
}

/** Why a machine that was made for the run is not talked to, though its console was looked at. */
export function strangerProblem(
  { name, host }: ClusterNode,
  { key }: Stranger,
  said: readonly string[] | undefined,
): Problem {
  const field = `${name} (${host})`;
  const shown = `It shows the host key ${key.type} ${key.fingerprint}`;
  if (said !== undefined) {
    const message = `${shown}, but its console says others. Somebody may be in between. Nothing was sent.`;
    return { field, message };
  }
  return {
    field,
    message: `${shown}, not the one in its user-data: cloud-init has not run there. Its console says no host keys, so nobody knows whether this is the machine. Nothing was sent.`,
    fix: 'Take an image with cloud-init, or one that prints `-----BEGIN SSH HOST KEY KEYS-----`, its public host keys and `-----END SSH HOST KEY KEYS-----` to /dev/console when it boots.',
  };
}
