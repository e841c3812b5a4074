import { isIP, isIPv6 } from 'node:net';
import type { JumpHost } from './cluster-file';

/** A host name (RFC 1123, underscores allowed), IPv4 or IPv6 without brackets. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 || isHostName(text);
}

function isHostName(text: string): boolean {
  const labels = text.replace(/\.$/, '').split('.');
  const allDigits = /^\d+$/.test(labels.at(-1) ?? '');
  return (
    text.length <= 253 &&
    !allDigits &&
    labels.every((label) => /^(?!-)[\w-]{1,63}(?<!-)$/.test(label))
  );
}

/** The same for two spellings of one address. */
export function addressIdentity(text: string): string {
  if (!text.includes(':') || !isIPv6(text)) return text.toLowerCase().replace(/\.$/, '');
  const [address = '', zone = ''] = text.split('%');
  return `${new URL(`http://[${address}]`).hostname}%${zone}`;
}

/** A login name; never one that a command could take for an option. */
export const userPattern = /^[A-Za-z0-9_][\w.-]{0,63}\$?$/;

/** `user@host`, `user@host:port`, `user@[IPv6]:port`; undefined if it is none. */
export function parseJump(text: string): JumpHost | undefined {
  const match = /^([^@]+)@(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text);
  const [, user = '', bracketed, plain, digits = '22'] = match ?? [];
  const host = bracketed ?? plain ?? '';
  const port = Number(digits);
  const isJump = userPattern.test(user) && isAddress(host) && port >= 1 && port <= 65535;
  return isJump ? { user, host, port } : undefined;
}
