import { type EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { tagNames } from '../../plan/tags';

/** An instance as EC2 answered; what has no id is none. */
export type Ec2Instance = Instance & { readonly InstanceId: string };

/** Every instance with this value of a tag of ours (`*` matches anything), in any of these states. */
export async function taggedInstances(
  ec2: EC2Client,
  tag: keyof typeof tagNames,
  values: readonly string[],
  states: readonly string[],
  abortSignal?: AbortSignal,
): Promise<readonly Ec2Instance[]> {
  return findInstances(ec2, { [tagNames[tag]]: values }, states, abortSignal);
}

/**
 * Every instance whose tags have one of the values given for each, in any of these states.
 *
 * @param tags values with the wildcards of EC2, `*` and `?`; `\\` takes their meaning away
 */
export async function findInstances(
  ec2: EC2Client,
  tags: Readonly<Record<string, readonly string[]>>,
  states: readonly string[],
  abortSignal?: AbortSignal,
): Promise<readonly Ec2Instance[]> {
  const pages = paginateDescribeInstances(
    { client: ec2, pageSize: 1000 },
    {
      Filters: [
        ...Object.entries(tags).map(([name, values]) => {
          return { Name: `tag:${name}`, Values: [...values] };
        }),
        { Name: 'instance-state-name', Values: [...states] },
      ],
    },
    ...(abortSignal ? [{ abortSignal }] : []),
  );
  const found: Ec2Instance[] = [];
  for await (const { Reservations = [] } of pages) {
    for (const { Instances = [] } of Reservations) found.push(...Instances.filter(hasId));
  }
  return found;
}

export function hasId(instance: Instance): instance is Ec2Instance {
  return instance.InstanceId !== undefined;
}

export function isOrchestrator({ Tags }: Instance): boolean {
  return Tags?.some(({ Key, Value }) => Key === 'Role' && Value === 'Orchestrator') ?? false;
}

/** What lives and ends with an instance, and has the same tags. */
export function partsOf({
  BlockDeviceMappings = [],
  NetworkInterfaces = [],
  SpotInstanceRequestId,
}: Instance): readonly string[] {
  return [
    ...BlockDeviceMappings.map(({ Ebs }) => Ebs?.VolumeId),
    ...NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId),
    SpotInstanceRequestId,
  ].filter((id) => id !== undefined);
}
