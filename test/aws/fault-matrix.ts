import { expect } from 'vitest';
import { UserError } from '../../src/problem';
import type { FaultName } from './faults';
import { nothingLeft } from './leftovers';
import type { Moto } from './moto';
import { AwsRun, ownEverything, secretAccessKey } from './run';
import { startWorld } from './world';

export const faults: readonly FaultName[] = [
  ...(['throttled', '500', 'cut-before', 'cut-after', 'malformed', 'expired'] as const),
  ...(['capacity', 'quota', 'denied'] as const),
];

/** A call of a run: the `nth` of its action, dry ones counted, too. */
export interface CallRow {
  readonly action: string;
  readonly nth: number;
  /** Whether the run can do without it. */
  readonly optional?: boolean;
}

/** All that an acquisition calls, with a key pair and a security group of the run's own. */
export const acquireCalls: readonly CallRow[] = [
  { action: 'DescribeSubnets', nth: 1 },
  { action: 'DescribeInstanceTypes', nth: 1 },
  { action: 'DescribeInstanceTypeOfferings', nth: 1 },
  { action: 'GetParameters', nth: 1 },
  { action: 'DescribeImages', nth: 1 },
  { action: 'GetServiceQuota', nth: 1, optional: true },
  { action: 'ImportKeyPair', nth: 1 },
  { action: 'ImportKeyPair', nth: 2 },
  { action: 'CreateSecurityGroup', nth: 1 },
  { action: 'CreateSecurityGroup', nth: 2 },
  { action: 'AuthorizeSecurityGroupIngress', nth: 1 },
  { action: 'RunInstances', nth: 1 },
  { action: 'RunInstances', nth: 3 },
  { action: 'RunInstances', nth: 4 },
  { action: 'CreateTags', nth: 1, optional: true },
  // Dry; then what an earlier attempt has left, what is warm, and what starts.
  { action: 'DescribeInstances', nth: 1 },
  { action: 'DescribeInstances', nth: 2 },
  { action: 'DescribeInstances', nth: 3 },
  { action: 'DescribeInstances', nth: 4 },
  { action: 'DescribeInstanceStatus', nth: 1, optional: true },
];

/** What an acquisition calls besides where a key pair and a security group are named. */
export const lookCalls = ['DescribeKeyPairs', 'DescribeSecurityGroups'] as const;

/** All that a release calls. */
export const releaseCalls: readonly CallRow[] = [
  { action: 'DescribeInstances', nth: 1, optional: true },
  { action: 'TerminateInstances', nth: 1 },
  { action: 'DeleteKeyPair', nth: 1 },
  { action: 'DescribeSecurityGroups', nth: 1 },
  { action: 'DeleteSecurityGroup', nth: 1 },
];

/** Faults that a call outlives when they come once: EC2 says no to the others, and would again. */
export const passing = new Set<FaultName>(faults.slice(0, 7));

const cloud = { pendingMs: 0, shuttingDownMs: 0 };
const cluster = { ...ownEverything, spot: 'prefer' as const };

/**
 * A run with this fault: it goes on where it can, with each machine started once; otherwise there is
 * one clear error. Nothing is left after post.
 *
 * @param times how often in a row; undefined: always from there on
 */
export async function acquireWith(
  moto: Moto,
  { action, nth, optional = false }: CallRow,
  fault: FaultName,
  times: number | undefined = 1,
): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await AwsRun.begin(world, { cluster });
  world.proxy.addFaults({ action, nth, times: times ?? Number.POSITIVE_INFINITY, fault });
  const result = await run.acquire().catch((error: unknown) => error);
  // A quota of spot instances is none of those on demand. Who asks first, orchestrator or factories, is open.
  const isOfSpot = world.proxy.callsOf(action).some(({ params, outcome }) => {
    const isSpot = params['InstanceMarketOptions.MarketType'] === 'spot';
    return isSpot && outcome === 'VcpuLimitExceeded';
  });
  const goesOn = optional || (times === 1 && (passing.has(fault) || (nth > 2 && isOfSpot)));
  if (goesOn) {
    expect(result).toMatchObject({ nodes: { length: 3 } });
    expect(world.cloud.instances).toHaveLength(3);
  } else {
    expect(result).toBeInstanceOf(UserError);
    expectClear(result as UserError, action);
    expect(world.cloud.instances.length).toBeLessThanOrEqual(3);
  }
  // The fault has come: a row that names a call which is never made shows nothing.
  expect(world.proxy.callsOf(action).length).toBeGreaterThanOrEqual(nth);
  if (times === undefined) world.proxy.clearFaults();
  expect(await run.post()).toEqual([]);
  expect(await world.leftovers()).toEqual(nothingLeft);
}

/** A release with this fault: it goes on where it can; otherwise it names what is left, and a second one ends it. */
export async function releaseWith(
  moto: Moto,
  { action, nth, optional = false }: CallRow,
  fault: FaultName,
): Promise<void> {
  await using world = await startWorld(moto, { cloud });
  await using run = await AwsRun.begin(world, { cluster });
  await run.acquire();
  world.proxy.clearFaults();
  world.proxy.addFaults({ action, nth, fault });
  const left = await run.post();
  // One by one they end when they do not all together.
  const byOthers = action === 'TerminateInstances' && (fault === 'quota' || fault === 'denied');
  if (optional || byOthers || passing.has(fault)) {
    expect(left).toEqual([]);
  } else {
    expect(left).not.toEqual([]);
    for (const { what, why, command } of left) {
      expect(what).toMatch(/^(instance|key pair|security group) /);
      expect(why).toMatch(/^(UnauthorizedOperation|ResourceLimitExceeded): /);
      expect(command).toMatch(/^aws ec2 --region us-east-1 (terminate|delete)-/);
    }
    expect(await run.post()).toEqual([]);
  }
  expect(await world.leftovers()).toEqual(nothingLeft);
  expect(await run.post()).toEqual([]);
}

export async function failureOf(run: AwsRun): Promise<UserError> {
  const failure = await run.acquire().then(
    () => new Error('The run went on.'),
    (error: unknown) => error,
  );
  if (failure instanceof UserError) return failure;
  throw failure;
}

/** One problem that names the call, with the way out; nothing of how the program is made, and no secret. */
export function expectClear({ problems, message, exitCode }: UserError, action: string): void {
  expect(exitCode).toBe(69);
  expect(problems).toHaveLength(1);
  expect(message).toMatch(new RegExp(`\\b(ec2|ssm|servicequotas):${action}\\b|credentials`));
  expect(problems[0]?.fix).toBeTruthy();
  expect(message).not.toMatch(/\n|node_modules|Deserialization|undefined/);
  expect(message).not.toContain(secretAccessKey);
}
