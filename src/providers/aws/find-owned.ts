import {
  DescribeKeyPairsCommand,
  type EC2Client,
  paginateDescribeNetworkInterfaces,
  paginateDescribeSecurityGroups,
  paginateDescribeSpotInstanceRequests,
  paginateDescribeVolumes,
  type Tag,
} from '@aws-sdk/client-ec2';
import { type Tags, tagNames } from '../../plan/tags';
import { aliveStates } from './alive-states';
import { taggedInstances } from './instances';
import { type Owned, type OwnedKind, ownedKinds } from './owned';
import { readable } from './readable';

export interface FoundOwned {
  readonly found: readonly Owned[];
  /** Kinds that could not be looked for. */
  readonly failures: readonly { readonly kind: OwnedKind; readonly error: unknown }[];
}

/** What was found before it is known to be whole. */
interface Sighting {
  readonly id: string | undefined;
  readonly tags: Tag[] | undefined;
  readonly createdAt?: Date | undefined;
}

type Look = (client: EC2Client, abortSignal: AbortSignal) => Promise<readonly Sighting[]>;

const pageSize = 1000;

/**
 * Everything in one region that carries `flambe-action:id` and is not ending: instances, and what
 * they do not take with them when they end. A kind that cannot be looked for does not keep the
 * others from being found.
 */
export async function findOwned(
  ec2: EC2Client,
  region: string,
  signal: AbortSignal,
): Promise<FoundOwned> {
  const answers = await Promise.allSettled(
    ownedKinds.map((kind) => readable(() => looks[kind](ec2, signal))),
  );
  signal.throwIfAborted();
  const found: Owned[] = [];
  const failures: { kind: OwnedKind; error: unknown }[] = [];
  ownedKinds.forEach((kind, index) => {
    const answer = answers[index];
    if (answer?.status === 'fulfilled') found.push(...whole(answer.value, kind, region));
    else failures.push({ kind, error: answer?.reason });
  });
  return { found, failures };
}

function* whole(seen: readonly Sighting[], kind: OwnedKind, region: string): Iterable<Owned> {
  for (const { id, tags = [], createdAt } of seen) {
    const named = tags.map(({ Key = '', Value = '' }) => [Key, Value] as const);
    const owned: Tags = Object.fromEntries(named);
    // Asked for by that tag; but what EC2 answers is deleted, so it is looked at again.
    if (id === undefined || !owned[tagNames.id]) continue;
    yield { kind, region, id, tags: owned, createdAt: createdAt?.getTime() };
  }
}

const ours = { Name: 'tag-key', Values: [tagNames.id] };

const looks: Readonly<Record<OwnedKind, Look>> = {
  async instance(client, abortSignal) {
    const instances = await taggedInstances(client, 'id', ['*'], aliveStates, abortSignal);
    return instances.map(({ InstanceId, Tags, LaunchTime }) => ({
      ...{ id: InstanceId, tags: Tags, createdAt: LaunchTime },
    }));
  },
  async 'spot-request'(client, abortSignal) {
    const Filters = [ours, { Name: 'state', Values: ['open', 'active', 'disabled'] }];
    const pages = paginateDescribeSpotInstanceRequests(
      { client, pageSize },
      { Filters },
      { abortSignal },
    );
    const seen: Sighting[] = [];
    for await (const { SpotInstanceRequests = [] } of pages) {
      for (const { SpotInstanceRequestId, Tags, CreateTime } of SpotInstanceRequests) {
        seen.push({ id: SpotInstanceRequestId, tags: Tags, createdAt: CreateTime });
      }
    }
    return seen;
  },
  async 'key-pair'(client, abortSignal) {
    const request = new DescribeKeyPairsCommand({ Filters: [ours] });
    const { KeyPairs = [] } = await client.send(request, { abortSignal });
    return KeyPairs.map(({ KeyName, Tags, CreateTime }) => ({
      ...{ id: KeyName, tags: Tags, createdAt: CreateTime },
    }));
  },
  async volume(client, abortSignal) {
    const Filters = [ours, { Name: 'status', Values: ['available', 'error'] }];
    const pages = paginateDescribeVolumes({ client, pageSize }, { Filters }, { abortSignal });
    const seen: Sighting[] = [];
    for await (const { Volumes = [] } of pages) {
      for (const { VolumeId, Tags, CreateTime } of Volumes) {
        seen.push({ id: VolumeId, tags: Tags, createdAt: CreateTime });
      }
    }
    return seen;
  },
  async 'network-interface'(client, abortSignal) {
    const Filters = [ours, { Name: 'status', Values: ['available'] }];
    const pages = paginateDescribeNetworkInterfaces(
      { client, pageSize },
      { Filters },
      { abortSignal },
    );
    const seen: Sighting[] = [];
    for await (const { NetworkInterfaces = [] } of pages) {
      for (const { NetworkInterfaceId, TagSet } of NetworkInterfaces) {
        seen.push({ id: NetworkInterfaceId, tags: TagSet });
      }
    }
    return seen;
  },
  async 'security-group'(client, abortSignal) {
    const pages = paginateDescribeSecurityGroups(
      { client, pageSize },
      { Filters: [ours] },
      { abortSignal },
    );
    const seen: Sighting[] = [];
    for await (const { SecurityGroups = [] } of pages) {
      for (const { GroupId, Tags } of SecurityGroups) seen.push({ id: GroupId, tags: Tags });
    }
    return seen;
  },
};
