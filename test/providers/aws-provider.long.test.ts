import { afterAll, beforeAll, describe } from 'vitest';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { AwsRun, ownEverything } from '../aws/run';
import { startWorld } from '../aws/world';
import { itKeepsTheContract, type Trial } from './contract';

const obstacle = whyNoMachines();

describe.skipIf(obstacle)(
  `with a machine for each instance${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let moto: Moto;
    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto[Symbol.asyncDispose]());

    itKeepsTheContract('awsProvider', async (factories): Promise<Trial> => {
      const world = await startWorld(moto, { hypervisor: true });
      const cluster = { ...ownEverything, factoriesNum: factories, minFactories: factories };
      const expiresAt = new Date(Date.now() + 600_000).toISOString();
      const run = await AwsRun.begin(world, { cluster, plan: { expiresAt } });
      return {
        provider: run.provider,
        plan: run.plan,
        get record() {
          return run.record;
        },
        async [Symbol.asyncDispose]() {
          await run[Symbol.asyncDispose]();
          await world[Symbol.asyncDispose]();
        },
      };
    });
  },
);
