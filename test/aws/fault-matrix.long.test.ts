import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acquireCalls,
  acquireWith,
  faults,
  isKnown,
  releaseCalls,
  releaseWith,
} from './fault-matrix';
import { type Moto, startMoto } from './moto';
import { AwsRun, ownEverything } from './run';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const rows = (calls: typeof acquireCalls) =>
  calls.flatMap((call) => faults.map((fault) => ({ ...call, call, fault })));

/** What lasts: EC2 says it as often as it is asked. */
const lasting = rows(
  acquireCalls.filter(({ action, nth }) =>
    ['DescribeSubnets', 'GetParameters', 'DescribeInstances'].includes(action) ? true : nth === 3,
  ),
).filter(({ fault }) => !['quota', 'denied', 'capacity'].includes(fault));

it('knows every call that a run makes', async () => {
  await using world = await startWorld(moto);
  await using run = await AwsRun.begin(world, { cluster: ownEverything });
  await run.acquire();
  await run.post();
  const called = new Set(world.proxy.calls.map(({ action }) => action));
  expect([...called].filter((action) => !isKnown(action))).toEqual([]);
});

describe.concurrent('a fault that comes once', () => {
  it.each(rows(acquireCalls))('with $action $nth of a run: $fault', ({ call, fault }) =>
    acquireWith(moto, call, fault),
  );

  it.each(rows(releaseCalls))('with $action $nth of a release: $fault', ({ call, fault }) =>
    releaseWith(moto, call, fault),
  );
});

describe.concurrent('a fault that lasts', () => {
  it.each(lasting)('with $action $nth of a run: $fault', ({ call, fault }) =>
    acquireWith(moto, call, fault, undefined),
  );
});
