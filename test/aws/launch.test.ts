import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factoryCalls, placeOf } from './factory-calls';
import { failureOf } from './fault-matrix';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { cluster, patience, quickWorld } from './quick-world';
import { AwsRun, ownEverything } from './run';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = (cloud: CloudOptions) => quickWorld(moto, cloud);

describe.concurrent(
  'machines',
  () => {
    it('are asked for in the next subnet at once where there are none', async () => {
      await using world = await worldWith({ capacity: [{ zone: 'us-east-1a', count: 0 }] });
      await using run = await AwsRun.begin(world);
      await run.acquire();
      const [a, b] = world.subnetIds;
      expect(factoryCalls(world).map(placeOf)).toEqual([
        ['g4dn.xlarge', a, 'InsufficientInstanceCapacity'],
        ['g4dn.xlarge', b, 'ok'],
      ]);
      expect(run.told.join('\n')).toContain(`none of g4dn.xlarge in ${a}`);
      await run.post();
    });

    it('are asked for of the next type when no subnet has the first', async () => {
      await using world = await worldWith({ capacity: [{ type: 'g4dn.xlarge', count: 0 }] });
      await using run = await AwsRun.begin(
        world,
        cluster({ factoriesTypes: ['g4dn.xlarge', 'g5.xlarge'] }),
      );
      await run.acquire();
      const [a, b] = world.subnetIds;
      expect(factoryCalls(world).map(placeOf)).toEqual([
        ['g4dn.xlarge', a, 'InsufficientInstanceCapacity'],
        ['g4dn.xlarge', b, 'InsufficientInstanceCapacity'],
        ['g5.xlarge', a, 'ok'],
      ]);
      const paid = run.record.aws?.machines?.map(({ type, until }) => [type, until]);
      expect(paid?.sort()).toEqual([
        ['g5.xlarge', undefined],
        ['g5.xlarge', undefined],
        ['m5.large', undefined],
      ]);
      await run.post();
    });

    it('have as long as bare metal needs to boot, where one is', async () => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world, cluster({ factoriesTypes: ['m5.metal'] }));
      expect((await run.acquire()).ephemeral?.bootWithin).toBe(1500);
      await run.post();
    });

    it('come from several places when none has all', async () => {
      await using world = await worldWith({
        capacity: [{ type: 'g4dn.xlarge', zone: 'us-east-1a', count: 1 }],
      });
      await using run = await AwsRun.begin(world, cluster({ factoriesNum: 3, minFactories: 3 }));
      expect((await run.acquire()).nodes).toHaveLength(4);
      const zones = world.cloud.instances.map(({ launch }) => launch.zone).sort();
      expect(zones).toEqual(['us-east-1a', 'us-east-1a', 'us-east-1b', 'us-east-1b']);
      await run.post();
    });

    it.each([
      ['InvalidGroup.NotFound', 'RunInstances', 3],
      ['InvalidSecurityGroupID.NotFound', 'RunInstances', 3],
      ['InvalidKeyPair.NotFound', 'RunInstances', 3],
      ['InvalidGroup.NotFound', 'AuthorizeSecurityGroupIngress', 1],
    ])('are there though EC2 says %s to %s at first', async (code, action, nth) => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      const fault = { status: 400, code, message: 'It does not exist' };
      world.proxy.addFaults({ action, nth, times: 2, fault });
      expect((await run.acquire()).nodes).toHaveLength(3);
      expect(world.proxy.callsOf(action).filter(({ outcome }) => outcome === code)).toHaveLength(2);
      expect(world.cloud.instances).toHaveLength(3);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('that EC2 does not end are not said to have ended', async () => {
      await using world = await worldWith({ capacity: [{ type: 'g4dn.xlarge', count: 1 }] });
      await using run = await AwsRun.begin(world);
      world.proxy.addFaults({ action: 'TerminateInstances', fault: 'denied' });
      await failureOf(run);
      const { machines, instances } = run.record.aws ?? {};
      expect(machines?.map(({ until }) => until)).toEqual([undefined, undefined]);
      expect(instances).toHaveLength(2);
      world.proxy.clearFaults();
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('may be there where EC2 gave no answer, and are looked for', async () => {
      await using world = await worldWith({});
      world.proxy.addFaults({ action: 'RunInstances', nth: 3, fault: '500', times: 99 });
      await using run = await AwsRun.begin(world);
      await failureOf(run);
      expect(run.record.aws?.launching).toBe(true);
      await run.post();
    });

    it('are all undone when there are fewer factories than there must be', async () => {
      await using world = await worldWith({ capacity: [{ type: 'g4dn.xlarge', count: 1 }] });
      await using run = await AwsRun.begin(world);
      const { problems, exitCode } = await failureOf(run);
      expect(exitCode).toBe(69);
      expect(problems).toEqual([
        {
          field: 'factories_type',
          message: expect.stringMatching(/has 1 of 2 machines .*InsufficientInstanceCapacity/),
          fix: expect.stringContaining('min_factories'),
        },
      ]);
      expect((await world.leftovers()).instances).toEqual([]);
      const paid = run.record.aws?.machines?.map(({ until }) => Date.parse(until ?? ''));
      expect(paid).toEqual([expect.any(Number), expect.any(Number)]);
      expect(paid).not.toContain(Number.NaN);
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('may be fewer with `min_factories`', async () => {
      await using world = await worldWith({ capacity: [{ type: 'g4dn.xlarge', count: 1 }] });
      await using run = await AwsRun.begin(world, cluster({ minFactories: 1 }));
      const { nodes } = await run.acquire();
      expect(nodes.map(({ name }) => name)).toEqual(['orchestrator', 'factory-1']);
      await run.post();
    });

    it('are the same when the same run asks again in another process', async () => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world);
      await run.acquire();
      const { instances } = run.record.aws ?? {};
      await run.acquireAgain();
      expect(run.record.aws?.instances?.toSorted()).toEqual(instances?.toSorted());
      expect(world.cloud.instances).toHaveLength(3);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are the same though there is room by now where there was none', async () => {
      const capacity = [{ zone: 'us-east-1a', spot: true, count: 0 }];
      await using world = await worldWith({ capacity });
      await using run = await AwsRun.begin(world, cluster({ spot: 'prefer' }));
      await run.acquire();
      const { instances } = run.record.aws ?? {};
      capacity.pop();
      await run.acquireAgain();
      expect(run.record.aws?.instances?.toSorted()).toEqual(instances?.toSorted());
      expect(world.cloud.instances).toHaveLength(3);
      await run.post();
    });

    it.each([1, 2])('are the same but for %s that have ended since', async (count) => {
      await using world = await worldWith({});
      await using run = await AwsRun.begin(world);
      await run.acquire();
      const [orchestrator, ...factories] = world.cloud.instances.map(({ id }) => id);
      const ended = factories.slice(0, count);
      await world.ec2.send(new TerminateInstancesCommand({ InstanceIds: ended }));
      expect((await run.acquireAgain()).nodes).toHaveLength(3);
      const { instances = [] } = run.record.aws ?? {};
      expect(instances).toHaveLength(3);
      expect(instances).toEqual(expect.arrayContaining([orchestrator, ...factories.slice(count)]));
      expect(world.cloud.instances).toHaveLength(3 + count);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are made anew by a process that has lost the record, and the others end', async () => {
      await using world = await worldWith({});
      await using lost = await AwsRun.begin(world, cluster({ keyName: undefined }));
      await lost.acquire();
      await using run = await AwsRun.begin(world, cluster({ keyName: undefined }));
      await run.acquire();
      const { instances = [] } = run.record.aws ?? {};
      expect((await world.leftovers()).instances.toSorted()).toEqual(instances.toSorted());
      expect(world.cloud.instances).toHaveLength(6);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are nobody else’s when two runs are there at once', async () => {
      await using world = await worldWith({});
      await using one = await AwsRun.begin(world, { plan: { id: 'lab-one' } });
      await using two = await AwsRun.begin(world, { plan: { id: 'lab-two' } });
      await Promise.all([one.acquire(), two.acquire()]);
      expect(world.cloud.instances).toHaveLength(6);
      expect(await one.post()).toEqual([]);
      const alive = (await world.leftovers()).instances;
      expect(alive.toSorted()).toEqual(two.record.aws?.instances?.toSorted());
      expect(await two.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });
  },
  patience,
);
