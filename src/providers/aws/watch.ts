import { DescribeInstanceStatusCommand, type InstanceStatus } from '@aws-sdk/client-ec2';
import { isMetal, ofMetal } from '../../plan/boot-time';
import { ExitCode, type Problem, UserError } from '../../problem';
import { type Ec2Clients, timeOfAws } from './clients';
import { consoleEnd } from './consoles';
import { awsWords, errorKind } from './errors';
import { type Ec2Instance, taggedInstances } from './instances';
import { pause } from './pause';
import { isDead, mostTold, stateReason } from './wait';

export interface WatchDeps {
  readonly clients: Ec2Clients;
  readonly id: string;
  /** Instance id → name of the node; others are not looked at. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether one that EC2 calls impaired is lost, too, and not only one that has ended. */
  readonly countsImpaired: boolean;
  /** Hours of idleness after which a factory ends itself; -1: never. */
  readonly idleHours: number;
  /** Told of an instance that has ended itself for idleness. */
  readonly onEnded: (id: string, name: string) => void;
  readonly info: (line: string) => void;
}

/** Milliseconds between two looks. */
const interval = 20_000;
const everyState = ['pending', 'running', 'shutting-down', 'terminated', 'stopping', 'stopped'];

/**
 * Looks at the machines of a run every now and then: one call a look, and one
 * for each hundred of them.
 *
 * @returns why the run cannot go on; rejects with the reason of `signal`
 */
export async function watchInstances(deps: WatchDeps, signal: AbortSignal): Promise<UserError> {
  const { clients, id } = deps;
  const told = new Set<string>();
  const unwell = new Map<string, number>();
  let mayAsk = deps.countsImpaired;
  for (;;) {
    await pause(interval, signal);
    try {
      const instances = await taggedInstances(clients.ec2, 'id', [id], everyState, signal);
      const lost = await lostMachines(instances, deps, told);
      if (lost.length > 0) return new UserError(lost, ExitCode.lost);
      if (!mayAsk) continue;
      const bad = await impaired(instances, unwell, deps, signal);
      if (bad === undefined) mayAsk = false;
      else if (bad.length > 0) return new UserError(bad, ExitCode.lost);
    } catch (error) {
      signal.throwIfAborted();
      deps.info(`EC2 does not say how the machines are: ${awsWords(error)}`);
    }
  }
}

async function lostMachines(
  instances: readonly Ec2Instance[],
  { clients, names, idleHours, onEnded, info }: WatchDeps,
  told: Set<string>,
): Promise<readonly Problem[]> {
  const dead = instances.filter(isDead).flatMap((instance) => {
    const name = names.get(instance.InstanceId);
    return name === undefined || told.has(name) ? [] : [[name, instance] as const];
  });
  const idle = dead.filter(([name, one]) => name !== 'orchestrator' && wasIdle(one, idleHours));
  // Each console is a call.
  const looks = idle.slice(0, mostTold).map(async ([name, { InstanceId }]) => {
    return (await wasForsaken(InstanceId, clients)) ? [name] : [];
  });
  const forsaken = (await Promise.all(looks)).flat();
  for (const [name, { InstanceId }] of idle.filter(([name]) => !forsaken.includes(name))) {
    told.add(name);
    onEnded(InstanceId, name);
    info(`${name} has ended itself: it was idle for factories_timeout`);
  }
  const gone = dead.filter(([name]) => !told.has(name));
  const some = gone.slice(0, mostTold).map(([name, instance]) => lost(name, instance, clients));
  const others = gone.slice(mostTold).map(([name]) => name);
  const more = { message: `EC2 has ended ${others.join(', ')}, too.` };
  return [...(await Promise.all(some)), ...(others.length > 0 ? [more] : [])];
}

/**
 * Whether it can have ended itself for that (Amazon EC2 API Reference, StateReason: "The instance was
 * shut down from the operating system"): one that is younger has not been idle for so long.
 */
