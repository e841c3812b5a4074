import { shellCommand } from '../../plan/quote';
import type { Tags } from '../../plan/tags';

/** In the order in which they go: what another holds goes after it. */
export const ownedKinds = [
  'spot-request',
  'instance',
  'key-pair',
  'volume',
  'network-interface',
  'security-group',
] as const;
export type OwnedKind = (typeof ownedKinds)[number];

/** Something at AWS that is there and carries the tag `flambe-action:id`. */
export interface Owned {
  readonly kind: OwnedKind;
  readonly region: string;
  /** What the call that ends it is given: the name of a key pair, the id of anything else. */
  readonly id: string;
  readonly tags: Tags;
  /** Milliseconds since the epoch by the clock of AWS, which does not say it of every kind. */
  readonly createdAt: number | undefined;
}

const removals: Readonly<Record<OwnedKind, readonly [command: string, option: string]>> = {
  'spot-request': ['cancel-spot-instance-requests', '--spot-instance-request-ids'],
  instance: ['terminate-instances', '--instance-ids'],
  'key-pair': ['delete-key-pair', '--key-name'],
  volume: ['delete-volume', '--volume-id'],
  'network-interface': ['delete-network-interface', '--network-interface-id'],
  'security-group': ['delete-security-group', '--group-id'],
};

/** The command line (AWS CLI) that ends it. */
export function removalCommand({ kind, region, id }: Owned): string {
  const [command, option] = removals[kind];
  return shellCommand(['aws', 'ec2', command, '--region', region, option, id]);
}
