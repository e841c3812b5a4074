import { ExitCode, type Problem, UserError } from '../../problem';
import { asking } from './asking';
import type { Ec2Clients } from './clients';
import { consoleEnd } from './consoles';
import { type Ec2Instance, taggedInstances } from './instances';
import { pause } from './pause';

export interface WaitDeps {
  readonly clients: Ec2Clients;
  /** Value of `flambe-action:id`. */
  readonly id: string;
  /** Those that must have a public address. */
  readonly isPublic: (id: string) => boolean;
  readonly signal: AbortSignal;
}

/** Milliseconds between two looks; the first machines run after some 10 s. */
const interval = 2500;
/** Milliseconds in which an instance that was promised must be seen, and run. */
const seenWithin = 120_000;
const runningWithin = 300_000;
/** Milliseconds in which one that runs must have its public address: EC2 gives it with the private one. */
const publicWithin = 60_000;
const everyState = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'];

/**
 * Waits until all of these run and have their addresses. One call a look, whatever their number.
 *
 * @throws UserError (69): one that died while starting, with EC2's reason and the end of its console;
 *   one that is never seen, or gets no public address; a call that will not be answered any more
 */
export async function waitUntilRunning(
  ids: readonly string[],
  { clients, id, isPublic, signal }: WaitDeps,
): Promise<ReadonlyMap<string, Ec2Instance>> {
  const began = performance.now();
  let hiddenSince: number | undefined;
  for (;;) {
    const seen = await look(clients, id, signal);
    const dead = ids.map((one) => seen.get(one)).filter((one) => one && isDead(one));
    if (dead.length > 0) throw await died(dead as Ec2Instance[], clients);
    const starting = ids.filter((one) => !isReady(seen.get(one)));
    const hidden = ids.filter((one) => isPublic(one) && isHidden(seen.get(one)));
    if (starting.length === 0 && hidden.length === 0) return seen;
    const waited = performance.now() - began;
    const missing = ids.filter((one) => !seen.has(one));
    if (missing.length > 0 && waited > seenWithin) throw late(missing, 'EC2 does not know of it');
    hiddenSince = hidden.length > 0 ? (hiddenSince ?? waited) : undefined;
    if (waited > (hiddenSince ?? waited) + publicWithin) throw withoutAddress(hidden, seen);
    if (starting.length > 0 && waited > runningWithin)
      throw late(starting, 'it does not come to run');
    await pause(interval, signal);
  }
}

async function look({ ec2 }: Ec2Clients, id: string, signal: AbortSignal) {
  const instances = await asking('ec2:DescribeInstances', signal, () =>
    taggedInstances(ec2, 'id', [id], everyState, signal),
  );
  return new Map(instances.map((instance) => [instance.InstanceId, instance]));
}

function isReady(instance: Ec2Instance | undefined): boolean {
  return instance?.State?.Name === 'running' && instance.PrivateIpAddress !== undefined;
}

/** Ready but for its public address. */
function isHidden(instance: Ec2Instance | undefined): boolean {
  return isReady(instance) && instance?.PublicIpAddress === undefined;
}

/** Machines of which each is told. */
export const mostTold = 5;

export function isDead({ State }: Ec2Instance): boolean {
  return ['shutting-down', 'terminated', 'stopping', 'stopped'].includes(State?.Name ?? '');
}

/** Why EC2 says that it ended a machine: `Server.SpotInstanceTermination: …`. */
export function stateReason({ StateReason, StateTransitionReason }: Ec2Instance): string {
  const { Code, Message } = StateReason ?? {};
  return Message || Code || StateTransitionReason || 'EC2 says no reason';
}

async function died(dead: readonly Ec2Instance[], clients: Ec2Clients): Promise<UserError> {
  const problems = dead.slice(0, mostTold).map(async (instance): Promise<Problem> => {
    const end = await consoleEnd(instance.InstanceId, clients);
    const state = `It is ${instance.State?.Name} (${stateReason(instance)})`;
    return {
      field: instance.InstanceId,
      message: `${state} before it ran.${end}`,
    };
  });
  return new UserError(await Promise.all(problems), ExitCode.clusterUnavailable);
}

function withoutAddress(ids: readonly string[], seen: ReadonlyMap<string, Ec2Instance>): UserError {
  const problems = ids.slice(0, mostTold).map((field): Problem => {
    const subnet = seen.get(field)?.SubnetId;
    return {
      field,
      message: `It runs in ${subnet} without a public address, though EC2 was asked for one, whatever MapPublicIpOnLaunch of the subnet says.`,
      fix: 'Name another subnet; or `use_public: false` where this machine reaches private addresses, or an `ssh_jump`.',
    };
  });
  return new UserError(problems, ExitCode.clusterUnavailable);
}

function late(ids: readonly string[], why: string): UserError {
  const problems = ids
    .slice(0, mostTold)
    .map((field): Problem => ({ field, message: `Instance: ${why}.` }));
  return new UserError(problems, ExitCode.clusterUnavailable);
}
