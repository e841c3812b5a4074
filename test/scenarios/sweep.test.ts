import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GitHubApi } from '../aws/github-api';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
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

let world: World;
let here: Region;
beforeEach(async () => {
  world = await startWorld(moto, { cloud: { vcpuQuota: 10_000, pendingMs: 0, shuttingDownMs: 0 } });
  here = new Region(world, world.region);
  github.runs.clear();
});
afterEach(() => world[Symbol.asyncDispose]());

const deadline = -3600;
const run = 'org/repo/1/1';
const over = { status: 'completed', attempt: 1 };
const alive = { status: 'in_progress', attempt: 1 };

describe('a sweep', () => {
  it('ends what is past its deadline, of whatever run, and all that the run made', async () => {
    github.runs.set('org/repo/1', alive);
    for (const of of [run, 'me@laptop', 'someone/elses/9/1'].map((run, index) => ({
      ...{ id: `lab-${index}`, run, expires: deadline },
    }))) {
      await here.launch({ ...of, count: 2 });
      await here.keyPair(of);
      await here.securityGroup(of);
      await here.loseParts(of);
    }
    const { code, log, ended } = await sweepStep(world, github);
    expect(await world.leftovers(), log).toEqual(nothingLeft);
    expect(code).toBe(0);
    expect(github.asked).toEqual([]);
    expect(ended.flatMap(({ ids }) => ids)).toHaveLength(3 * 6);
    expect(ended.every(({ why }) => why.startsWith('its deadline passed'))).toBe(true);
  });

  it('ends what is left of a run that is over, and nothing of a run that goes on', async () => {
    github.runs.set('org/repo/1', over).set('org/repo/2', alive);
    const [dead, living] = [
      { id: 'dead', run },
      { id: 'living', run: 'org/repo/2/1' },
    ];
    await here.launch(dead);
    await here.keyPair(dead);
    const stays = await here.launch({ ...living, count: 2 });
    const key = await here.keyPair(living);
    const { code, summary } = await sweepStep(world, github);
    expect(code).toBe(0);
    expect(await here.alive()).toEqual([...stays].sort());
    expect((await world.leftovers()).keyPairs).toEqual([key]);
    expect(summary).toContain('2 ended\\, 3 not touched');
  });

  it('ends the machines of an attempt after which another came, which keeps its own', async () => {
    github.runs.set('org/repo/1', { status: 'in_progress', attempt: 2 });
    await here.launch({ id: 'first', run });
    const second = await here.launch({ id: 'second', run: 'org/repo/1/2' });
    expect((await sweepStep(world, github)).code).toBe(0);
    expect(await here.alive()).toEqual(second);
  });

  it('leaves machines of a run that GitHub does not tell about to their deadline', async () => {
    const known = { 1: 404, 2: 403, 3: 500, 4: 'rate-limited' } as const;
    for (const [id, answer] of Object.entries(known)) {
      github.runs.set(`org/repo/${id}`, answer);
      await here.launch({ id: `lab-${id}`, run: `org/repo/${id}/1` });
    }
    const { code, ended, summary } = await sweepStep(world, github);
    expect({ code, ended }).toEqual({ code: 0, ended: [] });
    expect(await here.alive()).toHaveLength(4);
    expect(summary.match(/its run is unknown .*its deadline is/g)).toHaveLength(4);
  });

  it('leaves machines of a run when GitHub cannot be reached, and of a terminal', async () => {
    await here.launch({ id: 'unknown', run });
    await here.launch({ id: 'laptop', run: 'me@laptop' });
    const env = { GITHUB_API_URL: 'http://127.0.0.1:9' };
    expect(await sweepStep(world, github, { env })).toMatchObject({ code: 0, ended: [] });
    expect(await here.alive()).toHaveLength(2);
  });

  it('leaves what a run that is over has made in the last two minutes', async () => {
    github.runs.set('org/repo/1', over);
    await here.launch({ id: 'new', run });
    expect(await sweepStep(world, github, { margin: 'default' })).toMatchObject({ ended: [] });
    expect(await here.alive()).toHaveLength(1);
  });

  it('leaves warm machines until their deadline, with what they need', async () => {
    github.runs.set('org/repo/1', over);
    const warm = { id: 'warm', run, warm: 'true' };
    const stays = await here.launch(warm);
    await here.keyPair({ id: 'warm', run });
    await here.launch({ ...warm, id: 'cold', expires: deadline });
    expect((await sweepStep(world, github)).code).toBe(0);
    expect(await here.alive()).toEqual(stays);
    expect((await world.leftovers()).keyPairs).toEqual(['flambe-action-warm']);
  });

  it("never touches another's, whatever its names and other tags", async () => {
    const Tags = [
      { Key: 'Name', Value: 'flambe-action-lab_orchestrator' },
      { Key: 'Purpose', Value: 'flambe' },
      { Key: 'flambe-action:expires-at', Value: '2020-01-01T00:00:00Z' },
      { Key: 'flambe-action:run', Value: run },
    ];
    github.runs.set('org/repo/1', over);
    const others = [
      ...(await here.start({}, [{ ResourceType: 'instance', Tags }])),
      ...(await here.start({}, [])),
    ];
    expect(await sweepStep(world, github)).toMatchObject({ code: 0, ended: [] });
    expect(await here.alive()).toEqual(others.sort());
  });

  it('changes nothing in a dry run, and tells what would go', async () => {
    const of = { id: 'old', run, expires: deadline };
    const ids = await here.launch(of);
    await here.keyPair(of);
    const before = await world.leftovers();
    const { code, ended, summary, log } = await sweepStep(world, github, { dryRun: true });
    expect(code, log).toBe(0);
    expect(await world.leftovers()).toEqual(before);
    expect(
      world.proxy.calls.map(({ action }) => action).filter((one) => !/^Describe/.test(one)),
    ).toEqual([]);
    expect(ended.flatMap((one) => one.ids)).toEqual([...ids, 'flambe-action-old']);
    expect(summary).toContain('2 to be ended');
  });

  it('finds nothing to do the second time', async () => {
    const of = { id: 'old', run, expires: deadline };
    await here.launch({ ...of, count: 3 });
    await here.keyPair(of);
    expect((await sweepStep(world, github)).ended).toHaveLength(2);
    expect(await sweepStep(world, github)).toMatchObject({ code: 0, ended: [] });
  });

  it('ends machines that EC2 tells of in several pages, by one call', async () => {
    await using world = await startWorld(moto, { cloud: { pageSize: 2, pendingMs: 0 } });
    const paged = new Region(world, world.region);
    for (const count of [1, 3, 1])
      await paged.launch({ id: 'large', run, expires: deadline, count });
    const { ended } = await sweepStep(world, github);
    expect(ended.flatMap(({ ids }) => ids)).toHaveLength(5);
    expect((await world.leftovers()).instances).toEqual([]);
    expect(world.proxy.callsOf('DescribeInstances')).toHaveLength(3);
    expect(world.proxy.callsOf('TerminateInstances')).toHaveLength(1);
  });

  it('cancels spot requests, then ends their machines', async () => {
    const more = { InstanceMarketOptions: { MarketType: 'spot' as const } };
    await here.launch({ id: 'spot', run, expires: deadline, more });
    const { ended } = await sweepStep(world, github);
    expect(ended.map(({ kind }) => kind).sort()).toEqual(['instance', 'spot request']);
    const ends = world.proxy.calls.map(({ action }) => action).filter((one) => !/^Desc/.test(one));
    expect(ends).toEqual(['CancelSpotInstanceRequests', 'TerminateInstances']);
    expect(await here.alive()).toEqual([]);
  });
});
