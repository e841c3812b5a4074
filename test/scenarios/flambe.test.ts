import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SystemdHosts } from '../hosts/systemd/systemd-hosts';
import { token } from './action';
import { flambeStep, startFlambeHosts, whyNoFlambeHosts } from './flambe';
import { leftSince, type Picture, shownSecrets, takePicture } from './left';

const obstacle = whyNoFlambeHosts();

describe.skipIf(obstacle)(
  `an Experiment of flambé 0.4.18${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let hosts: SystemdHosts;
    let before: Picture;
    beforeAll(async () => {
      hosts = await startFlambeHosts();
      before = takePicture(hosts);
    }, 600_000);
    afterAll(() => hosts?.[Symbol.asyncDispose]());

    it('runs its trials on the factories, brings results home, and leaves nothing', async () => {
      await using step = flambeStep(hosts);
      const { code, log } = await step.main();
      expect(log).toContain('factory-2: extensions are installed');
      expect(log).toContain('Experiment ended successfully');
      expect(code).toBe(0);
      expect(step.output('report-site-url')).toBe(`http://${hosts.at(0).host}:49558`);
      expect(step.output('tensorboard-url')).toBe(`http://${hosts.at(0).host}:49556`);
      expect(step.summary).toMatch(/\| The report site \| \S+49558\S* \|/);
      expect(step.summary).toMatch(/\| TensorBoard \| \S+49556\S* \|/);
      expect(log).not.toContain('could be brought together');
      expect(shownSecrets(log, [token])).toEqual([]);

      const output = join(step.workspace, 'flambe-results/output__two-stages');
      expect(existsSync(join(output, '_resources'))).toBe(false);
      const first = readdirSync(join(output, 'first'), { withFileTypes: true });
      const trials = first.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      expect(trials).toHaveLength(3);
      for (const trial of trials) {
        const said = readFileSync(join(output, 'first', trial, 'console.out'), 'utf8');
        expect(said).toMatch(/host-[23]\S* has 25 characters of the secret/);
      }
      // Four words, times the rate; the best of the first stage goes on, for two steps.
      expect(step.summary).toMatch(/\| first \| rate.*3\\\.0 \| 12 \| ★ best \| host\\-[23]/);
      expect(step.summary).toMatch(/\| second \| rate.*3\\\.0 \| 24 \| ★ best/);
      expect(step.summary).toContain('2 trials left out by reduce');

      expect(await step.post()).toMatchObject({ code: 0 });
      expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
    }, 300_000);
  },
);
