import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RunPlan } from '../../src/plan/plan';
import type { Cluster, ClusterNode, Provider } from '../../src/providers/provider';
import type { RunRecord } from '../../src/teardown/record';

/** One run with a provider: at its end everything is gone, whatever the test did. */
export interface Trial extends AsyncDisposable {
  readonly provider: Provider;
  readonly plan: RunPlan;
  /** What the provider has saved so far. */
  readonly record: RunRecord;
}

/** What every provider must do, whatever its machines are. */
export function itKeepsTheContract(name: string, start: (factories: number) => Promise<Trial>) {
  const { signal } = new AbortController();

  describe(`${name}, as a provider`, () => {
    it('hands over the orchestrator first and then the factories, in order', async () => {
      await using trial = await start(2);
      const { nodes } = await trial.provider.acquire(trial.plan, signal);
      expect(nodes.map(({ name, role }) => [name, role])).toEqual([
        ['orchestrator', 'orchestrator'],
        ['factory-1', 'factory'],
        ['factory-2', 'factory'],
      ]);
    });

    it('hands over a cluster without factories', async () => {
      await using trial = await start(0);
      const { nodes } = await trial.provider.acquire(trial.plan, signal);
      expect(nodes.map((node) => node.name)).toEqual(['orchestrator']);
    });

    it('hands over nodes that let its key in, under the host keys it names', async () => {
      await using trial = await start(2);
      const cluster = await trial.provider.acquire(trial.plan, signal);
      const answers = cluster.nodes.map((node) => firstSsh(cluster, node, 'echo in'));
      expect(await Promise.all(answers)).toEqual(['in', 'in', 'in']);
    });

    it('hands over nodes that reach each other at their private addresses', async () => {
      await using trial = await start(1);
      const cluster = await trial.provider.acquire(trial.plan, signal);
      const [orchestrator, factory] = cluster.nodes;
      const scan = `ssh-keyscan -t ed25519 -p ${factory?.port} ${factory?.privateHost} 2>/dev/null`;
      if (factory) await firstSsh(cluster, factory, 'true');
      expect(await firstSsh(cluster, orchestrator, scan)).toContain('ssh-ed25519');
    });

    it('hands over a private key that nobody else reads', async () => {
      await using trial = await start(0);
      const { keyFile } = await trial.provider.acquire(trial.plan, signal);
      expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    });

    it('releases what it acquired, and has nothing left to release then', async () => {
      await using trial = await start(1);
      await trial.provider.acquire(trial.plan, signal);
      expect(await trial.provider.release(trial.record)).toEqual([]);
      expect(await trial.provider.release(trial.record)).toEqual([]);
      expect(await trial.provider.find({ id: trial.plan.id })).toEqual([]);
    });

    it('has nothing to release of a run that made nothing', async () => {
      await using trial = await start(1);
      expect(await trial.provider.release(trial.record)).toEqual([]);
    });

    it('does not acquire when it was called off before', async () => {
      await using trial = await start(1);
      const reason = new Error('called off');
      const acquiring = trial.provider.acquire(trial.plan, AbortSignal.abort(reason));
      await expect(acquiring).rejects.toBe(reason);
      expect(await trial.provider.find({ id: trial.plan.id })).toEqual([]);
    });
  });
}

/** The same of a node that may still boot, if the cluster says that it may. */
async function firstSsh(cluster: Cluster, node: ClusterNode, command: string): Promise<string> {
  const deadline = performance.now() + (cluster.ephemeral?.bootWithin ?? 0) * 1000;
  for (;;) {
    try {
      return await ssh(cluster, node, command);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(500);
    }
  }
}

/** What `command` prints on a node, by OpenSSH and nothing but what the cluster hands over. */
export async function ssh(cluster: Cluster, node: ClusterNode, command: string, terminal = false) {
  const options = [
    'BatchMode=yes',
    'StrictHostKeyChecking=yes',
    'GlobalKnownHostsFile=/dev/null',
    `UserKnownHostsFile=${cluster.knownHostsFile}`,
    'IdentitiesOnly=yes',
    'LogLevel=ERROR',
  ].flatMap((option) => ['-o', option]);
  const to = ['-i', cluster.keyFile, '-p', String(node.port), `${node.user}@${node.host}`];
  const run = promisify(execFile);
  const args = ['-F', 'none', ...(terminal ? ['-tt'] : []), ...options, ...to, command];
  return (await run('ssh', args)).stdout.trim();
}
