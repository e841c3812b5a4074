import { type AwsError, notAllowed } from './faults';
import { type Change, Instance, type Launch, type Reason } from './instances';
import type { MotoAccount } from './moto';
import type { CloudOptions } from './options';
import { present } from './present';
import { type Answer, type AwsRequest, errorAnswer, list } from './protocol';
import { RunInstances } from './run-instances';
import { stricter } from './stricter';
import { type Element, parseXml } from './xml';

/** What stands behind the instances, where something does. */
export interface Machines {
  /** An instance is new, or about to change. */
  changed(instance: Instance, change: Change): void;
  /** What the machine has said on its console. */
  consoleOf(instanceId: string): Promise<string>;
}

/** EC2 as strict as AWS, with moto behind it. */
export class Ec2 {
  machines: Machines | undefined;
  readonly #instances = new Map<string, Instance>();
  readonly #known = new Map<string, Promise<Element | undefined>>();
  readonly #run: RunInstances;

  constructor(
    private readonly account: MotoAccount,
    readonly options: CloudOptions,
  ) {
    this.#run = new RunInstances(this, options);
  }

  /** All that were ever started. */
  get instances(): readonly Instance[] {
    return [...this.#instances.values()];
  }

  instance(id: string): Instance | undefined {
    return this.#instances.get(id);
  }

  /** Those not terminated. */
  live(region: string): readonly Instance[] {
    return this.instances.filter(
      (one) => one.launch.region === region && one.state !== 'terminated',
    );
  }

  async answer(request: AwsRequest): Promise<Answer> {
    const { action, params } = request;
    if (params.DryRun === 'true') return errorAnswer('ec2', dryRunOperation);
    if ([...list(params, 'InstanceId'), ...list(params, 'ResourceId')].length > 1000) {
      return errorAnswer('ec2', tooMany);
    }
    const unknown = [
      params.InstanceId,
      ...list(params, 'InstanceId'),
      ...list(params, 'ResourceId'),
    ]
      .filter((id) => id?.startsWith('i-'))
      .filter((id) => this.#instances.get(id ?? '')?.isHidden ?? true);
    if (unknown.length > 0) {
      const isDenied = this.options.byTag && /^(Terminate|CreateTags)/.test(action);
      return errorAnswer('ec2', isDenied ? notAllowed : noSuchInstance(unknown as string[]));
    }
    const answer =
      action === 'RunInstances'
        ? await this.#run.answer(request)
        : await (stricter[action]?.(this, request) ?? this.moto(request.region, params));
    return answer.status === 200 && answer.type.includes('xml') ? present(this, answer) : answer;
  }

  /** What moto says to it. */
  moto(region: string, params: AwsRequest['params']): Promise<Answer> {
    return this.account.ec2(region, params);
  }

  /** Looks up what never changes: the first item of the answer. */
  look(region: string, action: string, name: string, value: string): Promise<Element | undefined> {
    const key = [region, action, name, value].join(' ');
    const known = this.#known.get(key) ?? this.#look(region, action, name, value);
    this.#known.set(key, known);
    return known;
  }

  add(launch: Launch): void {
    const failure = this.options.failsToStart?.[this.#instances.size];
    const instance = new Instance(launch, this.options);
    this.#instances.set(launch.id, instance);
    if (failure) {
      const fail = () => this.end(instance, 'terminate', failure);
      setTimeout(fail, this.options.pendingMs ?? 300).unref();
    } else {
      this.machines?.changed(instance, 'launched');
    }
  }

  /** Ends an instance, for whatever reason; a second time changes nothing. */
  async end(instance: Instance, how: 'terminate' | 'stop', reason: Reason): Promise<void> {
    if (how === 'stop' ? !instance.isOn : !instance.isWanted) return;
    instance.end(how, reason, this.machines !== undefined);
    this.machines?.changed(instance, how === 'terminate' ? 'ending' : 'stopping');
    const { region, networkInterfaceIds } = instance.launch;
    const call = (action: string, params: Record<string, string>) =>
      this.moto(region, { Action: action, ...params });
    const ended = { 'InstanceId.1': instance.id };
    await call(how === 'terminate' ? 'TerminateInstances' : 'StopInstances', ended);
    if (how === 'stop') return;
    // moto leaves the interfaces of a terminated instance.
    for (const id of networkInterfaceIds)
      await call('DeleteNetworkInterface', { NetworkInterfaceId: id });
  }

  /** As some time after its end: it is shown no more, and unknown. */
  forget(instance: Instance): void {
    if (instance.state !== 'terminated') throw new Error(`${instance.id} is ${instance.state}.`);
    this.#instances.delete(instance.id);
  }

  /** The machine behind an instance has switched itself off. */
  async switchedOff(instance: Instance): Promise<void> {
    const how = instance.launch.shutdownBehavior === 'terminate' ? 'terminate' : 'stop';
    await this.end(instance, how, {
      code: 'Client.InstanceInitiatedShutdown',
      message: 'Client.InstanceInitiatedShutdown: Instance initiated shutdown',
    });
    instance.isOff();
  }

  async #look(region: string, action: string, name: string, value: string) {
    const answer = await this.moto(region, { Action: action, [name]: value });
    const set = answer.status === 200 ? parseXml(answer.body) : undefined;
    return set?.children.find(({ name }) => name.endsWith('Set'))?.child('item');
  }
}

/** The answer to a call that changes nothing but is valid. */
const dryRunOperation: AwsError = {
  status: 412,
  code: 'DryRunOperation',
  message: 'Request would have succeeded, but DryRun flag is set.',
};

const tooMany: AwsError = {
  status: 400,
  code: 'InvalidParameterValue',
  message: 'The maximum number of resources in one request is 1000.',
};

export function noSuchInstance(ids: readonly string[]): AwsError {
  const [noun, verb] = ids.length === 1 ? ['ID', 'does'] : ['IDs', 'do'];
  return {
    status: 400,
    code: 'InvalidInstanceID.NotFound',
    message: `The instance ${noun} '${ids.join(', ')}' ${verb} not exist`,
  };
}
