import { type EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { aliveStates } from './alive-states';
import { awsWords, errorKind } from './errors';
import type { Ec2Instance } from './instances';
import { pause } from './pause';
import { portionsOf } from './portions';

/** An instance that does not end, and why. */
export interface StillThere {
  readonly id: string;
  readonly why: string;
  /** EC2 does not know it: it is long gone, or so new that it is not shown yet. */
  readonly unknown?: true;
}

const ending = ['shutting-down', 'terminated'];
const attempts = 4;

/**
 * Ends these instances by one call for as many as EC2 takes in one, and confirms that each of them is ending.
 * When one stands in the way (termination protection), the others end all the same.
 */
export async function terminate(
  ec2: EC2Client,
  ids: readonly string[],
): Promise<readonly StillThere[]> {
  return (await Promise.all(portionsOf(ids).map((each) => terminatePortion(ec2, each)))).flat();
}

async function terminatePortion(
  ec2: EC2Client,
  ids: readonly string[],
  isLast = false,
): Promise<readonly StillThere[]> {
  try {
    return await terminateAll(ec2, ids);
  } catch (error) {
    const kind = errorKind(error);
    const why = awsWords(error);
    if (kind === 'absent') {
      const unknown = ids.filter((id) => ids.length === 1 || why.includes(id));
      const others = ids.filter((id) => !unknown.includes(id));
      const left = unknown.map((id) => ({ id, why, unknown: true as const }));
      if (unknown.length > 0) return [...left, ...(await terminate(ec2, others))];
    }
    const all = ids.map((id) => ({ id, why }));
    if (kind === 'expired') return all;
    // Less would not help. The SDK has waited between its attempts already.
    if (kind === 'throttled' || kind === 'outage') {
      return isLast ? all : terminatePortion(ec2, ids, true);
    }
    if (ids.length === 1) return all;
    // EC2 ends all of them or none: one bad id must not keep the others alive, nor one whose tags,
    // by which the role may end it, have gone. By halves it is found in few calls among many.
    const halves = portionsOf(ids, Math.ceil(ids.length / 2));
    return (await Promise.all(halves.map((half) => terminatePortion(ec2, half)))).flat();
  }
}

async function terminateAll(ec2: EC2Client, ids: readonly string[]): Promise<StillThere[]> {
  let left = [...ids];
  for (let attempt = 1; left.length > 0; attempt++) {
    const request = new TerminateInstancesCommand({ InstanceIds: left });
    const { TerminatingInstances = [] } = await ec2.send(request);
    const gone = new Set(
      TerminatingInstances.filter(({ CurrentState }) => ending.includes(CurrentState?.Name ?? ''))
        .map(({ InstanceId }) => InstanceId)
        .filter((id) => id !== undefined),
    );
    left = left.filter((id) => !gone.has(id));
    if (attempt === attempts) break;
    if (left.length > 0) await pause(1000 * attempt);
  }
  return left.map((id) => ({ id, why: 'EC2 was asked to end it, and it goes on' }));
}

/** Those that still cost money or will. */
export function alive(instances: readonly Ec2Instance[]): readonly string[] {
  const states: readonly string[] = aliveStates;
  return instances
    .filter(({ State }) => states.includes(State?.Name ?? ''))
    .map(({ InstanceId }) => InstanceId);
}
