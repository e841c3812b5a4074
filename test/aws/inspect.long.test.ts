import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookCalls } from './fault-matrix';
import type { FaultName } from './faults';
import { Keys } from './keys';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import { inspectIn, refusal } from './preflight';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());
const keys = new Keys();
afterAll(() => keys[Symbol.dispose]());

const actions = [
  ...lookCalls,
  'DescribeSubnets',
  'DescribeInstanceTypes',
  'DescribeInstanceTypeOfferings',
  'DescribeImages',
  'GetParameters',
  'RunInstances',
] as const;

/**
 * What the user is told of each, when it does not pass. AWS has no capacity or quota for looking;
 * where a DryRun may meet them, they have tests of their own below.
 */
const words: Readonly<Partial<Record<FaultName, RegExp>>> = {
  throttled: /no answer to (ec2|ssm):.*Try again later/s,
  '500': /no answer to (ec2|ssm):.*Try again later/s,
  'cut-before': /no answer to (ec2|ssm):/,
  'cut-after': /no answer to (ec2|ssm):/,
  denied: /may not do (ec2|ssm):/,
  expired: /does not take the credentials/,
  malformed: /no answer to (ec2|ssm):.* cannot be read/,
};
const faults = Object.keys(words) as FaultName[];
const cases = actions.flatMap((action) => faults.map((fault) => [action, fault] as const));

async function worldWithKey() {
  const world = await startWorld(moto);
  await world.importKey('mine', keys.publicOf('ed25519'));
  return world;
}
const own = [{ keyName: 'mine' }, { privateKey: keys.ed25519 }] as const;

// Side by side: most of it is waiting before it asks again.
describe('looking at an account', { timeout: 120_000, concurrent: true }, () => {
  it.each(cases)('says so when %s is always %s', async (action, fault) => {
    await using world = await worldWithKey();
    world.proxy.addFaults({ action, fault });
    const { message, exitCode } = await refusal(world, ...own);
    expect(message).toMatch(words[fault] ?? /./);
    expect(exitCode).toBe(69);
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it.each(cases.filter(([, fault]) => !['denied', 'expired'].includes(fault)))(
    'gets over a %s that is once %s',
    async (action, fault) => {
      await using world = await worldWithKey();
      world.proxy.addFaults({ action, fault, nth: 1 });
      const { images } = await inspectIn(world, ...own);
      expect(images.factories.id).toBe(world.amis.amd64);
    },
  );

  it('warns of a DryRun that finds no capacity, and goes on', async () => {
    await using world = await worldWithKey();
    world.proxy.addFaults({ action: 'RunInstances', fault: 'capacity' });
    const { warnings } = await inspectIn(world, ...own);
    const message = expect.stringMatching(/may not have it now: InsufficientInstanceCapacity/);
    expect(warnings).toMatchObject([{ message }, { message }]);
  });

  it('says which quota a DryRun is beyond', async () => {
    await using world = await worldWithKey();
    world.proxy.addFaults({ action: 'RunInstances', fault: 'quota' });
    const { message, exitCode } = await refusal(world, ...own);
    expect(message).toContain('VcpuLimitExceeded');
    expect(exitCode).toBe(69);
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it.each(faults)('does without a quota that is %s', async (fault) => {
    await using world = await worldWithKey();
    world.proxy.addFaults({ action: 'GetServiceQuota', fault });
    const looked = inspectIn(world, ...own);
    if (fault === 'expired') await expect(looked).rejects.toThrow('does not take the credentials');
    else expect((await looked).infos.join()).toContain('quota was not read');
  });
});
