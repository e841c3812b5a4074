import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import { startWorld, type World } from '../aws/world';
import { Region } from './account';
import { clusterOnAws } from './aws-step';
import { runCommand } from './sweep-step';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

let world: World;
let here: Region;
let home: string;
beforeEach(async () => {
  world = await startWorld(moto, { cloud: { pendingMs: 0, shuttingDownMs: 0 } });
  here = new Region(world, world.region);
  home = mkdtempSync(join(tmpdir(), 'down-'));
});
afterEach(async () => {
  rmSync(home, { recursive: true });
  await world[Symbol.asyncDispose]();
});

const mine = { id: 'lab-0123456789', run: 'org/repo/1/1' };
const other = { id: 'lab-9876543210', run: 'org/repo/1/1' };
const down = (...args: readonly string[]) =>
  runCommand(['down', ...args], { ...world.env, HOME: home, XDG_STATE_HOME: home });

describe('down, where the run has no record', () => {
  it('ends by tag what the run has, and nothing of another', async () => {
    await here.launch({ ...mine, count: 3 });
    await here.keyPair(mine);
    await here.securityGroup(mine);
    const stay = await here.launch(other);
    const { code, log } = await down(mine.id, '--aws-region', world.region);
    expect(code, log).toBe(0);
    const left = await world.leftovers();
    expect(left).toMatchObject({ instances: stay, keyPairs: [], securityGroups: [] });
    expect(readdirSync(home)).toEqual([]);
  });

  it('looks where the cluster file says', async () => {
    await here.launch(mine);
    const file = join(home, 'aws.yaml');
    writeFileSync(file, clusterOnAws(world, { region_name: world.region }));
    const env = { ...world.env, AWS_REGION: 'eu-west-1', HOME: home, XDG_STATE_HOME: home };
    const { code, log } = await runCommand(['down', mine.id, '-c', file], env);
    expect(code, log).toBe(0);
    expect(await world.leftovers()).toEqual(nothingLeft);
  });

  it('says that there is none, where it has looked', async () => {
    const stay = await here.launch(other);
    const { code, log } = await down(mine.id, '--aws-region', world.region);
    expect(code).toBe(64);
    expect(log).toContain(`in us-east-1 no instance has the tag flambe-action:id=${mine.id}`);
    expect((await world.leftovers()).instances).toEqual(stay);
  });

  it('names the call that the role may not do', async () => {
    world.proxy.addFaults({ action: 'DescribeInstances', fault: 'denied' });
    const { code, log } = await down(mine.id, '--aws-region', world.region);
    expect(code).toBe(69);
    expect(log).toContain('It may not do ec2:DescribeInstances');
  });

  it('asks nobody when no place at AWS is named', async () => {
    const { code, log } = await down(mine.id);
    expect(code).toBe(64);
    expect(log).toContain(`No run \`${mine.id}\` is known on this machine`);
    expect(world.proxy.calls).toEqual([]);
  });
});
