import {
  DescribeInstancesCommand,
  DescribeNetworkInterfacesCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tagOf } from '../../src/providers/aws/tag-specifications';
import { failureOf } from './fault-matrix';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { cluster, patience, quickWorld } from './quick-world';
import { AwsRun } from './run';
import type { World } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = (cloud: CloudOptions) => quickWorld(moto, cloud);

describe.concurrent(
  'names',
  () => {
    const names = async ({ ec2 }: World) => {
      const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({}));
      const instances = Reservations.flatMap(({ Instances = [] }) => Instances);
      return instances.map((one) => tagOf(one, 'Name')).sort();
    };
    const all = ['lab_factory_1', 'lab_factory_2', 'lab_orchestrator'];

    it('count the factories as flambé does, with their volumes, by one call each', async () => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world);
      await run.acquire();
      expect(await names(world)).toEqual(all);
      const { Volumes = [] } = await world.ec2.send(new DescribeVolumesCommand({}));
      expect(Volumes.map((one) => tagOf(one, 'Name')).sort()).toEqual(all);
      const { NetworkInterfaces = [] } = await world.ec2.send(
        new DescribeNetworkInterfacesCommand({}),
      );
      const cards = NetworkInterfaces.map(({ TagSet }) => tagOf({ Tags: TagSet }, 'Name'));
      expect(cards.sort()).toEqual(all);
      expect(world.proxy.callsOf('CreateTags')).toHaveLength(2);
      await run.post();
    });

    it('are given when EC2 knows the factories, which may be later than it has promised them', async () => {
      await using world = await worldWith({ hiddenMs: 1500 });
      await using run = await AwsRun.begin(world);
      await run.acquire();
      expect(run.warnings).toEqual([]);
      expect(await names(world)).toEqual(all);
      await run.post();
    });

    it('are not worth a run: a role that may not give them is told', async () => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world);
      world.proxy.addFaults({ action: 'CreateTags', fault: 'denied' });
      expect((await run.acquire()).nodes).toHaveLength(3);
      expect(await names(world)).toEqual(['lab_factory', 'lab_factory', 'lab_orchestrator']);
      expect(run.warnings).toEqual([
        {
          message: expect.stringMatching(
            /^The tag Name has no number of factory-\d \(i-\w+\), factory-\d \(i-\w+\): Unauthorized/,
          ),
          fix: expect.stringContaining('docs/aws-setup.md'),
        },
      ]);
      await run.post();
    });
  },
  patience,
);

describe.concurrent(
  'while machines start, the run',
  () => {
    it('goes on however long EC2 does not show them', async () => {
      await using world = await worldWith({ hiddenMs: 4000, pendingMs: 6000 });
      await using run = await AwsRun.begin(world);
      expect((await run.acquire()).nodes).toHaveLength(3);
      await run.post();
    });

    it('waits for a public address, which is the one that it takes', async () => {
      await using world = await worldWith({ publicMs: 2000 });
      await using run = await AwsRun.begin(world);
      const { nodes } = await run.acquire();
      for (const { host, privateHost } of nodes) expect(host).not.toBe(privateHost);
      await run.post();
    });

    it('goes on without public addresses where it needs none', async () => {
      await using world = await worldWith({ publicMs: 600_000 });
      await using run = await AwsRun.begin(world, cluster({ usePublic: false }));
      const { nodes } = await run.acquire();
      for (const { host, privateHost } of nodes) expect(host).toBe(privateHost);
      await run.post();
    });

    it('tells why one died, and what its console said', async () => {
      const message = 'Client.VolumeLimitExceeded: Volume limit exceeded';
      await using world = await worldWith({
        pendingMs: 100,
        failsToStart: { 1: { code: 'Client.VolumeLimitExceeded', message } },
      });
      world.cloud.machines = { changed() {}, consoleOf: async () => 'first line\nlast line\n' };
      await using run = await AwsRun.begin(world);
      const { problems, exitCode } = await failureOf(run);
      expect(exitCode).toBe(69);
      expect(problems).toEqual([
        { field: world.cloud.instances[1]?.id, message: expect.stringContaining(message) },
      ]);
      expect(problems[0]?.message).toContain('first line\nlast line');
      expect((await world.leftovers()).instances).toEqual([]);
      await run.post();
    });

    it('ends at the first no when it may not look', async () => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world);
      world.proxy.addFaults({ action: 'DescribeInstances', fault: 'denied' });
      expect((await failureOf(run)).message).toContain('ec2:DescribeInstances');
      expect(world.proxy.callsOf('DescribeInstances')).toHaveLength(1);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });
  },
  patience,
);
