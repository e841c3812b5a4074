import { DescribeSpotInstanceRequestsCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tagOf } from '../../src/providers/aws/tag-specifications';
import { type Moto, startMoto } from './moto';
import { AwsRun, ownEverything } from './run';
import { startWorld } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const quick = { pendingMs: 0, shuttingDownMs: 0 };

it('asks EC2 no more than 20 times for 1+100 machines, up and down, besides four looks and names', async () => {
  await using world = await startWorld(moto, { cloud: { ...quick, vcpuQuota: 10_000 } });
  await using run = await AwsRun.begin(world, {
    cluster: { ...ownEverything, factoriesNum: 100, minFactories: 100 },
  });
  const { signal } = new AbortController();
  const { nodes } = await run.acquire(signal, () => Promise.reject(new Error('Nothing is warm.')));
  expect(nodes).toHaveLength(101);
  expect(await run.post()).toEqual([]);
  const counted = world.proxy.calls.filter(
    ({ service, action }) =>
      service === 'ec2' && action !== 'DescribeInstances' && action !== 'CreateTags',
  );
  expect(counted.length).toBeLessThanOrEqual(20);
  // For machines of an earlier attempt, for warm ones, until these run, and for what is left in the end.
  const looks = world.proxy.callsOf('DescribeInstances');
  expect(looks.filter(({ params }) => params.DryRun !== 'true')).toHaveLength(4);
  expect(world.proxy.callsOf('CreateTags')).toHaveLength(100);
}, 120_000);

it('asks for machines in the words of the plan, and tags the spot requests, too', async () => {
  await using world = await startWorld(moto, { cloud: quick });
  await using run = await AwsRun.begin(world, {
    // moto has no io1 volume: it forgets its rate.
    cluster: { ...ownEverything, spot: 'prefer', volumeSize: 200 },
  });
  await run.acquire();
  const calls = world.proxy
    .callsOf('RunInstances')
    .filter(({ params }) => params.DryRun !== 'true');
  expect(calls).toHaveLength(2);
  for (const { params } of calls) {
    expect(params).toMatchObject({
      ClientToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      ImageId: world.amis.amd64,
      InstanceInitiatedShutdownBehavior: 'terminate',
      EbsOptimized: 'true',
      'MetadataOptions.HttpTokens': 'required',
      'MetadataOptions.HttpPutResponseHopLimit': '1',
      'BlockDeviceMapping.1.DeviceName': '/dev/sda1',
      'BlockDeviceMapping.1.Ebs.Encrypted': 'true',
      'BlockDeviceMapping.1.Ebs.DeleteOnTermination': 'true',
      'BlockDeviceMapping.1.Ebs.VolumeSize': '200',
      'BlockDeviceMapping.1.Ebs.VolumeType': 'gp3',
      'NetworkInterface.1.DeleteOnTermination': 'true',
      'NetworkInterface.1.SecurityGroupId.1': expect.stringMatching(/^sg-/),
    });
  }
  const { SpotInstanceRequests = [] } = await world.ec2.send(
    new DescribeSpotInstanceRequestsCommand({}),
  );
  const roles = SpotInstanceRequests.map((one) => tagOf(one, 'Role'));
  expect(roles).toEqual(['Factory', 'Factory']);
  await run.post();
}, 60_000);
