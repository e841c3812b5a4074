import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../aws/keys';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';
import { goesWell, tag, WarmLab } from './warm';

const obstacle = whyNoMachines();
const within = { timeout: 60_000, interval: 500 };
const never = { command: 'true', teardown: 'never' };

/** Main is killed when the warm cluster is claimed, and says so to nobody. */
async function killedAtTags(world: World, step: ActionStep): Promise<void> {
  const main = step.begin();
  const listening = world.proxy.onBefore(({ action }) => {
    if (action === 'CreateTags') main.kill('SIGKILL');
  });
  const { code, log } = await main.ended;
  listening();
  expect(code, log).toBe(null);
}

async function nothingStays(world: World): Promise<void> {
  await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
}

describe.skipIf(obstacle)(`warm machines${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  const keys = new Keys();
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    keys[Symbol.dispose]();
    await moto[Symbol.asyncDispose]();
  });

  it('get the factories that are missing, with the numbers that are free', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 2 });
    await goesWell(first);
    const [lost] = (await lab.instances()).filter((one) => tag(one, 'Name') === 'lab_factory_1');
    const InstanceIds = [lost?.InstanceId ?? ''];
    await world.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    await expect.poll(async () => (await lab.instances()).length, within).toBe(2);

    lab.forgetLaunches();
    await using second = lab.step(
      {
        command: 'for n in 1 2 3; do ssh -F $FLAMBE_SSH_CONFIG factory-$n hostname; done',
        teardown: 'never',
      },
      // The subnets of these tests give an address to one machine only: moto would give it again.
      { factories_num: 3, subnet_id: world.subnetIds[1] },
    );
    await goesWell(second);
    expect(lab.launches).toEqual(['2 Factory']);
    const warm = await lab.instances();
    expect(warm.map((one) => tag(one, 'Name')).sort()).toEqual([
      'lab_factory_1',
      'lab_factory_2',
      'lab_factory_3',
      'lab_orchestrator',
    ]);
    expect(new Set(warm.map((one) => tag(one, 'flambe-action:warm')))).toEqual(new Set(['true']));
    const id = second.output('cluster-id');
    expect(new Set(warm.map((one) => tag(one, 'flambe-action:id')))).toEqual(new Set([id]));

    lab.forgetLaunches();
    await using third = lab.step({ command: 'true' }, { factories_num: 3 });
    await goesWell(third);
    expect(lab.launches).toEqual([]);
    await nothingStays(world);
  });

  it('are not taken when with all of them the run could cost more than `max-cost`', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 1 });
    await goesWell(first);
    lab.forgetLaunches();
    // Half an hour of one t3.micro is within it, of two is not.
    const inputs = { command: 'true', 'max-cost': '0.08' };
    await using second = lab.step(inputs, { factories_num: 0, subnet_id: world.subnetIds[1] });
    const log = await goesWell(second);
    expect(log).toMatch(/The warm cluster lab-\w+ is not taken: At worst the run costs \$0\.\d+/);
    expect(lab.launches).toEqual(['1 Orchestrator']);
    expect(Number(second.output('cost-usd'))).toBeGreaterThan(0);
    expect(Number(second.output('cost-usd'))).toBeLessThan(0.08);
    expect(await lab.orchestrators()).toHaveLength(1);
  });

  it('go to one of two runs that ask at the same time; the other makes its own', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 0 });
    await goesWell(first);
    const [warm] = await lab.instances();
    lab.forgetLaunches();
    // Both under way at the same time: neither ends before the other has its machines.
    const command = 'sleep 20';
    await using one = lab.step({ command }, { factories_num: 0 });
    await using other = lab.step({ command }, { factories_num: 0 });
    const ends = await Promise.all([one.main(), other.main()]);
    for (const { code, log } of ends) expect(code, log).toBe(0);
    expect(lab.launches).toEqual(['1 Orchestrator']);
    const taking = ends.filter(({ log }) => log.includes(`warm machines of`));
    expect(taking.map(({ log }) => log.includes(warm?.InstanceId ?? '?'))).toEqual([true]);
    for (const step of [one, other]) expect((await step.post()).code).toBe(0);
    await nothingStays(world);
  });

  it('are an error that names them when there are two orchestrators', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 0, name: 'one' });
    await using second = lab.step(never, { factories_num: 0, name: 'two' });
    await goesWell(first);
    await goesWell(second);
    const orchestrators = await lab.orchestrators();
    for (const { InstanceId } of orchestrators) await lab.tag(InstanceId, 'Cluster-Name', 'lab');
    lab.forgetLaunches();
    await using third = lab.step({ command: 'true' }, { factories_num: 0 });
    const { code, log } = await third.main();
    expect(code, log).toBe(69);
    for (const { InstanceId } of orchestrators) expect(log).toContain(InstanceId);
    expect(lab.launches).toEqual([]);
    expect((await third.post()).code).toBe(0);
    expect(await lab.orchestrators()).toHaveLength(2);
  });

  it('are left alone when the orchestrator shows another host key than its tag says', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 0 });
    await goesWell(first);
    const [warm] = await lab.orchestrators();
    const [type, blob] = keys.publicOf('other').split(' ');
    await lab.tag(warm?.InstanceId, 'flambe-action:host-key', `${type} ${blob}`);
    lab.forgetLaunches();
    await using second = lab.step({ command: 'true' }, { factories_num: 0 });
    const log = await goesWell(second);
    expect(log).toContain('Somebody may be in between');
    expect(lab.launches).toEqual(['1 Orchestrator']);
    const [left, ...others] = await lab.instances();
    expect([left?.InstanceId, others]).toEqual([warm?.InstanceId, []]);
    expect(tag(left ?? {}, 'flambe-action:warm')).toBe('true');
  });

  it('are not talked to when a factory shows another host key than the orchestrator knows', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never);
    await goesWell(first);
    const [orchestrator] = await lab.orchestrators();
    const machine = await world.hypervisor?.machine(orchestrator?.InstanceId ?? '');
    const file = join(machine?.home ?? '', '.flambe-action/known_hosts');
    const blob = keys.publicOf('other').split(' ')[1];
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/AAAA\S+/g, blob ?? ''));
    await using second = lab.step({ command: 'true' });
    const { code, log } = await second.main();
    expect(code, log).toBe(69);
    expect(log).toMatch(/factory-1 .*showed the host key .*Somebody may be in between/);
    expect((await second.post()).code).toBe(0);
    await nothingStays(world);
  });

  it('are left alone when nobody has their key', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    await using first = stepOnAws(world, never, { factories_num: 0 });
    expect(await goesWell(first)).toContain('no other run has their key');
    await using second = stepOnAws(world, { command: 'true' }, { factories_num: 0 });
    expect(await goesWell(second)).toContain('is warm, and not taken: nobody has the key');
    expect((await world.leftovers()).instances).toHaveLength(1);
  });

  it('are free again after a run that was killed while it took them, if it leaves its own', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 1 });
    await goesWell(first);
    const ids = (await lab.instances()).map(({ InstanceId }) => InstanceId);
    await using killed = lab.step(never);
    await killedAtTags(world, killed);
    expect((await killed.post()).code).toBe(0);
    lab.forgetLaunches();
    await using third = lab.step({ command: 'true' });
    const main = await third.main();
    expect(main.code, main.log).toBe(0);
    expect(lab.launches).toEqual([]);
    expect((await lab.instances()).map(({ InstanceId }) => InstanceId)).toEqual(ids);
    expect((await third.post()).code).toBe(0);
    await nothingStays(world);
  });

  it('end with a run that was killed while it took them', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using first = lab.step(never, { factories_num: 1 });
    await goesWell(first);
    await using killed = lab.step({ command: 'true' });
    await killedAtTags(world, killed);
    expect((await killed.post()).code).toBe(0);
    await nothingStays(world);
  });

  it('end with the lease of the run that took them, when its runner is gone', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    const times = { FLAMBE_ACTION_LEASE_SECONDS: '60' };
    await using first = lab.step(never, {}, times);
    await goesWell(first);
    await using killed = lab.step({ command: 'echo begun; sleep 600' }, {}, times);
    await killed.main((log, kill) => {
      if (log.includes('begun')) kill('SIGKILL');
    });
    await expect
      .poll(async () => (await lab.instances()).length, { ...within, timeout: 120_000 })
      .toBe(0);
    expect((await killed.post()).code).toBe(0);
    await nothingStays(world);
  });
});
