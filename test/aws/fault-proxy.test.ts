import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2';
import { GetServiceQuotaCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRule } from './faults';
import { amis, type Moto, startMoto } from './moto';
import { startWorld, type World } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

/** As the product has it, but for the number of attempts. */
function settings({ proxy, region, env }: World, maxAttempts = 1) {
  const [accessKeyId = '', secretAccessKey = ''] = [
    env.AWS_ACCESS_KEY_ID,
    env.AWS_SECRET_ACCESS_KEY,
  ];
  const credentials = { accessKeyId, secretAccessKey };
  return { endpoint: proxy.url, region, credentials, maxAttempts };
}

function wish(world: World): RunInstancesCommandInput {
  const where = { SubnetId: world.subnetIds[0], SecurityGroupIds: [world.securityGroupId] };
  const what = { ImageId: amis.amd64, InstanceType: 't3.micro' as const };
  return { ...what, ...where, ClientToken: 'token', MinCount: 1, MaxCount: 1 };
}

const run = (world: World, attempts?: number) =>
  new EC2Client(settings(world, attempts)).send(new RunInstancesCommand(wish(world)));

describe('a call that goes wrong', () => {
  it.each([
    ['throttled', 'RequestLimitExceeded', 503, 0],
    ['500', 'InternalError', 500, 0],
    ['cut-before', undefined, undefined, 0],
    ['cut-after', undefined, undefined, 1],
    ['capacity', 'InsufficientInstanceCapacity', 500, 0],
    ['quota', 'VcpuLimitExceeded', 400, 0],
    ['denied', 'UnauthorizedOperation', 403, 0],
    ['expired', 'RequestExpired', 400, 0],
    ['malformed', undefined, undefined, 1],
  ] as const)(
    '(%s) is seen by the caller, and AWS has made nothing unless it was asked',
    async (fault, code, status, made) => {
      await using world = await startWorld(moto);
      world.proxy.addFaults({ action: 'RunInstances', fault });
      const error: unknown = await run(world).then(undefined, (reason: unknown) => reason);
      expect(error).toBeInstanceOf(Error);
      if (code) expect(error).toMatchObject({ name: code, $metadata: { httpStatusCode: status } });
      else expect((error as { Code?: string }).Code).toBeUndefined();
      expect((await world.leftovers()).instances).toHaveLength(made);
      expect(world.proxy.calls).toMatchObject([{ action: 'RunInstances', outcome: code ?? fault }]);
    },
  );

  it('is the nth of its action, and then no more', async () => {
    await using world = await startWorld(moto);
    const rules: readonly FaultRule[] = [
      { action: 'RunInstances', nth: 1, fault: 'cut-after' },
      { action: 'RunInstances', nth: 2, fault: { status: 503, code: 'Unavailable', message: '' } },
    ];
    world.proxy.addFaults(...rules);
    // The SDK's own attempts: the third gives what the first has made.
    const { Instances } = await run(world, 3);
    expect((await world.leftovers()).instances).toEqual([Instances?.[0]?.InstanceId]);
    const outcomes = world.proxy.callsOf('RunInstances').map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['cut-after', 'Unavailable', 'ok']);
  });
});

describe('a process that is killed', () => {
  it.each([
    ['before a call', 'onBefore', 0],
    ['after a call', 'onAfter', 1],
  ] as const)('%s leaves what AWS had done by then', async (_, moment, made) => {
    await using world = await startWorld(moto);
    const script = `
      import { EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2';
      await new EC2Client({}).send(new RunInstancesCommand(JSON.parse(process.argv[1])));`;
    const words = ['--input-type=module', '-e', script, JSON.stringify(wish(world))];
    const cwd = join(import.meta.dirname, '../..');
    const env = { PATH: process.env.PATH, ...world.env };
    const child = spawn(process.execPath, words, { cwd, env, stdio: 'ignore' });
    const exit = once(child, 'exit');
    world.proxy[moment](async () => {
      child.kill('SIGKILL');
      await exit;
    });
    expect(await exit).toEqual([null, 'SIGKILL']);
    await expect
      .poll(() => world.proxy.calls.map(({ outcome }) => outcome))
      .toEqual([made === 0 ? 'cut-before' : 'cut-after']);
    expect((await world.leftovers()).instances).toHaveLength(made);
  });
});

describe('the record of calls', () => {
  it('has who called what with which parameters, and not the test’s own calls', async () => {
    await using world = await startWorld(moto);
    await run(world);
    await world.ec2.send(new DescribeInstancesCommand({}));
    expect(world.proxy.calls).toMatchObject([
      {
        service: 'ec2',
        action: 'RunInstances',
        region: 'us-east-1',
        params: { InstanceType: 't3.micro', ClientToken: 'token' },
        accessKeyId: world.env.AWS_ACCESS_KEY_ID,
        outcome: 'ok',
      },
    ]);
  });
});

describe('look-ups', () => {
  it('find Canonical’s images, and what is not there is invalid', async () => {
    await using world = await startWorld(moto);
    const ssm = new SSMClient(settings(world));
    const path = (name: string) =>
      `/aws/service/canonical/ubuntu/server/24.04/stable/current/${name}/hvm/ebs-gp3/ami-id`;
    const one = await ssm.send(new GetParameterCommand({ Name: path('arm64') }));
    expect(one.Parameter?.Value).toBe(amis.arm64);
    const Names = [path('amd64'), '/aws/service/none'];
    const several = await ssm.send(new GetParametersCommand({ Names }));
    expect(several.Parameters?.map(({ Value }) => Value)).toEqual([amis.amd64]);
    expect(several.InvalidParameters).toEqual(['/aws/service/none']);
    await expect(ssm.send(new GetParameterCommand({ Name: '/none' }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });

  it('tell the quota of vCPUs that RunInstances keeps to', async () => {
    await using world = await startWorld(moto, { cloud: { vcpuQuota: 7 } });
    const quotas = new ServiceQuotasClient(settings(world));
    const asked = { ServiceCode: 'ec2', QuotaCode: 'L-1216C47A' };
    const { Quota } = await quotas.send(new GetServiceQuotaCommand(asked));
    expect(Quota?.Value).toBe(7);
    world.proxy.addFaults({ action: 'GetServiceQuota', fault: 'denied' });
    await expect(quotas.send(new GetServiceQuotaCommand(asked))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});
