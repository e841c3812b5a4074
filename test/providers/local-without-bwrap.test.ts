import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { linkPrograms } from '../hosts/host-files';
import { itKeepsTheContract, ssh } from './contract';
import { processesNaming } from './processes-of';
import { localTrial, rayJob } from './trial';

const { signal } = new AbortController();
const dir = mkdtempSync(join(tmpdir(), 'without-bwrap-'));

beforeAll(() => {
  linkPrograms((process.env.PATH ?? '').split(delimiter), ['bwrap'], dir);
  vi.stubEnv('PATH', dir);
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

itKeepsTheContract('localProvider without bwrap', localTrial);

describe('a local cluster without bwrap', () => {
  it('says what its nodes share, and why', async () => {
    await using trial = await localTrial(0);
    await trial.provider.acquire(trial.plan, signal);
    expect(trial.told).toHaveLength(1);
    expect(trial.told[0]).toMatch(/own \$HOME only; .* bubblewrap is not installed/);
  });

  it('gives each node a $HOME of its own', async () => {
    await using trial = await localTrial(1);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    const homes = await Promise.all(cluster.nodes.map((node) => ssh(cluster, node, 'echo $HOME')));
    expect(homes).toEqual(
      cluster.nodes.map(({ name }) => join(trial.record.local?.dir ?? '', name, 'home')),
    );
  });

  it('has the Python environments of the caller, and leaves them', async () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    vi.stubEnv('HOME', home);
    await using trial = await localTrial(0, undefined, rayJob);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await ssh(cluster, cluster.nodes[0], 'touch ~/.flambe-action-envs/one');
    await trial.provider.release(trial.record);
    expect(readdirSync(join(home, '.flambe-action-envs'))).toEqual(['one']);
    rmSync(home, { recursive: true });
  });

  it('ends what was started on its nodes and left there, when it is released', async () => {
    await using trial = await localTrial(0);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await ssh(cluster, cluster.nodes[0], 'setsid -f sleep 67 >/dev/null 2>&1 </dev/null');
    await trial.provider.release(trial.record);
    expect(processesNaming(trial.stateDir)).toEqual([]);
  });

  it('ends by itself when its time is over, with what was left on its nodes', async () => {
    await using trial = await localTrial(0, 10);
    const cluster = await trial.provider.acquire(trial.plan, signal);
    await ssh(cluster, cluster.nodes[0], 'setsid -f sleep 68 >/dev/null 2>&1 </dev/null');
    expect(processesNaming('sleep\u000068')).toHaveLength(1);
    await expect.poll(() => processesNaming(trial.stateDir), { timeout: 30_000 }).toEqual([]);
  });
});
