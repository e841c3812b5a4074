import {
  CreateTagsCommand,
  type ResourceType,
  type Tag,
  type TagSpecification,
} from '@aws-sdk/client-ec2';
import type { Tags } from '../../plan/tags';
import type { Ec2Clients } from './clients';
import { portionsOf } from './portions';

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

/** Adds tags to instances that are there, or changes them; one call for as many as EC2 takes in one. */
export async function tagInstances(
  { ec2 }: Ec2Clients,
  ids: readonly string[],
  tags: Tags,
  abortSignal?: AbortSignal,
): Promise<void> {
  for (const portion of portionsOf(ids)) {
    const request = new CreateTagsCommand({ Resources: [...portion], Tags: ec2Tags(tags) });
    await ec2.send(request, abortSignal ? { abortSignal } : {});
  }
}
