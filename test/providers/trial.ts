import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterFile } from '../../src/inputs/cluster-file';
import type { JobPlan, RunPlan } from '../../src/plan/plan';
import { nodeNames } from '../../src/plan/topology';
import { localProvider } from '../../src/providers/local/local-provider';
import type { RunRecord } from '../../src/teardown/record';
import type { Trial } from './contract';

type SshClusterFile = Extract<ClusterFile, { kind: 'ssh' }>;
type SshAddress = SshClusterFile['orchestrator'];

/** A job that no provider runs; with Ray, for which some make other machines. */
export const plainJob: JobPlan = { kind: 'command', command: 'true' };
export const rayJob: JobPlan = {
  ...plainJob,
  ray: { version: '2.59.0', pythonVersion: undefined },
};

/** A plan for this cluster, which lasts `seconds`. */
export function planFor(cluster: ClusterFile, seconds = 600, job = plainJob): RunPlan {
  return {
    id: `trial-${randomBytes(5).toString('hex')}`,
    name: cluster.name,
    run: 'user@machine',
    cluster,
    job,
    nodeNames: nodeNames(cluster),
    region: undefined,
    maxRuntime: seconds,
    leaseSeconds: 600,
    keepSeconds: 180,
    maxCost: undefined,
    startedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + seconds * 1000).toISOString(),
    teardown: 'always',
  };
}

/** The record of a run that has saved nothing yet. */
export function emptyRecord(plan: RunPlan, provider: RunRecord['provider']): RunRecord {
  const { id, name, run, startedAt, expiresAt, teardown } = plan;
  const empty = { keyFile: undefined, resultsPath: '/nonexistent', results: [] };
  return { version: 1, id, name, run, provider, startedAt, expiresAt, teardown, ...empty };
}

/** Of `!LocalCluster`; no sizes but `factories` matter to who makes the machines. */
export function localCluster(factories: number): ClusterFile {
  return { kind: 'local', name: 'Trial', factoriesNum: factories, setupCmds: [] };
}

/** Of `!SSHCluster`: the orchestrator's address first, then the factories'. */
export function sshCluster(
  [orchestrator, ...factories]: readonly [SshAddress, ...SshAddress[]],
  { port, user }: { readonly port: number; readonly user: string },
  usePublic = true,
): SshClusterFile {
  const nodes = { orchestrator, factories, usePublic, port, user, jump: undefined };
  return { kind: 'ssh', name: 'Trial', ...nodes, setupCmds: [] };
}

export interface LocalTrial extends Trial {
  readonly stateDir: string;
  /** What the user was told. */
  readonly told: readonly string[];
}

export async function localTrial(
  factories: number,
  seconds?: number,
  job?: JobPlan,
): Promise<LocalTrial> {
  const stateDir = mkdtempSync(join(tmpdir(), 'trial-'));
  const plan = planFor(localCluster(factories), seconds, job);
  const told: string[] = [];
  let record = emptyRecord(plan, 'local');
  const save = (patch: Partial<RunRecord>) => {
    record = { ...record, ...patch };
  };
  const provider = localProvider({ stateDir, save, info: (line) => told.push(line) });
  return {
    provider,
    plan,
    stateDir,
    told,
    get record() {
      return record;
    },
    async [Symbol.asyncDispose]() {
      await provider.release(record);
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
