import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance, Reason } from './instances';
import { type Moto, startMoto } from './moto';
import { AwsRun, type RunOptions } from './run';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

/** The machines are looked at every twenty seconds. */
const patience = 90_000;

/** @returns what becomes of a run in which this happens to its last factory; undefined: it goes on */
async function afterwards(
  happens: (factory: Instance) => Reason | undefined,
  options: RunOptions = {},
  counting?: readonly string[],
  consoleText = '',
) {
  await using world = await startWorld(moto, { cloud: { pendingMs: 0, shuttingDownMs: 0 } });
  await using run = await AwsRun.begin(world, options);
  const { nodes } = await run.acquire();
  const at = nodes.at(-1)?.privateHost;
  const factory = world.cloud.instances.find(({ launch }) => launch.privateAddress === at);
  if (!factory) throw new Error('There is no factory.');
  const reason = happens(factory);
  if (reason) await world.cloud.end(factory, 'terminate', reason);
  world.cloud.machines = { changed() {}, consoleOf: async () => consoleText };
  const over = new AbortController();
  // A second look begins only where the first has found nothing.
  let looks = 0;
  world.proxy.onBefore(({ action }) => {
    looks += action === 'DescribeInstances' ? 1 : 0;
    if (looks > 1) over.abort(new Error('it goes on'));
  });
  const cause = await run.watch(over.signal, counting).catch((error: unknown) => {
    if (over.signal.aborted) return undefined;
    throw error;
  });
  const { aws } = run.record;
  world.cloud.machines = undefined;
  await run.post();
  const { told, ended } = run;
  return { cause, told, ended, id: factory.id, aws };
}

const user: Reason = {
  code: 'Client.UserInitiatedShutdown',
  message: 'Client.UserInitiatedShutdown: User initiated shutdown',
};
const itself: Reason = {
  code: 'Client.InstanceInitiatedShutdown',
  message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
};

describe.concurrent(
  'a run whose factory',
  () => {
    it('is ended from outside is lost, and says why', async () => {
      const { cause, id } = await afterwards(() => user);
      expect(cause?.exitCode).toBe(75);
      expect(cause?.problems).toEqual([
        { field: `factory-2 (${id})`, message: expect.stringContaining(user.message) },
      ]);
    });

    it('was a spot instance that EC2 took back is lost, with the way out', async () => {
      const code = 'Server.SpotInstanceTermination';
      const { cause } = await afterwards(() => ({ code, message: `${code}: Spot interruption` }));
      expect(cause?.exitCode).toBe(75);
      expect(cause?.problems).toMatchObject([{ fix: expect.stringContaining('spot: prefer') }]);
    });

    it('fails its status check for minutes is lost', async () => {
      const since = new Date(Date.now() - 240_000);
      const { cause, id } = await afterwards((factory) => {
        factory.impairedSince = since;
        return undefined;
      });
      expect(cause?.exitCode).toBe(75);
      const message = expect.stringContaining(
        `status check has failed since ${since.toISOString()}`,
      );
      expect(cause?.problems).toEqual([{ field: `factory-2 (${id})`, message }]);
    });

    it('fails its status check for a moment goes on, and tells it', async () => {
      const { cause, told } = await afterwards((factory) => {
        factory.impairedSince = new Date();
        return undefined;
      });
      expect(cause).toBeUndefined();
      expect(told.filter((line) => line.startsWith('factory-2 fails its status'))).toHaveLength(1);
    });

    it('is bare metal, and boots for minutes in which its status check fails, goes on', async () => {
      const { cause } = await afterwards(
        (factory) => {
          factory.impairedSince = new Date(Date.now() - 240_000);
          return undefined;
        },
        { cluster: { factoriesTypes: ['m5.metal'] } },
      );
      expect(cause).toBeUndefined();
    });

    it('ends itself when it is idle goes on, and tells it', async () => {
      const options = { cluster: { factoriesTimeout: 0 } };
      const said = 'flambe-action: it was idle for 0 s\n';
      const { cause, told, ended, id, aws } = await afterwards(
        () => itself,
        options,
        undefined,
        said,
      );
      expect(cause).toBeUndefined();
      expect(told.filter((line) => line.startsWith('factory-2 has ended itself'))).toHaveLength(1);
      expect(ended).toEqual(['factory-2']);
      // It is still paid for, and nobody names it to EC2 any more.
      expect(aws?.machines?.find((one) => one.id === id)?.until).toBeDefined();
      expect(aws?.instances).toHaveLength(2);
      expect(aws?.instances).not.toContain(id);
    });

    it('ends itself because nobody has renewed its lease is lost, and says so', async () => {
      const options = { cluster: { factoriesTimeout: 0 } };
      const said = 'flambe-action: nobody has renewed the lease for 600 s\n';
      const { cause, told } = await afterwards(() => itself, options, undefined, said);
      expect(cause?.exitCode).toBe(75);
      expect(cause?.message).toContain('nobody has renewed the lease for 600 s');
      expect(told.join('\n')).not.toContain('it was idle');
    });

    it('ends itself before it can have been idle for so long is lost', async () => {
      const { cause } = await afterwards(() => itself, { cluster: { factoriesTimeout: 1 } });
      expect(cause?.problems).toMatchObject([{ message: expect.stringContaining(itself.message) }]);
    });

    it('is no longer needed is no loss where others alone count', async () => {
      const { cause } = await afterwards(() => user, {}, ['orchestrator']);
      expect(cause).toBeUndefined();
    });

    it('may not be asked for goes on, and tells it once', async () => {
      await using world = await startWorld(moto, { cloud: { pendingMs: 0, shuttingDownMs: 0 } });
      await using run = await AwsRun.begin(world);
      await run.acquire();
      world.proxy.addFaults({ action: 'DescribeInstanceStatus', fault: 'denied' });
      const over = new AbortController();
      const before = world.proxy.callsOf('DescribeInstances').length;
      world.proxy.onBefore(() => {
        const looks = world.proxy.callsOf('DescribeInstances').length - before;
        if (looks > 2) over.abort(new Error('it goes on'));
      });
      await expect(run.watch(over.signal)).rejects.toThrow('it goes on');
      const told = run.told.filter((line) => /whether the machines are well: Unauth/.test(line));
      expect(told).toHaveLength(1);
      await run.post();
    });

    it('ends itself though it must never is lost', async () => {
      const { cause } = await afterwards(() => itself, { cluster: { factoriesTimeout: -1 } });
      expect(cause?.problems).toMatchObject([{ message: expect.stringContaining(itself.message) }]);
    });
  },
  patience,
);
