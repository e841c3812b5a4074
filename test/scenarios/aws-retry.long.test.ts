import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { whyNoMachines } from '../aws/machine-room';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import type { ActionStep } from './action';
import { clusterOnAws, stepOnAws } from './aws-step';

const obstacle = whyNoMachines();
const within = { timeout: 60_000, interval: 250 };
const run = { GITHUB_REPOSITORY: 'org/repo', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1' };

/** Takes long the first time, and never twice: the file stays on the machine, not in the run's folder. */
const command =
  'if [ -e ~/once ]; then echo again >{results}/work.txt; else touch ~/once; echo begun; sleep 600; fi';

const one = { factories_num: 1 };

const idsOf = ({ cloud }: World) => cloud.instances.map(({ id }) => id);

async function killedAt(step: ActionStep, words: string): Promise<void> {
  const main = await step.main((log, kill) => {
    if (log.includes(words)) kill('SIGKILL');
  });
  expect(main.code, main.log).toBe(null);
}

/** Main once more, and post: it ends well, and nothing is left. */
async function endsWell(step: ActionStep, world: World): Promise<string> {
  const main = await step.main();
  expect(main.code, main.log).toBe(0);
  const post = await step.post();
  expect(post.code, post.log).toBe(0);
  await expect.poll(() => world.leftovers(), within).toEqual(nothingLeft);
  return main.log;
}

describe.skipIf(obstacle)(
  `main that is started again after SIGKILL${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let moto: Moto;
    beforeAll(async () => {
      moto = await startMoto();
    });
    afterAll(() => moto[Symbol.asyncDispose]());

    it('has the machines that EC2 had promised the first one', async () => {
      await using world = await startWorld(moto, { hypervisor: true });
      await using step = stepOnAws(world, { command: 'true' }, one, run);
      const main = step.begin();
      world.proxy.onAfter(async ({ action, params }) => {
        if (action === 'RunInstances' && params.DryRun !== 'true') main.kill('SIGKILL');
      });
      expect((await main.ended).code).toBe(null);
      const first = idsOf(world);
      expect(first.length).toBeGreaterThan(0);
      const log = await endsWell(step, world);
      expect(log).toContain('Going on with what an earlier process of this run began');
      expect(idsOf(world)).toHaveLength(2);
      expect(idsOf(world)).toEqual(expect.arrayContaining(first));
    });

    it.each(['::group::upload', 'begun'])('goes on with the same machines: %s', async (words) => {
      await using world = await startWorld(moto, { hypervisor: true });
      const done = words === 'begun' ? command : 'echo again >{results}/work.txt';
      await using step = stepOnAws(world, { command: done }, one, run);
      await killedAt(step, words);
      const first = idsOf(world);
      await endsWell(step, world);
      expect(idsOf(world)).toEqual(first);
      expect(step.read('flambe-results/work.txt')).toBe('again\n');
    });

    it('makes its own where the record is lost, and ends the others', async () => {
      await using world = await startWorld(moto, { hypervisor: true });
      await using step = stepOnAws(world, { command: 'true' }, one, run);
      await killedAt(step, '::group::upload');
      const first = idsOf(world);
      rmSync(join(step.temp, 'flambe-action'), { recursive: true });
      // moto gives an address anew before the machine that had it is off.
      step.write('aws.yaml', clusterOnAws(world, { ...one, subnet_id: world.subnetIds[1] }));
      const log = await endsWell(step, world);
      const [, told = ''] = log.match(/has left before: ([i0-9a-f, -]+)/) ?? [];
      expect(told.split(', ').sort()).toEqual([...first].sort());
      expect(idsOf(world)).toHaveLength(4);
    });
  },
);
