import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { flambeEnvironmentsFolder, whyNoFlambe } from '../hosts/flambe/flambe-home';
import { obstacle as whyNoNetwork } from '../providers/network';
import { ActionStep } from './action';
import { filesIn, trialsIn } from './flambe';
import { leftOfLocal } from './left';

const obstacle = whyNoNetwork ?? whyNoFlambe();
const data = join(import.meta.dirname, '../data/flambe');

describe.skipIf(obstacle)(
  `an Experiment on the cluster that a step has by itself${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    it('is ended whole by post when main is killed in the middle, and results are at home', async () => {
      await using step = new ActionStep({ runnable: 'endless.yaml', verbose: 'true' });
      cpSync(data, step.workspace, { recursive: true });
      symlinkSync(flambeEnvironmentsFolder(), join(step.dir, '.flambe-action-envs'));
      const { code } = await step.main((log, kill) => {
        if (log.includes('characters of the secret')) kill('SIGKILL');
      });
      expect(code).toBe(null);
      // Trials run on, on the factories alone.
      await delay(5000);
      const { code: ended, log } = await step.post();
      expect(ended, log).toBe(0);
      expect(await leftOfLocal(step)).toEqual([]);
      const [trial = ''] = trialsIn(step, 'takes-long/only');
      expect(filesIn(trial)).toEqual(
        expect.arrayContaining(['console.out', 'checkpoint/checkpoint.flambe']),
      );
    });
  },
);
