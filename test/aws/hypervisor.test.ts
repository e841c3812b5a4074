import { DescribeInstancesCommand, GetConsoleOutputCommand } from '@aws-sdk/client-ec2';
import { describe, expect, it } from 'vitest';
import { bootedWorld } from './booted-world';
import { whyNoMachines } from './machine-room';
import { startMoto } from './moto';

const obstacle = whyNoMachines();
const within = { timeout: 60_000, interval: 200 };

describe.skipIf(obstacle)(`the machine of an instance${obstacle ? ` (${obstacle})` : ''}`, () => {
  // The first time on a machine its image is built.
  it('boots with the user-data, on the instance’s addresses', async () => {
    await using moto = await startMoto();
    const userData = '#cloud-config\nruncmd: [[sh, -c, "echo done >/var/lib/mark"]]\n';
    await using booted = await bootedWorld(moto, { userData, isPublic: true });
    const [id = ''] = booted.ids;
    const seen = async () => {
      const asked = new DescribeInstancesCommand({ InstanceIds: [id] });
      const { Reservations } = await booted.world.ec2.send(asked);
      return Reservations?.[0]?.Instances?.[0];
    };
    const machine = await booted.machine(0);
    // One that is pending has no public address yet.
    await expect.poll(seen, within).toMatchObject({
      PrivateIpAddress: machine.host,
      PublicIpAddress: machine.host,
    });
    await booted.canLogIn(0);
    await expect.poll(() => booted.ssh(0, 'cat /var/lib/mark'), within).toBe('done');
    const text = async () => {
      const output = new GetConsoleOutputCommand({ InstanceId: id });
      const { Output = '' } = await booted.world.ec2.send(output);
      return Buffer.from(Output, 'base64').toString();
    };
    await expect.poll(text, within).toContain('END SSH HOST KEY KEYS');
    expect(await text()).toContain(machine.hostKey.split(' ')[1]);
  }, 600_000);
});
