import {
  DescribeInstancesCommand,
  RebootInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines, whyNoMetadata } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';

const obstacle = whyNoMachines();
const noMetadata = whyNoMetadata();
const within = { timeout: 150_000, interval: 500 };
const command = 'echo begun; sleep 600';

async function killedWhenBegun(step: ActionStep): Promise<void> {
  const main = await step.main((log, kill) => {
    if (log.includes('begun')) kill('SIGKILL');
  });
  expect(main.code, main.log).toBe(null);
}

async function reasons({ ec2 }: World): Promise<readonly (string | undefined)[]> {
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
  return Reservations.flatMap(({ Instances = [] }) => Instances).map(
    ({ StateReason }) => StateReason?.Code,
  );
}

async function factory({ ec2 }: World): Promise<string> {
  const Filters = [{ Name: 'tag:Role', Values: ['Factory'] }];
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ Filters }));
  return Reservations[0]?.Instances?.[0]?.InstanceId ?? '';
}

async function interruptFactory(world: World): Promise<void> {
  await world.hypervisor?.interruptSpot(await factory(world), 60_000);
}

describe.skipIf(obstacle)(`machines alone${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  it('end themselves when their runner is gone for longer than the grace', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const times = { FLAMBE_ACTION_LEASE_SECONDS: '60' };
    await using step = stepOnAws(world, { command }, { factories_num: 1 }, times);
    await killedWhenBegun(step);
    await expect.poll(async () => (await world.leftovers()).instances, within).toEqual([]);
    expect(new Set(await reasons(world))).toEqual(new Set(['Client.InstanceInitiatedShutdown']));
    expect((await step.post()).code).toBe(0);
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('end themselves at their deadline, though they were rebooted', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const times = { FLAMBE_ACTION_MARGIN_SECONDS: '5' };
    const inputs = { command, 'max-runtime': '100s' };
    await using step = stepOnAws(world, inputs, { factories_num: 1 }, times);
    await killedWhenBegun(step);
    const InstanceIds = [...(world.hypervisor?.instanceIds ?? [])];
    await world.ec2.send(new RebootInstancesCommand({ InstanceIds }));
    await expect.poll(async () => (await world.leftovers()).instances, within).toEqual([]);
    expect(new Set(await reasons(world))).toEqual(new Set(['Client.InstanceInitiatedShutdown']));
    expect((await step.post()).code).toBe(0);
  });

  it('stay after the run with teardown: never, warm, until their deadline', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const times = { FLAMBE_ACTION_LEASE_SECONDS: '40', FLAMBE_ACTION_MARGIN_SECONDS: '5' };
    const inputs = { command: 'true', teardown: 'never', 'max-runtime': '150s' };
    await using step = stepOnAws(world, inputs, { factories_num: 1 }, times);
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    const post = await step.post();
    expect(post.code, post.log).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 50_000));
    expect((await world.leftovers()).instances).toHaveLength(2);
    await expect.poll(async () => (await world.leftovers()).instances, within).toEqual([]);
  });

  it.skipIf(noMetadata)(
    `that AWS takes back end the run with that cause, and its results are rescued${noMetadata ? ` (${noMetadata})` : ''}`,
    async () => {
      await using world = await startWorld(moto, { hypervisor: true });
      const inputs = { command: 'echo half >{results}/half.txt; echo begun; sleep 300' };
      await using step = stepOnAws(world, inputs, { factories_num: 1, spot: true });
      let taken: Promise<unknown> | undefined;
      const main = await step.main((log) => {
        if (log.includes('begun')) taken ??= interruptFactory(world);
      });
      expect(main.code, main.log).toBe(75);
      expect(main.log).toContain('AWS takes the spot machine back at');
      expect((await step.post()).code).toBe(0);
      expect(step.read('flambe-results/half.txt')).toBe('half\n');
      await taken;
      await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
    },
  );

  it.each([
    [
      'is ended by somebody',
      'EC2 has ended the machine',
      (world: World, InstanceIds: string[]) =>
        world.ec2.send(new TerminateInstancesCommand({ InstanceIds })),
    ],
  ])('end the run with the cause when one of them %s', async (_, cause, harm) => {
    await using world = await startWorld(moto, { hypervisor: true });
    const inputs = { command: 'echo half >{results}/half.txt; echo begun; sleep 300' };
    await using step = stepOnAws(world, inputs, { factories_num: 1 });
    let harmed: Promise<unknown> | undefined;
    const main = await step.main((log) => {
      if (log.includes('begun')) harmed ??= factory(world).then((id) => harm(world, [id]));
    });
    expect(main.code, main.log).toBe(75);
    expect(main.log).toContain(cause);
    expect((await step.post()).code).toBe(0);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await harmed;
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });
});
