import {
  CancelSpotInstanceRequestsCommand,
  DeleteKeyPairCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSecurityGroupCommand,
  DeleteVolumeCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { tagNames } from '../../plan/tags';
import { aliveStates } from './alive-states';
import { awsWords, errorKind } from './errors';
import { taggedInstances } from './instances';
import { type Owned, type OwnedKind, ownedKinds } from './owned';
import { mostInOneCall, portionsOf } from './portions';
import { readable } from './readable';
import { terminate } from './terminate';

/**
 * `ended`: it is ending or gone, as EC2 itself says.
 * `waits`: something that is still ending holds it; it can go later.
 * `left`: it could not be ended.
 */
export type Ending =
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'waits' | 'left'; readonly why: string };

/**
 * Ends these resources of one region in the order in which they hold each other, and goes on past
 * failures. What belongs to a cluster whose instances could not be ended waits for them.
 *
 * @returns what became of each, in the order given
 */
export async function endOwned(
  ec2: EC2Client,
  resources: readonly Owned[],
  signal: AbortSignal,
): Promise<readonly Ending[]> {
  const endings = new Map<Owned, Ending>();
  const held = new Set<string | undefined>();
  for (const kind of ownedKinds) {
    const all = resources.filter((one) => one.kind === kind);
    const waiting = all.filter(({ tags }) => held.has(tags[tagNames.id]));
    for (const one of waiting)
      endings.set(one, { outcome: 'waits', why: 'its instances are there' });
    const free = all.filter((one) => !waiting.includes(one));
    for (const [one, ending] of await endKind(ec2, kind, free, signal)) {
      endings.set(one, ending);
      if (kind === 'instance' && ending.outcome !== 'ended') held.add(one.tags[tagNames.id]);
    }
  }
  return resources.map((one) => endings.get(one) ?? { outcome: 'left', why: 'it was not tried' });
}

type Endings = readonly (readonly [Owned, Ending])[];

async function endKind(
  ec2: EC2Client,
  kind: OwnedKind,
  all: readonly Owned[],
  signal: AbortSignal,
): Promise<Endings> {
  const endings: (readonly [Owned, Ending])[] = [];
  const size = kind === 'instance' || kind === 'spot-request' ? mostInOneCall : 1;
  for (const portion of portionsOf(all, size)) {
    endings.push(
      ...(signal.aborted
        ? portion.map((one) => [one, { outcome: 'left', why: 'the sweep was stopped' }] as const)
        : await endPortion(ec2, kind, portion)),
    );
  }
  return endings;
}

async function endPortion(
  ec2: EC2Client,
  kind: OwnedKind,
  portion: readonly Owned[],
): Promise<Endings> {
  const ids = portion.map(({ id }) => id);
  try {
    if (kind === 'instance') return await endInstances(ec2, portion);
    await readable(() => calls[kind](ec2, ids));
  } catch (error) {
    const ending = afterError(error);
    // EC2 does all of them or none: one that is gone must not keep the others.
    if (portion.length > 1 && ending.outcome === 'ended') return endEach(ec2, kind, portion);
    return portion.map((one) => [one, ending]);
  }
  return portion.map((one) => [one, { outcome: 'ended' }]);
}

async function endEach(ec2: EC2Client, kind: OwnedKind, all: readonly Owned[]): Promise<Endings> {
  const endings: (readonly [Owned, Ending])[] = [];
  for (const one of all) endings.push(...(await endPortion(ec2, kind, [one])));
  return endings;
}

async function endInstances(ec2: EC2Client, portion: readonly Owned[]): Promise<Endings> {
  const asked = portion.map(({ id }) => id);
  // What EC2 showed and does not know any more is gone.
  const left = (await terminate(ec2, asked)).filter(({ unknown }) => !unknown);
  const still = new Map(left.map(({ id, why }) => [id, why]));
  if (still.size > 0) {
    // The answer may have been lost, and not the call.
    const clusters = portion.filter(({ id }) => still.has(id)).map(({ tags }) => tags[tagNames.id]);
    const named = [...new Set(clusters)].filter((id) => id !== undefined);
    const alive = await taggedInstances(ec2, 'id', named, aliveStates).catch(() => undefined);
    const ids = alive?.map(({ InstanceId }) => InstanceId) ?? [...still.keys()];
    for (const id of still.keys()) if (!ids.includes(id)) still.delete(id);
  }
  return portion.map((one) => {
    const why = still.get(one.id);
    return [one, why === undefined ? { outcome: 'ended' } : { outcome: 'left', why }];
  });
}

function afterError(error: unknown): Ending {
  const why = awsWords(error);
  switch (errorKind(error)) {
    case 'absent':
      return { outcome: 'ended' };
    case 'in-use':
      return { outcome: 'waits', why };
    default:
      return { outcome: 'left', why };
  }
}

type Call = (ec2: EC2Client, ids: readonly string[]) => Promise<unknown>;

const calls: Readonly<Record<Exclude<OwnedKind, 'instance'>, Call>> = {
  'spot-request': (ec2, ids) =>
    ec2.send(new CancelSpotInstanceRequestsCommand({ SpotInstanceRequestIds: [...ids] })),
  'key-pair': (ec2, [KeyName]) => ec2.send(new DeleteKeyPairCommand({ KeyName })),
  volume: (ec2, [VolumeId]) => ec2.send(new DeleteVolumeCommand({ VolumeId })),
  'network-interface': (ec2, [NetworkInterfaceId]) =>
    ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId })),
  'security-group': (ec2, [GroupId]) => ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
};
