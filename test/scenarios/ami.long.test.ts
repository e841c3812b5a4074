import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CreateImageCommand } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from '../aws/moto';
import { SystemdRoom } from '../aws/systemd-room';
import { startWorld, type World } from '../aws/world';
import { rayEnvironmentHere } from '../hosts/ray-home';
import { whyNoSystemdHosts } from '../hosts/systemd/requirements';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';

const obstacle = whyNoSystemdHosts();
const ray = '2.59.0';
const page = readFileSync(resolve(import.meta.dirname, '../../docs/ami.md'), 'utf8');

/** The block of docs/ami.md that is for the machine. */
function documentedCleaning(): string {
  const [, block] = /```sh\n(.*?)```/s.exec(page) ?? [];
  if (block === undefined) throw new Error('docs/ami.md has no commands for the machine.');
  return block;
}

/** What `aws ec2 create-image` asks for in docs/ami.md. */
function documentedRequest(instanceId: string) {
  const [, options = ''] = /^aws ec2 create-image (.*)$/m.exec(page) ?? [];
  const given = new Map(
    [...options.matchAll(/--([\w-]+) (\S+)/g)].map(([, a = '', b = '']) => [a, b]),
  );
  expect([...given.keys()]).toEqual(['instance-id', 'name']);
  return { InstanceId: instanceId, Name: given.get('name') };
}

/** How the step reaches its orchestrator. */
function reached(step: ActionStep): readonly string[] {
  const state = join(step.temp, 'flambe-action', step.output('cluster-id') ?? '');
  return ['-F', join(state, 'ssh_config')];
}

async function imageOf(world: World, instanceId: string): Promise<string> {
  const { ImageId = '' } = await world.ec2.send(
    new CreateImageCommand(documentedRequest(instanceId)),
  );
  const room = world.hypervisor?.room;
  if (!(room instanceof SystemdRoom)) throw new Error('No disks there.');
  room.bake(instanceId, ImageId);
  return ImageId;
}

describe.skipIf(obstacle)(`an image of a machine${obstacle ? ` (${obstacle})` : ''}`, () => {
  let moto: Moto;
  let environment: string;
  beforeAll(async () => {
    environment = rayEnvironmentHere(ray);
    moto = await startMoto();
  }, 900_000);
  afterAll(() => moto?.[Symbol.asyncDispose]());

  it('that is cleaned as docs/ami.md says has the environment, and nothing of the run', async () => {
    await using world = await startWorld(moto, { hypervisor: true });
    // As a run of flambé leaves its results (flambe-output.sh).
    const results = `cat ~/.ssh/authorized_keys
mkdir -p ~/survey/output__survey ~/.flambe/logs
touch ~/survey/output__survey/state.pkl ~/.flambe/logs/log.log
echo ~/survey/output__survey >~/.flambe-action/"$FLAMBE_ACTION_ID"/made-output`;
    const inputs = { command: results, teardown: 'never' };
    await using first = stepOnAws(world, inputs, { name: 'bake', factories_num: 0 });
    const made = await first.main();
    expect(made.code, made.log).toBe(0);
    expect((await first.post()).code).toBe(0);
    const [instanceId = ''] = world.hypervisor?.instanceIds ?? [];
    const ssh = reached(first);
    // In place of the run's own installation.
    execFileSync('rsync', [
      '-a',
      '-e',
      `ssh ${ssh.join(' ')}`,
      environment,
      'orchestrator:.flambe-action-envs/',
    ]);
    execFileSync('ssh', [...ssh, 'orchestrator', 'sh -s'], {
      input: documentedCleaning(),
      stdio: 'pipe',
    });
    const image = await imageOf(world, instanceId);

    const seen = `python3 -c 'import ray; print("ray", ray.__version__)'
cat ~/.ssh/authorized_keys; ls -a ~/.flambe-action | sed s/^/run-/
find ~/survey ~/.flambe -type f | sed s/^/left-/; cat /etc/ssh/ssh_host_*.pub`;
    await using second = stepOnAws(
      world,
      { command: seen, 'ray-version': ray },
      { name: 'use', factories_num: 1, orchestrator_ami: image, factory_ami: image },
    );
    const { code, log } = await second.main();
    expect(code, log).toBe(0);
    expect(log).toContain(`Ray ${ray}: 2 nodes`);
    expect(log).toContain(`ray ${ray}`);
    // What the preparation would say if it made anything.
    expect(log).not.toMatch(/installing Ray|getting uv/);
    const id = first.output('cluster-id') ?? 'none';
    expect(log).not.toContain(id);
    expect(log).not.toContain('left-');
    const keys = first.read('flambe-results/job.log').match(/AAAA\S+/g) ?? [];
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(log).not.toContain(key);
    expect((await second.post()).code).toBe(0);
  });
});
