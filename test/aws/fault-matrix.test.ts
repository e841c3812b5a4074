import { afterAll, beforeAll, describe, it } from 'vitest';
import { acquireWith, releaseWith } from './fault-matrix';
import { type Moto, startMoto } from './moto';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
}, 60_000);
afterAll(() => moto[Symbol.asyncDispose]());

const patience = 60_000;

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
});
