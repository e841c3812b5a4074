import {
  CreateTagsCommand,
  type ResourceType,
  type Tag,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Tags } from '../../plan/tags';
import type { Ec2Clients } from './clients';

export function ec2Tags(tags: Tags): Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** The same tags on each of these kinds, in the call that makes them: a late tag is a leak. */
export function tagSpecifications(tags: Tags, kinds: readonly ResourceType[]): TagSpecification[] {
  return kinds.map((ResourceType) => ({ ResourceType, Tags: ec2Tags(tags) }));
}

export function tagOf(resource: { Tags?: Tag[] | undefined }, name: string): string | undefined {
  return resource.Tags?.find(({ Key }) => Key === name)?.Value;
}

/** Adds tags to instances that are there, or changes them; one call for all. */
export async function tagInstances(
  { ec2 }: Ec2Clients,
  ids: readonly string[],
  tags: Tags,
  abortSignal?: AbortSignal,
): Promise<void> {
  if (ids.length === 0) return;
  const request = new CreateTagsCommand({ Resources: [...ids], Tags: ec2Tags(tags) });
  await ec2.send(request, abortSignal ? { abortSignal } : {});
}
