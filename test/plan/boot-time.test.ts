import { expect, it } from 'vitest';
import type { Inputs } from '../../src/inputs/inputs';
import { bootWithin } from '../../src/plan/boot-time';
import { planRun, type RunContext } from '../../src/plan/plan';
import { guardSettings } from '../../src/plan/user-data';

it.each([
  ['m5.large', ['g5.xlarge'], 300, 600],
  ['m5.large', ['g5.xlarge', 'g5.metal'], 1500, 1800],
  ['c7i.metal-24xl', ['g5.xlarge'], 1500, 1800],
])('machines of %s and %s have %i s to boot, and leases of %i s', (type, types, boot, lease) => {
  const aws = { kind: 'aws', name: 'lab', orchestratorType: type, factoriesTypes: types };
  const cluster = { ...aws, factoriesNum: 1 } as unknown as Inputs['cluster'] & { kind: 'aws' };
  expect(bootWithin([type, ...types])).toBe(boot);
  // At once when idle, but not before the others are there.
  const settings = guardSettings({ leaseSeconds: lease, idleHours: 0, role: 'factory' });
  expect(settings.split(' ')[1]).toBe(String(boot));
  const inputs = { cluster, command: 'true', maxRuntime: 3600 } as Inputs;
  const context = { run: 'me/repo/1/1', seed: 'seed', now: 0, marginSeconds: 60 };
  const plan = planRun(inputs, { ...context, leaseSeconds: 600 } as RunContext);
  expect(plan.leaseSeconds).toBe(lease);
});
