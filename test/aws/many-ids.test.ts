import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ec2Clients } from '../../src/providers/aws/clients';
import { tagInstances } from '../../src/providers/aws/tag-specifications';
import { terminate } from '../../src/providers/aws/terminate';
import { Region } from '../scenarios/account';
import { type Moto, startMoto } from './moto';
import { startWorld, type World } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

function clientsOf({ region, proxy }: World) {
  const credentials = async () => ({ accessKeyId: 'AKIAOFTHERUN', secretAccessKey: 'secret' });
  const access = { region, credentials, endpoint: proxy.url };
  return ec2Clients(access);
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `i-${i + 1000}`);

describe('more than EC2 takes in one call', () => {
  it('end in portions, and not one by one', async () => {
    await using world = await startWorld(moto);
    const left = await terminate(clientsOf(world).ec2, ids(1001));
    // There are none: EC2 has heard of all of them.
    expect(left.filter(({ unknown }) => unknown)).toHaveLength(1001);
    expect(world.proxy.callsOf('TerminateInstances').length).toBeLessThanOrEqual(3);
  });

  it('are tagged in portions', async () => {
    await using world = await startWorld(moto);
    const many = Array.from({ length: 1001 }, () => world.securityGroupId);
    await tagInstances(clientsOf(world), many, { project: 'mine' });
    const outcomes = world.proxy.callsOf('CreateTags').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['ok', 'ok', 'ok']);
  });
});

it('is not asked for one by one while EC2 does not answer', async () => {
  await using world = await startWorld(moto);
  // As often as the SDK asks.
  world.proxy.addFaults({ action: 'TerminateInstances', nth: 1, times: 5, fault: 'cut-before' });
  const left = await terminate(clientsOf(world).ec2, ids(3));
  expect(left.map(({ id }) => id)).toEqual(ids(3));
  const asked = world.proxy
    .callsOf('TerminateInstances')
    .map(({ params }) => params['InstanceId.3']);
  expect(asked.slice(0, 6)).toEqual(Array(6).fill(ids(3)[2]));
});

it('finds the one that keeps the others from ending in few calls', async () => {
  await using world = await startWorld(moto, { cloud: { byTag: true, shuttingDownMs: 0 } });
  const here = new Region(world, world.region);
  const machines = await here.launch({ id: 'lab-1', run: 'me/repo/1/1', count: 15 });
  const left = await terminate(clientsOf(world).ec2, [...machines, 'i-gone']);
  expect(left.map(({ id }) => id)).toEqual(['i-gone']);
  expect(await here.alive()).toEqual([]);
  // 16, 8 + 8, 4 + 4, 2 + 2, 1 + 1.
  expect(world.proxy.callsOf('TerminateInstances')).toHaveLength(9);
});
