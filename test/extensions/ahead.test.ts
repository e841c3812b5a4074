import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { bringAhead } from '../../src/flambe-run';
import type { RunDeps } from '../../src/run-job';
import { goodRunnable, User } from '../inputs/user';

it('extensions of a runnable in the home lie beside it', async () => {
  using user = new User();
  vi.stubEnv('HOME', user.home);
  user.write('../home/lab/run.yaml', `ext: ./ext\n---\n${goodRunnable}`);
  user.write('../home/lab/ext/setup.py', '');
  const { inputs } = user.says({ runnable: '~/lab/run.yaml', 'install-extensions': 'true' });
  const { extensions } = await bringAhead({
    ...{ inputs, plan: { job: { kind: 'flambe' } }, neverCarried: { paths: [], contents: [] } },
    ...{ surface: { stage: (_: string, work: () => unknown) => work(), info: () => {} } },
    signal: new AbortController().signal,
  } as unknown as RunDeps);
  vi.unstubAllEnvs();
  expect(extensions.map(({ dir }) => dir)).toEqual([join(user.home, 'lab/ext')]);
});