function wasIdle({ StateReason, LaunchTime }: Ec2Instance, idleHours: number): boolean {
  if (StateReason?.Code !== 'Client.InstanceInitiatedShutdown' || idleHours < 0) return false;
  return Date.now() - (LaunchTime?.getTime() ?? 0) >= idleHours * 3_600_000;
}

/** Whether it says that it has ended itself because it heard nothing of the run (guard.sh). */
async function wasForsaken(id: string, clients: Ec2Clients): Promise<boolean> {
  return (await consoleEnd(id, clients)).includes('nobody has renewed the lease');
}

async function lost(name: string, instance: Ec2Instance, clients: Ec2Clients): Promise<Problem> {
  const spot = instance.StateReason?.Code === 'Server.SpotInstanceTermination';
  const end = await consoleEnd(instance.InstanceId, clients);
  return {
    field: `${name} (${instance.InstanceId})`,
    message: `EC2 has ended the machine: ${stateReason(instance)}.${end}`,
    ...(spot && {
      fix: 'It was a spot instance: `spot: prefer` or on-demand machines last longer.',
    }),
  };
}

/** Amazon EC2 API Reference, DescribeInstanceStatus: this many ids in one call. */
const mostStatuses = 100;

/**
 * @param unwell Instance id → when its check was first seen to fail; kept from look to look
 * @returns undefined when this role may not ask; that is told
 */
async function impaired(
  instances: readonly Ec2Instance[],
  unwell: Map<string, number>,
  deps: WatchDeps,
  abortSignal: AbortSignal,
): Promise<readonly Problem[] | undefined> {
  const { clients, names, info } = deps;
  const problems: Problem[] = [];
  // EC2 answers nothing at all when one of the ids is of a machine that it has forgotten.
  const now = timeOfAws(clients);
  const running = instances.filter((one) => one.State?.Name === 'running' && !mayBoot(one, now));
  const left = running.map(({ InstanceId }) => InstanceId).filter((id) => names.has(id));
  while (left.length > 0) {
    const request = { InstanceIds: left.splice(0, mostStatuses) };
    const command = new DescribeInstanceStatusCommand(request);
    const answer = await clients.ec2.send(command, { abortSignal }).catch((error: unknown) => {
      if (errorKind(error) !== 'denied') throw error;
      info(`EC2 does not say whether the machines are well: ${awsWords(error)}`);
    });
    if (!answer) return undefined;
    const statuses = answer.InstanceStatuses ?? [];
    problems.push(...statuses.flatMap((status) => lostByCheck(status, unwell, deps) ?? []));
  }
  return problems;
}

/** Bare metal takes so long that its check fails meanwhile. */
function mayBoot({ InstanceType, LaunchTime }: Ec2Instance, now: number): boolean {
  return isMetal(InstanceType ?? '') && now - (LaunchTime?.getTime() ?? 0) < ofMetal * 1000;
}

/** Milliseconds: a check may fail for a moment, or while memory is short, and the job goes on. */
const mayFailFor = 180_000;

function lostByCheck(
  { InstanceId: id = '', InstanceStatus, SystemStatus }: InstanceStatus,
  unwell: Map<string, number>,
  { clients, names, info }: WatchDeps,
): Problem | undefined {
  const name = names.get(id);
  const now = timeOfAws(clients);
  const failed = [InstanceStatus, SystemStatus].filter((one) => one?.Status === 'impaired');
  if (failed.length === 0) {
    if (unwell.delete(id)) info(`${name} passes its status check again`);
    return undefined;
  }
  const seen = unwell.get(id) ?? now;
  const details = failed.flatMap((one) => one?.Details ?? []);
  const times = details.flatMap(({ ImpairedSince }) => ImpairedSince?.getTime() ?? []);
  const since = times.length > 0 ? Math.min(...times) : seen;
  if (now - since > mayFailFor) {
    const field = `${name} (${id})`;
    const when = new Date(since).toISOString();
    const message = `Its status check has failed since ${when}: EC2 does not reach the machine any more.`;
    return { field, message };
  }
  if (!unwell.has(id)) info(`${name} fails its status check; after 3 min of that the run ends`);
  unwell.set(id, seen);
  return undefined;
}
