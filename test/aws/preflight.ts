import type { AwsClusterFile } from '../../src/inputs/cluster-file';
import type { RunPlan } from '../../src/plan/plan';
import { type Problem, UserError } from '../../src/problem';
import { type InspectDeps, type Inspection, inspect } from '../../src/providers/aws/inspect';
import type { World } from './world';

type Place = Pick<World, 'subnetIds' | 'securityGroupId' | 'region' | 'sshPort'>;

/** A cluster that the world has all for: an m5.large and two g4dn.xlarge, with the driver of their GPUs. */
export function clusterIn(world: Place, more: Partial<AwsClusterFile> = {}): AwsClusterFile {
  return {
    kind: 'aws',
    name: 'lab',
    factoriesNum: 2,
    minFactories: 2,
    factoriesTypes: ['g4dn.xlarge'],
    orchestratorType: 'm5.large',
    subnetIds: world.subnetIds as [string, ...string[]],
    securityGroup: world.securityGroupId,
    creator: 'me',
    keyName: undefined,
    key: undefined,
    region: world.region,
    user: 'ubuntu',
    tags: new Map(),
    orchestratorAmi: 'ubuntu-24.04',
    factoryAmi: 'ubuntu-24.04',
    dedicated: false,
    orchestratorTimeout: -1,
    factoriesTimeout: 1,
    volumeSize: 100,
    volumeType: 'gp3',
    spot: false,
    instanceProfile: undefined,
    usePublic: true,
    port: world.sshPort,
    jump: undefined,
    setupCmds: ['sudo ubuntu-drivers install --gpgpu'],
    ...more,
  };
}

export function planOf(cluster: AwsClusterFile): RunPlan {
  return {
    id: 'lab-0123456789',
    name: cluster.name,
    run: 'me/repo/1/1',
    cluster,
    job: { kind: 'command', command: 'true' },
    nodeNames: ['orchestrator', 'factory-1', 'factory-2'],
    region: cluster.region,
    maxRuntime: 3600,
    startedAt: '2026-11-24T12:00:00.000Z',
    expiresAt: '2026-11-24T13:01:00.000Z',
    leaseSeconds: 600,
    keepSeconds: 180,
    maxCost: undefined,
    teardown: 'always',
  };
}

export const runner = '203.0.113.7';

/** Looks at the account of the world as a run would. */
export function inspectIn(
  world: World,
  cluster: Partial<AwsClusterFile> = {},
  { maxCost, ...deps }: Partial<InspectDeps> & { readonly maxCost?: number } = {},
): Promise<Inspection> {
  const file = clusterIn(world, cluster);
  const credentials = async () => ({ accessKeyId: 'AKIAPREFLIGHT', secretAccessKey: 'secret' });
  const access = { region: world.region, credentials, endpoint: world.proxy.url };
  return inspect({ ...planOf(file), maxCost }, file, access, {
    privateKey: undefined,
    runnerAddress: async () => runner,
    signal: AbortSignal.timeout(30_000),
    ...deps,
  });
}

/** What is wrong with this cluster in this account. */
export async function refusal(...asked: Parameters<typeof inspectIn>): Promise<UserError> {
  const error = await inspectIn(...asked).then(
    () => new Error('Nothing was found wrong.'),
    (error: unknown) => error,
  );
  if (error instanceof UserError) return error;
  throw error;
}

export function fieldsOf(problems: readonly Problem[]): readonly (string | undefined)[] {
  return problems.map(({ field }) => field).sort();
}
