import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { whyNoFlambe } from '../hosts/flambe/flambe-home';
import { pythonToDownload } from '../hosts/flambe/python-archive';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import { type SystemdHosts, startSystemdHosts } from '../hosts/systemd/systemd-hosts';
import { stepOn } from './action';
import { runnerSetting } from './package-index';

const obstacle = whyNoSystemdHosts() ?? whyNoFlambe();

describe.skipIf(obstacle)(
  `a command on hosts that reach no network${obstacle ? ` (${obstacle})` : ''}`,
  () => {
    let hosts: SystemdHosts;
    let dir: string;
    beforeAll(async () => {
      dir = mkdtempSync(join(tmpdir(), 'pythons-'));
      hosts = await startSystemdHosts(1);
    }, 600_000);
    afterAll(async () => {
      await hosts?.[Symbol.asyncDispose]();
      rmSync(dir, { recursive: true, force: true });
    });
    const command = `python3 -c '
import platform, ray
ray.init(logging_level="ERROR")
print("Python", platform.python_version(), "nodes", len(ray.nodes()))'`;
    const inputs = { command, 'ray-version': '2.7.2', 'python-version': '3.7' };

    it('says that the runner has no such Python either', async () => {
      const nowhere = {
        UV_PYTHON_INSTALL_MIRROR: 'file:///nowhere',
        XDG_CACHE_HOME: join(dir, 'cache'),
      };
      await using step = stepOn(hosts, inputs, {}, { ...runnerSetting(), ...nowhere });
      const { code, log } = await step.main();
      expect(code).toBe(69);
      expect(log).toContain('Python 3.7 for x86_64 cannot be had on this machine either');
      expect(log).toContain('Install Python 3.7 on the hosts');
      expect(await step.post()).toMatchObject({ code: 0 });
    });

    it('gets Python and Ray from the runner', async () => {
      const environment = { ...runnerSetting(), ...pythonToDownload(dir) };
      await using step = stepOn(hosts, inputs, {}, environment);
      const { code, log } = await step.main();
      expect(log).toMatch(/orchestrator: no such Python there, so this machine brings it/);
      expect(log).toMatch(/^Python 3\.7\.\d+ nodes 1$/m);
      expect(code).toBe(0);
      expect(await step.post()).toMatchObject({ code: 0 });
    }, 900_000);
  },
);
