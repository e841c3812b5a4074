import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../aws/keys';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import { loginUser } from '../hosts/machine';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';
import { tag, WarmLab } from './warm';

const obstacle = whyNoMachines();
const within = { timeout: 60_000, interval: 250 };
const timer = '../../etc/systemd/system/flambe-action-deadline.timer';

/** When the machine of an instance ends itself, as systemd.time(7) writes it. */
async function deadlineOf({ hypervisor }: World, id: string | undefined): Promise<string> {
  const home = (await hypervisor?.machine(id ?? ''))?.home ?? '';
  return /^OnCalendar=(.*)$/m.exec(readFileSync(join(home, timer), 'utf8'))?.[1] ?? '';
}

function asCalendar(iso: string | undefined): string {
  return `${(iso ?? '').slice(0, 19).replace('T', ' ')} UTC`;
}

async function endsWell(step: ActionStep, world: World): Promise<void> {
  const post = await step.post();
  expect(post.code, post.log).toBe(0);
  await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
}

describe.skipIf(obstacle)(`machines of EC2${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  const keys = new Keys();
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    keys[Symbol.dispose]();
    await moto[Symbol.asyncDispose]();
  });

  it('stay for a look with `teardown: on-success` when the job failed, until their deadline', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const lab = await WarmLab.open(world, keys);
    await using step = lab.step({ command: 'exit 3', teardown: 'on-success' });
    expect(await step.main()).toMatchObject({ code: 3 });
    const { code, log } = await step.post();
    expect(code, log).toBe(0);
    const all = await lab.instances();
    expect(all.map((one) => tag(one, 'flambe-action:warm'))).toEqual(['for a look', 'for a look']);
    const ids = all.map(({ InstanceId }) => InstanceId ?? '');
    for (const one of all) {
      const machine = await world.hypervisor?.machine(one.InstanceId ?? '');
      expect(log).toContain(
        `look at it by \`ssh -p ${world.sshPort} ${loginUser.name}@${machine?.host}\``,
      );
      const until = asCalendar(tag(one, 'flambe-action:expires-at'));
      expect(await deadlineOf(world, one.InstanceId)).toBe(until);
    }
    const [, told = ''] =
      /The hosts end at .*, or by `aws ec2 --region us-east-1 terminate-instances --instance-ids (.*)`/.exec(
        log,
      ) ?? [];
    expect(told.split(' ').sort()).toEqual(ids.sort());
    await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: told.split(' ') }));
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });

  it('are gone with `teardown: on-success` when the job went well', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const inputs = { command: 'true', teardown: 'on-success' };
    await using step = stepOnAws(world, inputs, { factories_num: 0 });
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    await endsWell(step, world);
  });

  it.each([
    ['a quarter of an hour', {}, 900],
    // Four minutes and the margin of one t3.micro with its disk and its address, and a minute more.
    ['what `max-cost` allows', { 'max-cost': '0.011' }, undefined],
  ])('stay for %s longer while results are brought home', async (_, more, seconds) => {
    await using world = await startWorld(moto, { hypervisor: true });
    const inputs = { command: 'echo done >{results}/work.txt', 'max-runtime': '4m', ...more };
    await using step = stepOnAws(world, inputs, { factories_num: 0 });
    const ends: string[] = [];
    const deadlines: string[] = [];
    world.proxy.onAfter(async ({ action, params }) => {
      if (action === 'CreateTags') ends.push(params['Tag.1.Value'] ?? '');
    });
    const looking = setInterval(async () => {
      const id = world.cloud.instances[0]?.id;
      // It is not there before the machine has booted.
      const deadline = await deadlineOf(world, id).catch(() => '');
      if (deadline !== '' && deadline !== deadlines.at(-1)) deadlines.push(deadline);
    }, 20);
    const main = await step.main().finally(() => clearInterval(looking));
    expect(main.code, main.log).toBe(0);
    const [later = '', until = ''] = ends;
    expect(ends).toHaveLength(2);
    expect(main.log).toContain(`The orchestrator stays until ${later}, to bring results home.`);
    const stay = (Date.parse(later) - Date.parse(until)) / 1000;
    if (seconds !== undefined) expect(stay).toBe(seconds);
    else {
      expect(stay).toBeGreaterThan(0);
      expect(stay).toBeLessThan(900);
    }
    expect(deadlines).toEqual([until, later, until].map(asCalendar));
    expect(step.read('flambe-results/work.txt')).toBe('done\n');
    await endsWell(step, world);
  });

  it('stay where EC2 may not be told of it, and warn of the sweep', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const inputs = { command: 'echo done >{results}/work.txt', 'max-runtime': '4m' };
    await using step = stepOnAws(world, inputs, { factories_num: 0 });
    world.proxy.addFaults({ action: 'CreateTags', fault: 'denied' });
    const main = await step.main();
    expect(main.code, main.log).toBe(0);
    expect(main.log).toMatch(/A sweep may end the orchestrator before .*: .*not authorized/);
    expect(main.log).toMatch(/The orchestrator stays until \S+, to bring results home/);
    expect(step.read('flambe-results/work.txt')).toBe('done\n');
    await endsWell(step, world);
  });
});
