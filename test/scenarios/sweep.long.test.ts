import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName } from '../aws/faults';
import { GitHubApi } from '../aws/github-api';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld } from '../aws/world';
import { Region } from './account';
import { sweepStep } from './sweep-step';

let moto: Moto;
let github: GitHubApi;
beforeAll(async () => {
  moto = await startMoto();
  github = await GitHubApi.start();
});
afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await moto[Symbol.asyncDispose]();
});

const old = { id: 'old', run: 'org/repo/1/1', expires: -3600 };

describe('a sweep', () => {
  it('ends 500 machines of several pages by a few calls', async () => {
    const cloud = { vcpuQuota: 10_000, pendingMs: 0, pageSize: 200 };
    await using world = await startWorld(moto, { cloud });
    // Its default subnet has room for them.
    const region = 'eu-central-1';
    const far = new Region(world, region);
    await far.launch({ ...old, count: 500 });
    const { code, ended } = await sweepStep(world, github, { regions: region });
    expect(code).toBe(0);
    expect(await far.alive()).toEqual([]);
    expect(ended.flatMap(({ ids }) => ids)).toHaveLength(500);
    // Of each kind one look, of instances three; one to end them; what a slow answer makes repeat.
    expect(world.proxy.calls.length).toBeLessThan(20);
  });
});

const calls = [
  'CancelSpotInstanceRequests',
  'DeleteKeyPair',
  'DeleteNetworkInterface',
  'DeleteSecurityGroup',
  'DeleteVolume',
  'DescribeInstances',
  'DescribeKeyPairs',
  'DescribeNetworkInterfaces',
  'DescribeSecurityGroups',
  'DescribeSpotInstanceRequests',
  'DescribeVolumes',
  'TerminateInstances',
];
/**
 * All that there are for a sweep: it starts nothing, which alone AWS may have no capacity for, and makes
 * nothing that a quota counts.
 */
const passing: readonly FaultName[] = ['throttled', '500', 'cut-before', 'cut-after', 'malformed'];
const lasting: readonly FaultName[] = ['denied', 'expired', '500'];

// Side by side: most of it is waiting before AWS is asked again.
describe.each(calls)('a sweep whose call %s', { concurrent: true }, (action) => {
  async function sweepWith(fault: FaultName, nth?: number) {
    const world = await startWorld(moto, { cloud: { pendingMs: 0, shuttingDownMs: 0 } });
    const here = new Region(world, world.region);
    await here.launch({ ...old, more: { InstanceMarketOptions: { MarketType: 'spot' } } });
    await here.keyPair(old);
    await here.securityGroup(old);
    await here.loseParts(old);
    world.proxy.addFaults({ action, fault, ...(nth && { nth }) });
    return { world, first: await sweepStep(world, github) };
  }

  it.each(passing)('is %s once ends everything all the same', async (fault) => {
    const { world, first } = await sweepWith(fault, 1);
    await using _ = world;
    expect(first.code, first.log).toBe(0);
    expect(Object.values(await world.leftovers()).flat()).toEqual([]);
  });

  it.each(lasting)('is %s fails, and the next sweep ends what is left', async (fault) => {
    const { world, first } = await sweepWith(fault);
    await using _ = world;
    expect(first.code, first.log).toBe(1);
    expect(first.log).not.toMatch(/^\s+at /m);
    world.proxy.clearFaults();
    const second = await sweepStep(world, github);
    expect(second.code, second.log).toBe(0);
    expect(Object.values(await world.leftovers()).flat()).toEqual([]);
  });
});
