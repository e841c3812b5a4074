import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Region } from '../scenarios/account';
import { nothingLeft } from './leftovers';
import { type Moto, startMoto } from './moto';
import { AwsRun, ownEverything } from './run';
import { startWorld, type World } from './world';

let moto: Moto;
beforeAll(async () => {
  moto = await startMoto();
});
afterAll(() => moto[Symbol.asyncDispose]());

const cloud = { pendingMs: 0, shuttingDownMs: 0 };
const patience = 60_000;

/** One of its factories ends, and is forgotten. @returns its id */
async function forgetOne(world: World): Promise<string> {
  const factory = world.cloud.instances.find(({ launch }) => launch.type === 'g4dn.xlarge');
  if (!factory) throw new Error('There is no factory.');
  const code = 'Client.InstanceInitiatedShutdown';
  await world.cloud.end(factory, 'terminate', { code, message: code });
  world.cloud.forget(factory);
  return factory.id;
}

/** Its machines were made so many seconds ago. */
function agedBy(run: AwsRun, seconds: number): void {
  const { aws } = run.record;
  const since = new Date(Date.now() - seconds * 1000).toISOString();
  const machines = aws?.machines?.map((one) => ({ ...one, since })) ?? [];
  if (aws) run.record = { ...run.record, aws: { ...aws, machines } };
}

