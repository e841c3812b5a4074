import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rightsOf } from '../docs/calls';
import { acquireCalls, acquireWith, lookCalls, releaseCalls, releaseWith } from './fault-matrix';
import { laterCalls, watchCalls } from './later-faults';
import { type Moto, startMoto } from './moto';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const patience = 60_000;

it('is shown of every call that is in the source', () => {
  const rows = [...acquireCalls, ...releaseCalls, ...laterCalls].map(({ action }) => action);
  const known = new Set<string | undefined>([...rows, ...lookCalls, ...watchCalls]);
  const rights = rightsOf(['src/main.ts', 'src/post.ts']);
  // Those on buckets of the user's are shown where resources are.
  const calls = rights.filter((right) => !right.startsWith('s3:'));
  expect(calls.filter((right) => !known.has(right.split(':')[1]))).toEqual([]);
});

describe.concurrent('a fault that comes once', () => {
  it.each([
    ['DescribeSubnets', 1, 'malformed'],
    ['ImportKeyPair', 2, 'denied'],
    ['CreateSecurityGroup', 2, 'cut-after'],
    ['AuthorizeSecurityGroupIngress', 1, 'quota'],
    ['RunInstances', 3, 'cut-after'],
    ['RunInstances', 4, 'malformed'],
    ['DescribeInstances', 3, 'denied'],
    ['DescribeInstances', 4, 'expired'],
  ] as const)(
    'with %s %i of a run: %s',
    (action, nth, fault) => acquireWith(moto, { action, nth }, fault),
    patience,
  );

  it.each([
    ['TerminateInstances', 'throttled'],
    ['TerminateInstances', 'denied'],
    ['DeleteKeyPair', 'malformed'],
    ['DeleteSecurityGroup', 'expired'],
  ] as const)(
    'with %s of a release: %s',
    (action, fault) => releaseWith(moto, { action, nth: 1 }, fault),
    patience,
  );

  it.each([
    ['TerminateInstances', 'a second attempt', 'denied'],
    ['CreateTags', 'taking warm machines', 'denied'],
    ['CreateTags', 'keeping: all machines', 'quota'],
    ['DescribeInstances', 'keeping', 'denied'],
    ['GetConsoleOutput', 'looking for host keys', 'malformed'],
  ] as const)(
    'with %s of %s: %s',
    async (action, of, fault) => {
      const later = laterCalls.find((call) => call.action === action && call.of === of);
      if (!later) throw new Error(`${action} of ${of} is none of the later calls.`);
      await later.with(moto, fault);
    },
    patience,
  );
});
