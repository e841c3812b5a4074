import { RunInstancesCommand, type RunInstancesCommandInput } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keys } from '../aws/keys';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import type { WorldOptions } from '../aws/options';
import { startWorld, type World } from '../aws/world';
import { loginUser } from '../hosts/machine';
import { ssh } from '../hosts/ssh';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { goesWell, keyName, tag, WarmLab } from './warm';

const obstacle = whyNoSystemdHosts();
const within = { timeout: 90_000, interval: 500 };

/** An instance as flambé starts it: its tags on the instance alone, and nothing that ends it. */
async function startFlambes(
  world: World,
  Role: 'Orchestrator' | 'Factory',
  more: Partial<RunInstancesCommandInput> = {},
): Promise<string> {
  const Name = Role === 'Orchestrator' ? 'lab_orchestrator' : 'lab_factory_1';
  const tags = { creator: 'me@example.org', Purpose: 'flambe', 'Cluster-Name': 'lab', Role, Name };
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  const { Instances } = await world.ec2.send(
    new RunInstancesCommand({
      ImageId: world.amis.amd64,
      InstanceType: 't3.micro',
      SubnetId: world.subnetIds[0],
      SecurityGroupIds: [world.securityGroupId],
      KeyName: keyName,
      BlockDeviceMappings: [
        { DeviceName: '/dev/sda1', Ebs: { VolumeSize: 8, DeleteOnTermination: true } },
      ],
      TagSpecifications: [{ ResourceType: 'instance', Tags }],
      ...{ MinCount: 1, MaxCount: 1, ...more },
    }),
  );
  const id = Instances?.[0]?.InstanceId ?? '';
  const said = async () => (await world.hypervisor?.machine(id))?.console ?? '';
  await expect.poll(said, within).toContain('END SSH HOST KEY KEYS');
  return id;
}

describe.skipIf(obstacle)(`a cluster of flambé's own${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  const keys = new Keys();
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    keys[Symbol.dispose]();
    await moto[Symbol.asyncDispose]();
  });

  async function openLab(cloud: WorldOptions['cloud'] = {}) {
    const world = await startWorld(moto, { hypervisor: true, cloud });
    const lab = await WarmLab.open(world, keys);
    return { world, lab, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
  }

  it('is taken by its console, armed and tagged, gets the factories that it lacks, and is warm then', async () => {
    await using opened = await openLab();
    const { world, lab } = opened;
    const ids = [await startFlambes(world, 'Orchestrator'), await startFlambes(world, 'Factory')];
    const hostKeys = await Promise.all(ids.map((id) => lab.hostKey(id)));
    lab.forgetLaunches();
    const command = `for node in orchestrator factory-1 factory-2; do
  ssh -F $FLAMBE_SSH_CONFIG $node 'cat /var/lib/flambe-action/settings
    systemctl is-active flambe-action-deadline.timer flambe-action-guard.timer
    systemctl cat flambe-action-deadline.timer | grep OnCalendar'
done >{results}/all`;
    const inputs = { command, teardown: 'never' };
    // The subnets of these tests give an address to one machine only: moto would give it again.
    const cluster = { factories_num: 2, factories_timeout: 3, subnet_id: world.subnetIds[1] };
    await using first = lab.step(inputs, cluster);
    await goesWell(first);
    expect(lab.launches).toEqual(['1 Factory']);
    const all = first.read('flambe-results/all');
    expect(all.match(/^active$/gm)).toHaveLength(6);
    expect(all.match(/^600 -?\d+ \d+$/gm)).toEqual(['600 -1 40', '600 10800 5', '600 10800 5']);
    const machines = await lab.instances();
    const own = first.output('cluster-id');
    expect(machines.map((one) => tag(one, 'flambe-action:id'))).toEqual([own, own, own]);
    const [expires = ''] = machines.map((one) => tag(one, 'flambe-action:expires-at'));
    const until = `OnCalendar=${expires.slice(0, 19).replace('T', ' ')} UTC`;
    expect(all.match(/^OnCalendar.*$/gm)).toEqual([until, until, until]);
    expect(machines.map((one) => tag(one, 'Name')).sort()).toEqual([
      'lab_factory_1',
      'lab_factory_2',
      'lab_orchestrator',
    ]);
    expect(await Promise.all(ids.map((id) => lab.hostKey(id)))).toEqual(hostKeys);

    lab.forgetLaunches();
    await using second = lab.step({ command: 'true' }, cluster);
    await goesWell(second);
    expect(lab.launches).toEqual([]);
    await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  });

  it('is left alone when the role may not take it, and the run says so and makes its own', async () => {
    await using opened = await openLab();
    const { world, lab } = opened;
    const id = await startFlambes(world, 'Orchestrator');
    world.proxy.addFaults({ action: 'CreateTags', nth: 1, fault: 'denied' });
    lab.forgetLaunches();
    await using step = lab.step({ command: 'true' }, { factories_num: 0 });
    const log = await goesWell(step);
    expect(log).toContain(`${id} is the orchestrator of a cluster`);
    expect(log).toContain('the role has not the rights to take clusters of flambé');
    expect(lab.launches).toEqual(['1 Orchestrator']);
    const [left, ...others] = await lab.instances();
    expect([left?.InstanceId, others]).toEqual([id, []]);
    expect(tag(left ?? {}, 'flambe-action:id')).toBe(undefined);
  });

  it('is left alone when its console says no host keys', async () => {
    await using opened = await openLab({ postedMs: 3_600_000 });
    const { world, lab } = opened;
    const id = await startFlambes(world, 'Orchestrator', { InstanceType: 't2.micro' });
    lab.forgetLaunches();
    await using step = lab.step({ command: 'true' }, { factories_num: 0 });
    expect(await goesWell(step)).toContain('its console says no host keys');
    expect(lab.launches).toEqual(['1 Orchestrator']);
    expect((await lab.instances()).map(({ InstanceId }) => InstanceId)).toEqual([id]);
  });

  it('is left alone while somebody’s experiment runs there', async () => {
    await using opened = await openLab();
    const { world, lab } = opened;
    const id = await startFlambes(world, 'Orchestrator');
    const machine = await world.hypervisor?.machine(id);
    if (!machine) throw new Error(`No machine for ${id}.`);
    const way = { dir: world.hypervisor?.room.dir ?? '', user: loginUser.name };
    const knownHosts = machine.knownHostsLine();
    const busy = `setsid bash -c 'exec -a "python3 -m flambe.runner.run" sleep 600' >/dev/null 2>&1 &`;
    await ssh({ ...way, keyFile: keys.fileOf('ed25519'), knownHosts }, machine, busy);
    lab.forgetLaunches();
    await using step = lab.step({ command: 'true' }, { factories_num: 0 });
    expect(await goesWell(step)).toContain(`${id} is not to be had`);
    expect(lab.launches).toEqual(['1 Orchestrator']);
    const [left] = await lab.instances();
    expect(tag(left ?? {}, 'flambe-action:id')).toBe(undefined);
  });

  it('is an error together with another that is free', async () => {
    await using opened = await openLab();
    const { world, lab } = opened;
    const ids = [
      await startFlambes(world, 'Orchestrator'),
      await startFlambes(world, 'Orchestrator'),
    ];
    lab.forgetLaunches();
    await using step = lab.step({ command: 'true' }, { factories_num: 0 });
    const { code, log } = await step.main();
    expect(code, log).toBe(69);
    for (const id of ids) expect(log).toContain(`${id} (of flambé)`);
    expect(lab.launches).toEqual([]);
    expect((await step.post()).code).toBe(0);
    expect(await lab.orchestrators()).toHaveLength(2);
  });
});
