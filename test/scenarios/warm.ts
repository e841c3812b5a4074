import { CreateTagsCommand, DescribeInstancesCommand, type Instance } from '@aws-sdk/client-ec2';
import { expect } from 'vitest';
import type { Keys } from '../aws/keys';
import type { World } from '../aws/world';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';

export const keyName = 'lab-key';

/** Runs one after another on machines that `teardown: never` leaves, with one key for all. */
export class WarmLab {
  constructor(
    readonly world: World,
    readonly keys: Keys,
  ) {}

  static async open(world: World, keys: Keys): Promise<WarmLab> {
    await world.importKey(keyName, keys.publicOf('ed25519'));
    return new WarmLab(world, keys);
  }

  step(
    inputs: Readonly<Record<string, string>>,
    cluster: Readonly<Record<string, unknown>> = {},
    environment: Readonly<Record<string, string>> = {},
  ): ActionStep {
    const key = { 'ssh-private-key': this.keys.ed25519 };
    const fields = { key_name: keyName, factories_num: 1, ...cluster };
    return stepOnAws(this.world, { ...key, ...inputs }, fields, environment);
  }

  /** Those that run, as EC2 tells of them. */
  async instances(): Promise<readonly Instance[]> {
    const Filters = [{ Name: 'instance-state-name', Values: ['pending', 'running'] }];
    const { Reservations = [] } = await this.world.ec2.send(
      new DescribeInstancesCommand({ Filters }),
    );
    return Reservations.flatMap(({ Instances = [] }) => Instances);
  }

  async orchestrators(): Promise<readonly Instance[]> {
    return (await this.instances()).filter((one) => tag(one, 'Role') === 'Orchestrator');
  }

  async tag(id: string | undefined, name: string, value: string): Promise<void> {
    const Tags = [{ Key: name, Value: value }];
    await this.world.ec2.send(new CreateTagsCommand({ Resources: [id ?? ''], Tags }));
  }

  async hostKey(id: string | undefined): Promise<string> {
    return (await this.world.hypervisor?.machine(id ?? ''))?.hostKey ?? '';
  }

  /** How many machines each RunInstances call has brought, and of which role. */
  get launches(): readonly string[] {
    return this.world.proxy
      .callsOf('RunInstances')
      .filter(({ params }) => params['DryRun'] !== 'true')
      .map(({ params }) => `${params['MaxCount']} ${roleAsked(params)}`);
  }

  forgetLaunches(): void {
    this.world.proxy.calls.length = 0;
  }

  /** Bytes that the machines were sent. */
  get bytesSent(): number {
    return this.world.hypervisor?.room.bytesSent ?? 0;
  }
}

function roleAsked(params: Readonly<Record<string, string>>): string | undefined {
  const key = Object.keys(params).find((name) => params[name] === 'Role');
  return params[key?.replace(/Key$/, 'Value') ?? ''];
}

export function tag({ Tags = [] }: Instance, name: string): string | undefined {
  return Tags.find(({ Key }) => Key === name)?.Value;
}

/** Main and post, both without a failure. @returns what both have said */
export async function goesWell(step: ActionStep): Promise<string> {
  const main = await step.main();
  expect(main.code, main.log).toBe(0);
  const post = await step.post();
  expect(post.code, post.log).toBe(0);
  return main.log + post.log;
}
