import { bare } from '../hosts/bare';
import type { HostsOptions } from '../hosts/hosts';

export const uncommon = {
  'without memory-backed storage': { only: { 0: { memory: 'none' }, 1: { memory: 'read-only' } } },
  'whose homes differ': { only: { 1: { homeInside: '/mnt/one' }, 2: { homeInside: '/mnt/two' } } },
  'that have nothing but what is wanted': bare,
} as const satisfies Readonly<Record<string, HostsOptions>>;
