import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { factoryCalls, placeOf } from './factory-calls';
import { failureOf } from './fault-matrix';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import type { CloudOptions } from './options';
import { cluster, patience, quickWorld } from './quick-world';
import { AwsRun } from './run';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const worldWith = (cloud: CloudOptions) => quickWorld(moto, cloud);

describe.concurrent(
  'machines beyond a quota',
  () => {
    it('are on demand with `spot: prefer` when the account may have no more spot instances', async () => {
      await using world = await worldWith({ spotVcpuQuota: 0 });
      await using run = await AwsRun.begin(world, cluster({ spot: 'prefer' }));
      expect((await run.acquire()).nodes).toHaveLength(3);
      expect(world.cloud.instances.map(({ launch }) => launch.spot)).toEqual([false, false, false]);
      const outcomes = factoryCalls(world).map(({ outcome }) => outcome);
      // Not in the next subnet, either.
      expect(outcomes).toEqual(['MaxSpotInstanceCountExceeded', 'ok']);
      await run.post();
    });

    it('are asked for once with `spot: true` when the account may have no more spot instances', async () => {
      await using world = await worldWith({ spotVcpuQuota: 0 });
      await using run = await AwsRun.begin(world, cluster({ spot: true }));
      const { message } = await failureOf(run);
      expect(message).toContain('MaxSpotInstanceCountExceeded');
      expect(message).toContain('`spot: prefer`');
      expect(factoryCalls(world)).toHaveLength(1);
      await run.post();
    });

    it('are on demand with `spot: prefer` in an account that never had spot instances', async () => {
      await using world = await worldWith({ hasSpotRole: false });
      await using run = await AwsRun.begin(world, cluster({ spot: 'prefer' }));
      expect((await run.acquire()).nodes).toHaveLength(3);
      expect(world.cloud.instances.map(({ launch }) => launch.spot)).toEqual([false, false, false]);
      await run.post();
    });

    it('are none with `spot: true` in such an account, and the command that mends it is told', async () => {
      await using world = await worldWith({ hasSpotRole: false });
      await using run = await AwsRun.begin(world, cluster({ spot: true }));
      const { message } = await failureOf(run);
      expect(message).toContain('create-service-linked-role --aws-service-name spot.amazonaws.com');
      await run.post();
    });

    it('are none with `spot: prefer` in such an account under a quota, which is told, too', async () => {
      const ownQuotas = [{ types: /^g/, spot: false, vcpus: 3 }];
      await using world = await worldWith({ hasSpotRole: false, ownQuotas });
      const more = { factoriesTypes: ['g4dn.xlarge'], spot: 'prefer' } as const;
      await using run = await AwsRun.begin(world, cluster(more));
      const { message } = await failureOf(run);
      expect(message).toMatch(/create-service-linked-role .*higher quota: \S+\/L-DB2E81BA/s);
      await run.post();
    });

    it('are of another type whose quota lets there be some', async () => {
      const ownQuotas = [{ types: /^g/, spot: true, vcpus: 0 }];
      await using world = await worldWith({ ownQuotas });
      const types = ['g4dn.xlarge', 'g5.xlarge', 'm5.xlarge'] as const;
      await using run = await AwsRun.begin(world, cluster({ factoriesTypes: types, spot: true }));
      expect((await run.acquire()).nodes).toHaveLength(3);
      const [a] = world.subnetIds;
      expect(factoryCalls(world).map(placeOf)).toEqual([
        ['g4dn.xlarge', a, 'MaxSpotInstanceCountExceeded'],
        ['m5.xlarge', a, 'ok'],
      ]);
      await run.post();
    });

    it('are not asked for again beyond a quota; each is named with the types that share it', async () => {
      // Enough for the orchestrator, and for no factory.
      const ownQuotas = [{ types: /^g/, spot: false, vcpus: 3 }];
      await using world = await worldWith({ vcpuQuota: 3, ownQuotas });
      const types = ['g4dn.xlarge', 'g5.xlarge', 'm5.xlarge'] as const;
      await using run = await AwsRun.begin(world, cluster({ factoriesTypes: types }));
      const { problems } = await failureOf(run);
      expect(problems).toEqual([
        {
          field: 'factories_type',
          message: expect.stringMatching(/g4dn.*VcpuLimitExceeded.*m5.*VcpuLimitExceeded/),
          fix: expect.stringMatching(
            /quotas\/L-DB2E81BA \(g4dn\.xlarge, g5\.xlarge\), .*\/L-1216C47A \(m5\.xlarge\)\. Or: Name more types/,
          ),
        },
      ]);
      expect(factoryCalls(world)).toHaveLength(2);
      expect(run.record.aws?.launching).toBe(false);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are as many as a quota lets there be, when these are enough', async () => {
      // The orchestrator, and three of four factories.
      await using world = await worldWith({ vcpuQuota: 14 });
      await using run = await AwsRun.begin(world, cluster({ factoriesNum: 4, minFactories: 2 }));
      expect((await run.acquire()).nodes).toHaveLength(4);
      const outcomes = () => factoryCalls(world).map(({ outcome }) => outcome);
      expect(outcomes()).toEqual(['ok', 'VcpuLimitExceeded']);
      expect(run.told.join('\n')).toMatch(/factory: none of .*VcpuLimitExceeded/);
      const { instances } = run.record.aws ?? {};
      // Not asked for under the same token by another process, where there may be room by then.
      await run.acquireAgain();
      expect(run.record.aws?.instances?.toSorted()).toEqual(instances?.toSorted());
      expect(outcomes()).toEqual(['ok', 'VcpuLimitExceeded', 'ok']);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are as many as both quotas let there be with `spot: prefer`, when these are enough', async () => {
      await using world = await worldWith({ spotVcpuQuota: 4, vcpuQuota: 10 });
      const more = { factoriesNum: 4, minFactories: 2, spot: 'prefer' } as const;
      await using run = await AwsRun.begin(world, cluster(more));
      expect((await run.acquire()).nodes).toHaveLength(4);
      const outcomes = factoryCalls(world).map(({ outcome }) => outcome);
      const [spot, onDemand] = ['MaxSpotInstanceCountExceeded', 'VcpuLimitExceeded'];
      expect(outcomes).toEqual(['ok', spot, 'ok', onDemand]);
      await run.post();
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('are asked for on demand when a quota lets there be no more spot instances, and there are enough', async () => {
      await using world = await worldWith({
        capacity: [{ zone: 'us-east-1a', spot: true, count: 2 }],
      });
      const more = { factoriesNum: 4, minFactories: 2, spot: 'prefer' } as const;
      await using run = await AwsRun.begin(world, cluster(more));
      // Of RunInstances: two that are dry, those of the orchestrator and of the first place, the second place.
      const isOrdered = () =>
        world.proxy.callsOf('RunInstances').some(({ params }) => {
          return params.InstanceType === 'm5.large' && params.DryRun !== 'true';
        });
      world.proxy.onBefore(async ({ params }) => {
        const isSpot = params['InstanceMarketOptions.MarketType'] === 'spot';
        if (isSpot && params.DryRun !== 'true')
          await vi.waitFor(() => expect(isOrdered()).toBe(true), { timeout: 20_000 });
      });
      world.proxy.addFaults({ action: 'RunInstances', nth: 5, fault: 'quota' });
      expect((await run.acquire()).nodes).toHaveLength(5);
      const outcomes = factoryCalls(world).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(['ok', 'VcpuLimitExceeded', 'ok']);
      await run.post();
    });
  },
  patience,
);
