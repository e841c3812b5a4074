import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld } from '../aws/world';
import { stepOnAws } from './aws-step';

const obstacle = whyNoMachines();

describe.skipIf(obstacle)(`a lost machine of EC2${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  it('ends the run with its cause, and the results so far are at home', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    const command = 'echo half >{results}/half.txt; echo begun; sleep 600';
    await using step = stepOnAws(world, { command }, { factories_num: 1 });
    const main = step.begin();
    const begun = expect.poll(() => main.log(), { timeout: 120_000 });
    await begun.toContain('begun');
    const host = /factory-1 ([\d.]+): host key/.exec(main.log())?.[1];
    const lost = world.cloud.instances.find(({ launch }) => launch.privateAddress === host);
    await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: [lost?.id ?? ''] }));
    const { code, log } = await main.ended;
    expect(code, log).toBe(75);
    expect(log).toContain(`factory-1 (${lost?.id}): EC2 has ended the machine: Client.UserInit`);
    const post = await step.post();
    expect(post.code, post.log).toBe(0);
    expect(step.read('flambe-results/half.txt')).toBe('half\n');
    await expect.poll(() => world.leftovers(), { timeout: 60_000 }).toEqual(nothingLeft);
  });
});
