import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Moto, startMoto } from './moto';
import { AwsRun, ownEverything } from './run';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
}, 60_000);
afterAll(() => moto[Symbol.asyncDispose]());

it('asks EC2 no more than 20 times for 1+100 machines, up and down, besides looking and names', async () => {
  const cloud = { pendingMs: 0, shuttingDownMs: 0, vcpuQuota: 10_000 };
  await using world = await startWorld(moto, { cloud });
  await using run = await AwsRun.begin(world, {
    cluster: { ...ownEverything, factoriesNum: 100, minFactories: 100 },
  });
  expect((await run.acquire()).nodes).toHaveLength(101);
  expect(await run.post()).toEqual([]);
  const counted = world.proxy.calls.filter(
    ({ service, action }) =>
      service === 'ec2' && action !== 'DescribeInstances' && action !== 'CreateTags',
  );
  expect(counted.length).toBeLessThanOrEqual(20);
  expect(world.proxy.callsOf('CreateTags')).toHaveLength(100);
}, 120_000);