describe.concurrent(
  'a release',
  () => {
    it('has nothing to do of a run that made nothing', async () => {
      await using world = await startWorld(moto, { cloud });
      await using run = await AwsRun.begin(world);
      expect(await run.post()).toEqual([]);
      expect(world.proxy.calls.every(({ action }) => action.startsWith('Describe'))).toBe(true);
    });

    it('leaves no disk that an image would leave', async () => {
      const imageDisks = [{ device: '/dev/sdf', gb: 500, type: 'st1' }];
      await using world = await startWorld(moto, { cloud: { ...cloud, imageDisks } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      // The root disks, and those.
      expect((await world.leftovers()).volumes).toHaveLength(6);
      expect(run.record.aws?.machines?.[0]?.disks).toMatchObject([{ gb: 500, type: 'st1' }]);
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('ends the others when one machine is protected, and names that one', async () => {
      await using world = await startWorld(moto, { cloud });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      world.proxy.clearFaults();
      // All at once, and then its two halves, one of which is one machine.
      const isProtected = {
        status: 400,
        code: 'OperationNotPermitted',
        message: "Modify its 'disableApiTermination' instance attribute and try again.",
      };
      const action = 'TerminateInstances';
      world.proxy.addFaults({ action, nth: 1, times: 3, fault: isProtected });
      const left = await run.post();
      const [instance, ...none] = (await world.leftovers()).instances;
      expect(none).toEqual([]);
      expect(left).toEqual([
        {
          what: `instance ${instance}`,
          why: expect.stringContaining('disableApiTermination'),
          command: `aws ec2 --region us-east-1 terminate-instances --instance-ids ${instance}`,
        },
      ]);
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it.each([
      ['long ago', 600],
      ['minutes ago', 290],
    ])(
      'ends the others where a machine has ended, and EC2 has forgotten it: made %s',
      async (_, seconds) => {
        await using world = await startWorld(moto, { cloud: { ...cloud, byTag: true } });
        await using run = await AwsRun.begin(world, { cluster: ownEverything });
        await run.acquire();
        const gone = await forgetOne(world);
        agedBy(run, seconds);
        const left = await run.post();
        const calls = world.proxy
          .callsOf('TerminateInstances')
          .map(({ params }) => Object.values(params));
        // Nobody can say of a young one that it is not about to be there.
        const isYoung = seconds < 300;
        expect(calls.some((words) => words.includes(gone))).toBe(isYoung);
        const why = expect.stringContaining('UnauthorizedOperation');
        expect(left).toMatchObject(isYoung ? [{ what: `instance ${gone}`, why }] : []);
        expect(await world.leftovers()).toEqual(nothingLeft);
      },
    );

    it('tries them one by one where the role may not end one of them', async () => {
      await using world = await startWorld(moto, { cloud: { ...cloud, byTag: true } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      const gone = await forgetOne(world);
      world.proxy.addFaults({ action: 'DescribeInstances', fault: 'denied' });
      expect((await run.post()).map(({ what }) => what)).toEqual([`instance ${gone}`]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('has no key pair to delete where that is gone, whatever the role may', async () => {
      await using world = await startWorld(moto, { cloud: { ...cloud, byTag: true } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      expect(await run.post()).toEqual([]);
      expect(await run.post()).toEqual([]);
      const [, second] = world.proxy.callsOf('DeleteKeyPair');
      expect(second?.outcome).toBe('UnauthorizedOperation');
      // A key pair that is there is named.
      await run.acquire();
      world.proxy.addFaults({ action: 'DeleteKeyPair', fault: 'denied' });
      expect(await run.post()).toMatchObject([{ what: expect.stringMatching(/^key pair /) }]);
    });

    it('names a security group by its id, for its name alone says which in the default VPC only', async () => {
      await using world = await startWorld(moto, { cloud });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      world.proxy.addFaults({ action: 'DeleteSecurityGroup', fault: 'denied' });
      const name = `flambe-action-${run.plan.id}`;
      const find = `describe-security-groups --filters Name=group-name,Values=${name} --query 'SecurityGroups[].GroupId' --output text`;
      expect(await run.post()).toMatchObject([
        {
          what: `security group ${name}`,
          command: `aws ec2 --region us-east-1 delete-security-group --group-id $(aws ec2 --region us-east-1 ${find})`,
        },
      ]);
    });

    it('ends what it knows though it may not look, and says what it does not know', async () => {
      await using world = await startWorld(moto, { cloud });
      await using run = await AwsRun.begin(world);
      await run.acquire();
      world.proxy.addFaults({ action: 'DescribeInstances', fault: 'denied' });
      const cutShort = run.record;
      if (!cutShort.aws) throw new Error('There is no record of AWS.');
      run.record = { ...cutShort, aws: { ...cutShort.aws, launching: true } };
      expect(await run.post()).toMatchObject(
        [{ what: /instances of lab-/, why: /Unauthorized/ }].map(() => ({
          what: expect.stringContaining('instances of lab-'),
          why: expect.stringContaining('UnauthorizedOperation'),
        })),
      );
      expect((await world.leftovers()).instances).toEqual([]);
    });

    it.each([
      ['knows nothing of them', false],
      ['says that the role may not', true],
    ])('insists on machines that it knows and EC2 does not show yet: EC2 %s', async (_, byTag) => {
      await using world = await startWorld(moto, { cloud: { ...cloud, byTag, hiddenMs: 4000 } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      const over = new AbortController();
      world.proxy.onBefore(({ action }) => {
        const isWaiting = action === 'DescribeInstances' && world.cloud.instances.length === 3;
        if (isWaiting) over.abort(new Error('over'));
      });
      await expect(run.acquire(over.signal)).rejects.toThrow('over');
      expect(run.record.aws).toMatchObject({ launching: false, instances: { length: 3 } });
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });

    it('waits for machines that EC2 does not show yet', async () => {
      await using world = await startWorld(moto, { cloud: { ...cloud, hiddenMs: 3000 } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      const over = new AbortController();
      // The answers never come: the record knows of no machine.
      world.proxy.onAfter(({ action, params }) => {
        if (action === 'RunInstances' && params.DryRun !== 'true') over.abort(new Error('over'));
      });
      await expect(run.acquire(over.signal)).rejects.toThrow('over');
      expect(world.cloud.instances.length).toBeGreaterThan(0);
      expect(await run.post()).toEqual([]);
      expect(await world.leftovers()).toEqual(nothingLeft);
    });
  },
  patience,
);

describe.concurrent(
  'machines that stay',
  () => {
    it('are tagged though one of them has ended, and EC2 has forgotten it', async () => {
      await using world = await startWorld(moto, { cloud: { ...cloud, byTag: true } });
      await using run = await AwsRun.begin(world, { cluster: ownEverything });
      await run.acquire();
      const gone = await forgetOne(world);
      expect(await run.provider.keep?.({ ...run.record, teardown: 'never' })).toEqual([]);
      const { params, outcome } = world.proxy.callsOf('CreateTags').at(-1) ?? {};
      expect(outcome).toBe('ok');
      expect(params).toMatchObject({ 'Tag.1.Key': 'flambe-action:warm' });
      const others = run.record.aws?.instances?.filter((id) => id !== gone);
      expect([params?.['ResourceId.1'], params?.['ResourceId.2']].sort()).toEqual(
        others?.toSorted(),
      );
      agedBy(run, 600);
      await run.post();
    });
  },
  patience,
);

describe.concurrent(
  'a second attempt',
  () => {
    it('ends what the first has left, but nothing warm and nothing of another run', async () => {
      await using world = await startWorld(moto, { cloud });
      const here = new Region(world, world.region);
      const run = 'me/repo/1/1';
      const [left = ''] = await here.launch({ id: 'lab-left', run });
      const stay = [
        ...(await here.launch({ id: 'lab-warm', run, warm: 'true' })),
        ...(await here.launch({ id: 'lab-other', run: 'me/repo/11/1' })),
        ...(await here.launch({ id: 'lab-job', run: 'me/repo/1/2' })),
      ];
      await using second = await AwsRun.begin(world, {
        plan: { id: 'lab-second', run: 'me/repo/1/2' },
      });
      await second.acquire();
      expect(second.told.join('\n')).toContain(`this workflow run has left before: ${left}`);
      await second.post();
      expect(await here.alive()).toEqual(stay.sort());
    });

    it('goes on where what the first has left does not end, and says how to end that', async () => {
      await using world = await startWorld(moto, { cloud });
      const here = new Region(world, world.region);
      const [left = ''] = await here.launch({ id: 'lab-left', run: 'me/repo/1/1' });
      await using second = await AwsRun.begin(world, {
        plan: { id: 'lab-second', run: 'me/repo/1/2' },
      });
      world.proxy.addFaults({ action: 'TerminateInstances', nth: 1, fault: 'denied' });
      expect((await second.acquire()).nodes).toHaveLength(3);
      expect(second.warnings).toContainEqual({
        message: expect.stringMatching(new RegExp(`${left}.*does not end: UnauthorizedOperation`)),
        fix: `End it by \`aws ec2 --region us-east-1 terminate-instances --instance-ids ${left}\`.`,
      });
      await second.post();
    });
  },
  patience,
);
