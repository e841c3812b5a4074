import { existsSync } from 'node:fs';
import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BootedWorld, bootedWorld } from './booted-world';
import { nothingLeft } from './leftovers';
import { whyNoMachines, whyNoMetadata } from './machine-room';
import { type Moto, startMoto } from './moto';

const obstacle = whyNoMachines();
const noMetadata = whyNoMetadata();
const within = { timeout: 60_000, interval: 200 };

async function instanceOf({ world, ids }: BootedWorld) {
  const asked = new DescribeInstancesCommand({ InstanceIds: [...ids] });
  const { Reservations } = await world.ec2.send(asked);
  return Reservations?.[0]?.Instances?.[0];
}

/** Prints what the metadata service says of a path; `no-token` asks without one. */
const askMetadata = `
import sys, urllib.request as web
base, path = "http://169.254.169.254/latest/", sys.argv[1]
wish = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
token = web.urlopen(web.Request(base + "api/token", method="PUT", headers=wish)).read().decode()
headers = {} if path == "no-token" else {"X-aws-ec2-metadata-token": token}
print(web.urlopen(web.Request(base + "meta-data/" + path, headers=headers)).read().decode())
`;

const stateOf = async (booted: BootedWorld) => (await instanceOf(booted))?.State?.Name;

describe.skipIf(obstacle)(`machines of instances${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto[Symbol.asyncDispose]());

  it('reboot and stop and start with their instance, and keep their disk', async () => {
    await using booted = await bootedWorld(moto);
    const machine = await booted.machine(0);
    await booted.canLogIn(0);
    await booted.ssh(0, 'echo here >~/kept');
    const InstanceIds = [...booted.ids];
    const [before] = machine.processes();
    await booted.world.ec2.send(new RebootInstancesCommand({ InstanceIds }));
    const hasRebooted = () => ![undefined, before?.pid].includes(machine.processes()[0]?.pid);
    await expect.poll(hasRebooted, within).toBe(true);
    await booted.canLogIn(0);
    expect(await booted.ssh(0, 'cat ~/kept')).toBe('here');
    await booted.world.ec2.send(new StopInstancesCommand({ InstanceIds }));
    expect(await stateOf(booted)).toBe('stopping');
    await expect.poll(() => stateOf(booted), within).toBe('stopped');
    expect(machine.isRunning).toBe(false);
    await booted.world.ec2.send(new StartInstancesCommand({ InstanceIds }));
    await booted.canLogIn(0);
    expect(await booted.ssh(0, 'cat ~/kept')).toBe('here');
    expect(await stateOf(booted)).toBe('running');
  });

  it('shut down when their instance is terminated, which lasts as long as they do', async () => {
    await using booted = await bootedWorld(moto);
    await booted.canLogIn(0);
    const InstanceIds = [...booted.ids];
    await booted.world.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    expect(await stateOf(booted)).toBe('shutting-down');
    await expect.poll(() => stateOf(booted), within).toBe('terminated');
    const machine = await booted.machine(0);
    expect(machine.isRunning).toBe(false);
    expect(machine.console).toContain('Powering off.');
    expect(await booted.world.leftovers()).toEqual(nothingLeft);
  });

  it.each([
    ['terminate', 'terminated'],
    ['stop', 'stopped'],
  ] as const)('that switch themselves off %s their instance', async (behavior, state) => {
    const more = { InstanceInitiatedShutdownBehavior: behavior };
    await using booted = await bootedWorld(moto, { more });
    await booted.canLogIn(0);
    await booted.ssh(0, 'sudo systemctl poweroff').catch(() => {});
    await expect.poll(() => stateOf(booted), within).toBe(state);
    expect(await instanceOf(booted)).toMatchObject({
      StateReason: { Code: 'Client.InstanceInitiatedShutdown' },
    });
  });

  it('that lose their power leave an instance that fails its status check', async () => {
    await using booted = await bootedWorld(moto);
    const { world, ids } = booted;
    const asked = new DescribeInstanceStatusCommand({ InstanceIds: [...ids] });
    const health = async () => {
      const { InstanceStatuses } = await world.ec2.send(asked);
      return InstanceStatuses?.[0]?.InstanceStatus?.Status;
    };
    await expect.poll(health, within).toBe('ok');
    await (await booted.machine(0)).kill();
    await expect.poll(health, within).toBe('impaired');
    expect(await stateOf(booted)).toBe('running');
  });

  it('that stand still end with their instance all the same, when their time is over', async () => {
    await using booted = await bootedWorld(moto, { hypervisor: { lateMs: 5000, graceMs: 5000 } });
    const machine = await booted.machine(0);
    await booted.canLogIn(0);
    await machine.freeze();
    await expect(booted.ssh(0, 'true')).rejects.toThrow();
    machine.thaw();
    expect(await booted.ssh(0, 'id -un')).toBe('ubuntu');
    await machine.freeze();
    const InstanceIds = [...booted.ids];
    await booted.world.ec2.send(new TerminateInstancesCommand({ InstanceIds }));
    expect(machine.isRunning).toBe(true);
    await expect.poll(() => stateOf(booted), within).toBe('terminated');
    expect(machine.isRunning).toBe(false);
  });

  it.skipIf(noMetadata)(
    `learn by their metadata service, with a token, that AWS takes them back${noMetadata ? ` (${noMetadata})` : ''}`,
    async () => {
      const spot = { InstanceMarketOptions: { MarketType: 'spot' as const } };
      const more = { ...spot, MetadataOptions: { HttpTokens: 'required' as const } };
      await using booted = await bootedWorld(moto, { more });
      await booted.canLogIn(0);
      const ask = (path: string) => booted.ssh(0, `python3 -c '${askMetadata}' ${path}`);
      await expect(ask('no-token')).rejects.toThrow('401');
      expect(await ask('instance-id')).toBe(booted.ids[0]);
      await expect(ask('spot/instance-action')).rejects.toThrow('404');
      const taken = booted.world.hypervisor?.interruptSpot(booted.ids[0] ?? '', 20_000);
      expect(JSON.parse(await ask('spot/instance-action'))).toMatchObject({ action: 'terminate' });
      await taken;
      await expect.poll(() => stateOf(booted), within).toBe('terminated');
      expect(await instanceOf(booted)).toMatchObject({
        StateReason: { Code: 'Server.SpotInstanceTermination' },
      });
    },
  );

  it('reach each other, and leave nothing behind', async () => {
    const booted = await bootedWorld(moto, { count: 2 });
    const [first, second] = [await booted.machine(0), await booted.machine(1)];
    await Promise.all([booted.canLogIn(0), booted.canLogIn(1)]);
    const scan = `ssh-keyscan -p ${second.port} -t ed25519 ${second.host} 2>/dev/null`;
    expect(await booted.ssh(0, scan)).toContain(second.hostKey.split(' ')[1]);
    await booted[Symbol.asyncDispose]();
    expect(first.isRunning || second.isRunning).toBe(false);
    expect(existsSync(booted.world.hypervisor?.room.dir ?? '')).toBe(false);
    expect(existsSync(`/run/systemd/nspawn/propagate/${first.name}`)).toBe(false);
  });
});
