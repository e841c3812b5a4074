import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flambeEnvironmentsFolder, whyNoFlambe } from '../hosts/flambe/flambe-home';
import { obstacle as whyNoNetwork } from '../providers/network';
import { ActionStep } from './action';
import { leftOfLocal } from './left';

const obstacle = whyNoNetwork ?? whyNoFlambe();
const data = join(import.meta.dirname, '../data/flambe');

describe.skipIf(obstacle)(
  `an Experiment on the cluster that a step has by itself${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    it('is ended whole by post when main is killed in the middle, and results are at home', async () => {
      await using step = new ActionStep({ runnable: 'experiment.yaml', verbose: 'true' });
      cpSync(data, step.workspace, { recursive: true });
      symlinkSync(flambeEnvironmentsFolder(), join(step.dir, '.flambe-action-envs'));
      const { code } = await step.main((log, kill) => {
        if (log.includes('characters of the secret')) kill('SIGKILL');
      });
      expect(code).toBe(null);
      const { code: ended, log } = await step.post();
      expect(ended, log).toBe(0);
      expect(await leftOfLocal(step)).toEqual([]);
      expect(existsSync(join(step.workspace, 'flambe-results/output__two-stages/first'))).toBe(
        true,
      );
    });
  },
);
