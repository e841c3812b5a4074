import type { AwsClusterFile } from '../../src/inputs/cluster-file';
import { type Cost, costOf, type PriceTable } from '../../src/plan/cost';
import type { RunPlan } from '../../src/plan/plan';

/** A table of a test: round sums. */
export const prices: PriceTable = {
  asOf: '2026-01-01 (a test)',
  publicAddress: 0.005,
  regions: 'eu-central-1 us-east-1',
  instances: `
g5.xlarge 1.25 1
m5.large .115 .096
m5.xlarge .23 .192
p5.48xlarge - 98.32
t3.large .096 .0832
t4g.micro .0096 .0084
`,
  volumes: `
eu-central-1 .0952 .119 .149 .078
us-east-1 .08 .1 .125 .065
`,
};

const file: AwsClusterFile = {
  kind: 'aws',
  name: 'lab',
  factoriesNum: 4,
  minFactories: 4,
  factoriesTypes: ['g5.xlarge'],
  orchestratorType: 'm5.large',
  subnetIds: ['subnet-1'],
  securityGroup: 'sg-1',
  creator: 'me',
  keyName: undefined,
  key: undefined,
  region: undefined,
  user: 'ubuntu',
  tags: new Map(),
  orchestratorAmi: undefined,
  factoryAmi: undefined,
  dedicated: false,
  orchestratorTimeout: -1,
  factoriesTimeout: 1,
  volumeSize: 73,
  volumeType: 'gp3',
  spot: false,
  instanceProfile: undefined,
  usePublic: false,
  port: 22,
  jump: undefined,
  setupCmds: [],
};

export function planOf(more: Partial<AwsClusterFile>, region: string): RunPlan {
  return {
    id: 'lab-1',
    name: 'lab',
    run: 'me/repo/1/1',
    job: { kind: 'command', command: 'true' },
    cluster: { ...file, ...more },
    nodeNames: [],
    region,
    maxRuntime: 3540,
    startedAt: '2026-11-24T12:00:00.000Z',
    expiresAt: '2026-11-24T13:00:00.000Z',
    leaseSeconds: 600,
    keepSeconds: 180,
    maxCost: undefined,
    teardown: 'always',
  };
}

export function cost(more: Partial<AwsClusterFile> = {}, region = 'us-east-1'): Cost {
  return costOf(planOf(more, region), prices);
}

/** An hour of 73 GB gp3 in us-east-1. */
export const volume = 0.008;
