import type { KnownHosts } from './fleet';

/** A host as known_hosts writes it (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export function knownHostsHost(address: string, port: number): string {
  return port === 22 ? address : `[${address}]:${port}`;
}

/** known_hosts of the nodes at their private addresses, for a run that finds them later. */
export function knownHostsInside({ nodes, keys }: KnownHosts): string {
  return nodes
    .map(({ name, privateHost, port }) => {
      return `${knownHostsHost(privateHost, port)} ${keys[name]?.line ?? ''}\n`;
    })
    .join('');
}
