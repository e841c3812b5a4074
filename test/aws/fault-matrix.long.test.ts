import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquireCalls, acquireWith, faults, releaseCalls, releaseWith } from './fault-matrix';
import { laterCalls, watchCalls, watching } from './later-faults';
import { type Moto, startMoto } from './moto';

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

describe.concurrent('a fault that comes once', () => {
  it.each(rows(acquireCalls))('with $action $nth of a run: $fault', ({ call, fault }) =>
    acquireWith(moto, call, fault),
  );

  it.each(rows(releaseCalls))('with $action $nth of a release: $fault', ({ call, fault }) =>
    releaseWith(moto, call, fault),
  );

  it.each(laterCalls.flatMap((call) => faults.map((fault) => ({ ...call, fault }))))(
    'with $action of $of: $fault',
    (call) => call.with(moto, call.fault),
  );

  // Side by side: each looks at its machines every twenty seconds.
  it.each(watchCalls)('with %s of a watch: all', async (action) => {
    const outcomes = await Promise.allSettled(faults.map((fault) => watching(moto, action, fault)));
    const failures = outcomes.map((one, i) =>
      one.status === 'rejected' ? [`${faults[i]}: ${(one.reason as Error).message}`] : [],
    );
    expect(failures.flat()).toEqual([]);
  });
});

describe.concurrent('a fault that lasts', () => {
  it.each(lasting)('with $action $nth of a run: $fault', ({ call, fault }) =>
    acquireWith(moto, call, fault, undefined),
  );
});
