import { afterAll, beforeAll, expect, it } from 'vitest';
import { failureOf } from './fault-matrix';
import { type Moto, startMoto } from './moto';
import { AwsRun } from './run';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

it('a machine that never gets a public address is told, with the way out', async () => {
  const cloud = { pendingMs: 0, shuttingDownMs: 0, publicMs: 600_000 };
  await using world = await startWorld(moto, { cloud });
  await using run = await AwsRun.begin(world);
  const { problems, exitCode } = await failureOf(run);
  expect(exitCode).toBe(69);
  const ids = world.cloud.instances.map(({ id }) => id);
  expect(problems.map(({ field }) => field).sort()).toEqual(ids.sort());
  expect(problems[0]?.message).toContain(`in ${world.subnetIds[0]} without a public address`);
  expect(problems[0]?.fix).toContain('`use_public: false`');
  await run.post();
}, 120_000);
