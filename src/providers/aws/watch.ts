import { DescribeInstanceStatusCommand } from '@aws-sdk/client-ec2';
import { ExitCode, type Problem, UserError } from '../../problem';
import type { Ec2Clients } from './clients';
import { awsWords } from './errors';
import { type Ec2Instance, taggedInstances } from './instances';
import { pause } from './pause';
import { isDead, stateReason } from './wait';

export interface WatchDeps {
  readonly clients: Ec2Clients;
  readonly id: string;
  /** Instance id → name of the node. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether a factory may end itself when it is idle. */
  readonly mayIdle: boolean;
  /** Told of an instance that has ended itself for idleness. */
  readonly onEnded: (id: string) => void;
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
  const told = new Set<string>();
  for (;;) {
    await pause(interval, signal);
    try {
      const lost = await lostMachines(deps, told, signal);
      if (lost.length > 0) return new UserError(lost, ExitCode.lost);
    } catch (error) {
      signal.throwIfAborted();
      deps.info(`EC2 does not say how the machines are: ${awsWords(error)}`);
    }
  }
}

async function lostMachines(
  { clients, id, names, mayIdle, onEnded, info }: WatchDeps,
  told: Set<string>,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const instances = await taggedInstances(clients.ec2, 'id', [id], everyState, signal);
  const problems: Problem[] = [];
  for (const instance of instances.filter(isDead)) {
    const name = names.get(instance.InstanceId);
    if (name === undefined || told.has(name)) continue;
    if (mayIdle && name !== 'orchestrator' && endedItself(instance)) {
      told.add(name);
      onEnded(instance.InstanceId);
      info(`${name} has ended itself: it was idle for factories_timeout`);
    } else problems.push(lost(name, instance));
  }
  if (problems.length > 0) return problems;
  // EC2 answers nothing at all when one of the ids is of a machine that it has forgotten.
  const running = instances.filter(({ State }) => State?.Name === 'running');
  return impaired(
    clients,
    running.map(({ InstanceId }) => InstanceId),
    names,
    signal,
  );
}

/** Amazon EC2 API Reference, StateReason: "The instance was shut down from the operating system". */
function endedItself({ StateReason }: Ec2Instance): boolean {
  return StateReason?.Code === 'Client.InstanceInitiatedShutdown';
}

function lost(name: string, instance: Ec2Instance): Problem {
  const spot = instance.StateReason?.Code === 'Server.SpotInstanceTermination';
  return {
    field: `${name} (${instance.InstanceId})`,
    message: `EC2 has ended the machine: ${stateReason(instance)}.`,
    ...(spot && {
      fix: 'It was a spot instance: `spot: prefer` or on-demand machines last longer.',
    }),
  };
}

/** Amazon EC2 API Reference, DescribeInstanceStatus: this many ids in one call. */
const mostStatuses = 100;

async function impaired(
  { ec2 }: Ec2Clients,
  running: readonly string[],
  names: ReadonlyMap<string, string>,
  abortSignal: AbortSignal,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const left = running.filter((id) => names.has(id));
  while (left.length > 0) {
    const request = { InstanceIds: left.splice(0, mostStatuses) };
    const command = new DescribeInstanceStatusCommand(request);
    const { InstanceStatuses = [] } = await ec2.send(command, { abortSignal });
    for (const { InstanceId = '', InstanceStatus, SystemStatus } of InstanceStatuses) {
      if (![InstanceStatus?.Status, SystemStatus?.Status].includes('impaired')) continue;
      problems.push({
        field: `${names.get(InstanceId)} (${InstanceId})`,
        message: 'Its status check has failed: EC2 does not reach the machine any more.',
      });
    }
  }
  return problems;
}
