import { RunInstancesCommand, type RunInstancesCommandInput } from '@aws-sdk/client-ec2';
import type { LaunchPlace } from '../../plan/launch-places';
import { ExitCode, UserError } from '../../problem';
import { aliveStates } from './alive-states';
import type { Ec2Clients } from './clients';
import { awsWords, errorKind, kindOf, mending } from './errors';
import { quotaCode } from './inspection/quotas';
import { type Ec2Instance, hasId } from './instances';
import {
  type Asked,
  type MachineOrder,
  type MachineSetting,
  runInstancesRequest,
} from './machine-order';
import { pause } from './pause';

/** A machine that EC2 has promised. */
export interface Launched {
  readonly id: string;
  /** Public host key that it will show first: `ssh-ed25519 AAAA…`. */
  readonly bootstrapKey: string;
}

export interface LaunchDeps extends MachineSetting {
  readonly clients: Ec2Clients;
  /** User-data of one call's machines, and the host key that they will show first. */
  readonly firstBoot: (
    order: MachineOrder,
    call: number,
  ) => Promise<{ readonly userData: string; readonly bootstrapKey: string }>;
  /** Told at once of each machine. */
  readonly onLaunched: (id: string, asked: Asked) => void;
  /** What EC2 has said no to before, by ClientToken: asked again, it could start a second set. */
  readonly refused: ReadonlyMap<string, string>;
  readonly onRefused: (clientToken: string, words: string) => void;
  /** Told when nobody knows whether EC2 has heard a call, and may start machines for it. */
  readonly onUnanswered: () => void;
  readonly info: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Machines of one call; more in one are refused at random when EC2 is busy. */
const mostInOneCall = 50;
const attempts = 5;

/**
 * Asks for machines, place after place, until there are enough, or as many as the account may have.
 *
 * @throws UserError (69) with what EC2 said of each place, when there are fewer than `order.least`;
 *   those that there are then run, and are known to `onLaunched`
 */
export async function launch(order: MachineOrder, deps: LaunchDeps): Promise<readonly Launched[]> {
  const { info } = deps;
  const launched: Launched[] = [];
  const refusals: Told[] = [];
  let call = 0;
  for (const market of order.markets) {
    let { places } = order;
    for (let [place] = places; place && launched.length < order.count; [place] = places) {
      const count = Math.min(order.count - launched.length, mostInOneCall);
      const asked = { ...place, market, count, call: call++ };
      const got = await askOnce(order, asked, deps);
      if ('refusal' in got) {
        refusals.push({ ...got, asked });
        info(`${order.role}: none of ${named(asked)}: ${got.refusal}`);
      } else {
        launched.push(...got.alive);
        info(`${order.role}: ${got.alive.length} of ${named(asked)}`);
        if (got.promised === count) continue;
      }
      const reach = 'refusal' in got ? got.reach : 'place';
      const goesToo = (other: LaunchPlace) =>
        reach === 'market' || (reach === 'quota' && sharesQuota(other, asked));
      places = places.slice(1).filter((other) => !goesToo(other));
    }
  }
  if (launched.length < order.least) throw tooFew(order, launched.length, refusals);
  return launched;
}

/** What EC2 said when it had none. */
interface Refused {
  readonly refusal: string;
  /** Where there is none either: this place alone, all that is under the same quota, or all of this market. */
  readonly reach: 'place' | 'quota' | 'market';
}

interface Told extends Refused {
  readonly asked: Asked;
}

/** What one call gives. */
interface Promised {
  /** Machines of this call, those among them that have ended since then. */
  readonly promised: number;
  readonly alive: readonly Launched[];
}

async function askOnce(
  order: MachineOrder,
  asked: Asked,
  deps: LaunchDeps,
): Promise<Promised | Refused> {
  const { userData, bootstrapKey } = await deps.firstBoot(order, asked.call);
  const request = runInstancesRequest(order, asked, deps, userData);
  const { ClientToken = '' } = request;
  const before = deps.refused.get(ClientToken);
  if (before !== undefined) return refused(before);
  try {
    const instances = await runInstances(request, deps);
    const alive = instances.filter(isAlive).map(({ InstanceId }) => InstanceId);
    for (const id of alive) deps.onLaunched(id, asked);
    return { promised: instances.length, alive: alive.map((id) => ({ id, bootstrapKey })) };
  } catch (error) {
    deps.signal.throwIfAborted();
    const kind = errorKind(error);
    // An earlier process of the run had them.
    if (kind === 'ended') return { promised: asked.count, alive: [] };
    if (!['elsewhere', 'on-demand', 'quota'].includes(kind)) throw refusal(order, error);
    const words = awsWords(error);
    deps.onRefused(ClientToken, words);
    return refused(words);
  }
}

/** @param words `Name: message` of the error */
function refused(words: string): Refused {
  const kind = kindOf(words.split(':')[0] ?? '');
  const isOver = kind === 'on-demand' || kind === 'quota';
  const ofAccount = mending(words) !== undefined;
  return { refusal: words, reach: ofAccount ? 'market' : isOver ? 'quota' : 'place' };
}

/** Whether a place is under the quota that was asked under; of a type that is not known here, each may be. */
function sharesQuota({ type }: LaunchPlace, asked: Asked): boolean {
  const isSpot = asked.market === 'spot';
  const code = quotaCode(asked.type, isSpot);
  return code === undefined || code === quotaCode(type, isSpot);
}

/** Asked for by an earlier process of the run, a machine may have ended itself since then. */
function isAlive({ State }: Ec2Instance): boolean {
  const states: readonly (string | undefined)[] = aliveStates;
  return State === undefined || states.includes(State.Name);
}

/**
 * Asks again when nobody knows whether EC2 has heard it: the same token gives the same machines; and
 * when it does not find what was made a moment ago, a key pair or a security group.
 */
async function runInstances(
  request: RunInstancesCommandInput,
  { clients, signal, onUnanswered }: LaunchDeps,
): Promise<readonly Ec2Instance[]> {
  let isHeard = true;
  for (let attempt = 1; ; attempt++) {
    try {
      const command = new RunInstancesCommand(request);
      const { Instances = [] } = await clients.once.send(command, { abortSignal: signal });
      const instances = Instances.filter(hasId);
      if (instances.length > 0) return instances;
      throw new Error('EC2 started machines and did not say which.');
    } catch (error) {
      signal.throwIfAborted();
      const kind = errorKind(error);
      if (kind === 'outage' || (kind === 'other' && !isRefusal(error))) isHeard = false;
      const again = ['throttled', 'outage', 'absent', 'other'].includes(kind);
      const isOver = !again || isRefusal(error) || attempt === attempts;
      if (isOver && !isHeard) onUnanswered();
      if (isOver) throw error;
      await pause(500 * 2 ** attempt, signal);
    }
  }
}

/** A plain no of EC2, which it repeats however often it is asked: a status of 400 and on. */
function isRefusal(error: unknown): boolean {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && errorKind(error) === 'other';
}

function named({ type, subnetId, market }: Asked): string {
  return `${type} in ${subnetId}${market === 'spot' ? ' (spot)' : ''}`;
}

function refusal({ role }: MachineOrder, error: unknown): UserError {
  const field = role === 'factory' ? 'factories_type' : 'orchestrator_type';
  const kind = errorKind(error);
  const message = `EC2 does not start the ${role} (ec2:RunInstances): ${awsWords(error)}`;
  const fixes: Partial<Record<typeof kind, string>> = {
    denied: 'Give the role the rights in docs/aws-setup.md.',
    expired: 'Run it again; see that the clock of this machine is right.',
    mismatch:
      'What it asks for has changed since it was asked first: let `flambe-action down`, or the post step, end those machines.',
    outage: 'Try again later.',
    throttled: 'Try again later.',
  };
  const fix = fixes[kind];
  return new UserError({ field, message, ...(fix && { fix }) }, ExitCode.clusterUnavailable, {
    cause: error,
  });
}

/** Where to ask for more, each with the types that were refused by it. */
function higherQuotas({ places }: MachineOrder, refusals: readonly Told[]): string {
  const page = 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas';
  const types = [...new Set(places.map(({ type }) => type))];
  const pages = refusals
    .filter(({ reach }) => reach === 'quota')
    .map(({ asked }) => {
      const isSpot = asked.market === 'spot';
      const code = quotaCode(asked.type, isSpot);
      const alike = types.filter((type) => quotaCode(type, isSpot) === code);
      return `${page}${code === undefined ? '' : `/${code}`} (${alike.join(', ')})`;
    });
  return pages.length > 0 ? `Ask for a higher quota: ${pages.join(', ')}. Or: ` : '';
}

function tooFew(order: MachineOrder, started: number, refusals: readonly Told[]): UserError {
  const { role, count, least } = order;
  const wanted = least < count ? `${count} (${least} at least)` : String(count);
  const said = refusals.map(({ asked, refusal }) => `${named(asked)}: ${refusal}`);
  const otherwise =
    role === 'factory'
      ? 'Name more types or subnets, a lower `min_factories`, or `spot: prefer`.'
      : 'Name another type or more subnets, or try later.';
  const ofAccount = mending(said.join());
  const isThatAlone = ofAccount !== undefined && refusals.every(({ reach }) => reach === 'market');
  const fixes = [
    ...(ofAccount === undefined ? [] : [ofAccount]),
    ...(isThatAlone ? [] : [`${higherQuotas(order, refusals)}${otherwise}`]),
  ];
  return new UserError(
    {
      field: role === 'factory' ? 'factories_type' : 'orchestrator_type',
      message: `EC2 has ${started} of ${wanted} machines for the ${role} (ec2:RunInstances): ${said.join('; ')}`,
      fix: fixes.join(' '),
    },
    ExitCode.clusterUnavailable,
  );
}
