import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cpythonOnMachines } from '../hosts/flambe/flambe-home';
import { ssh } from '../hosts/ssh';
import { type SystemdHosts, startSystemdHosts } from '../hosts/systemd/systemd-hosts';
import { token } from './action';
import { flambeStep, whyNoFlambeHosts } from './flambe';
import { leftSince, type Picture, takePicture } from './left';
import { runnerSetting } from './package-index';

const obstacle = whyNoFlambeHosts();

describe.skipIf(obstacle)(
  `hosts without pip that reach no network${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let hosts: SystemdHosts;
    let before: Picture;
    beforeAll(async () => {
      hosts = await startSystemdHosts(2, cpythonOnMachines());
      before = takePicture(hosts);
    }, 600_000);
    afterAll(() => hosts?.[Symbol.asyncDispose]());

    it('get flambé, TensorBoard and all that they need from the runner, once', async () => {
      for (const host of hosts.list) {
        await expect(ssh(hosts, host, 'python3 -m pip --version')).rejects.toThrow('pip');
        expect(await ssh(hosts, host, 'ip route show default')).toBe('');
      }
      await using step = flambeStep(hosts, {}, runnerSetting());
      const { code, log } = await step.main();
      expect(log).toMatch(/factory-1: no pip gets uv there, so this machine brings it/);
      expect(log).toMatch(/factory-1: no package index is reached from there/);
      expect(log).toContain('Experiment ended successfully');
      expect(code).toBe(0);
      expect(step.output('tensorboard-url')).toBe(`http://${hosts.at(0).host}:49556`);
      expect(await step.post()).toMatchObject({ code: 0 });

      await using again = flambeStep(hosts, { runnable: 'report.yaml' });
      const second = await again.main();
      expect(second.log).not.toContain('this machine brings');
      expect(second.code).toBe(0);
      expect(await again.post()).toMatchObject({ code: 0 });

      // What stays, stays on purpose: 4 GB that a search for secrets need not go through.
      for (const { home } of hosts.list) {
        const envs = join(home, '.flambe-action-envs');
        for (const name of readdirSync(envs).filter((one) => one.endsWith('.log'))) {
          expect(readFileSync(join(envs, name), 'utf8')).not.toContain(token);
        }
        rmSync(envs, { recursive: true });
      }
      expect(await leftSince(before, hosts, { step, secrets: [token] })).toEqual([]);
    }, 1_800_000);
  },
);
