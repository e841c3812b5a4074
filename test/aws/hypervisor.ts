import { setTimeout as delay } from 'node:timers/promises';
import type { Machine } from '../hosts/machine';
import type { Ec2, Machines } from './ec2';
import type { Change, Instance } from './instances';
import { type MachineRoom, openMachineRoom } from './machine-room';
import type { HypervisorOptions } from './options';
import { parseXml } from './xml';

/**
 * One machine per instance, on the instance's private address. It ends with its instance, and an
 * instance ends, or stops, with the machine that switches itself off. Not everywhere
 * (`whyNoMachines`).
 *
 * Unlike AWS, besides what the kind of machine leaves out (MachineRoom): security groups and zones
 * separate nothing, every type has the size of this machine, and the public address is the private one.
 */
export class Hypervisor implements Machines, AsyncDisposable {
  readonly room: MachineRoom;
  readonly #ec2: Ec2;
  readonly #options: HypervisorOptions;
  readonly #machines = new Map<string, Promise<Machine>>();
  readonly #work = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];
  #isEnding = false;

  private constructor(ec2: Ec2, options: HypervisorOptions, room: MachineRoom) {
    this.#ec2 = ec2;
    this.#options = options;
    this.room = room;
    ec2.machines = this;
  }

  /** Stands behind the instances of `ec2` from now on. */
  static async start(ec2: Ec2, options: HypervisorOptions): Promise<Hypervisor> {
    return new Hypervisor(ec2, options, await openMachineRoom());
  }

  /** Ids of the instances that have, or had, a machine. */
  get instanceIds(): readonly string[] {
    return [...this.#machines.keys()];
  }

  /**
   * The machine of an instance, turned on at least once; after the instance's end what is left of it.
   *
   * @throws when the instance never got one
   */
  async machine(instanceId: string): Promise<Machine> {
    const machine = await this.#machines.get(instanceId);
    if (!machine) throw new Error(`No machine for ${instanceId}.`);
    return machine;
  }

  /** Those whose machine is on. */
  async running(): Promise<readonly Machine[]> {
    const machines = await Promise.all(this.#machines.values());
    return machines.filter(({ isRunning }) => isRunning);
  }

  async consoleOf(instanceId: string): Promise<string> {
    return (await this.#machines.get(instanceId))?.console ?? '';
  }

  /**
   * AWS takes a spot instance back: its metadata service says so, and `noticeMs` later (two minutes
   * at AWS) it is terminated.
   */
  async interruptSpot(instanceId: string, noticeMs: number): Promise<void> {
    const instance = this.#ec2.instance(instanceId);
    if (!instance?.launch.spot) throw new Error(`${instanceId} is no spot instance.`);
    const time = `${new Date(Date.now() + noticeMs).toISOString().slice(0, 19)}Z`;
    const notice = { action: 'terminate', time };
    this.room.tell(instance, {
      'meta-data/spot/instance-action': JSON.stringify(notice),
      'meta-data/spot/termination-time': time,
    });
    await this.#pause(noticeMs);
    await this.#ec2.end(instance, 'terminate', {
      code: 'Server.SpotInstanceTermination',
      message: 'Server.SpotInstanceTermination: Spot instance termination',
    });
  }

  changed(instance: Instance, change: Change): void {
    if (this.#isEnding) return;
    if (change === 'launched') this.#machines.set(instance.id, this.#launch(instance));
    this.#keep(this.#follow(instance, change));
  }

  /** @throws when a machine could not be made, or did not end */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isEnding = true;
    const machines = await Promise.allSettled(this.#machines.values());
    const made = machines.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    await Promise.all(made.map((machine) => machine.kill()));
    await Promise.all(this.#work);
    await this.room[Symbol.asyncDispose]();
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, 'Machines failed.');
  }

  async #launch(instance: Instance): Promise<Machine> {
    const { privateAddress, userData, keyName, region } = instance.launch;
    const name = `ip-${privateAddress.replaceAll('.', '-')}`;
    const authorizedKey = await this.#publicKey(region, keyName);
    const { image: kind } = this.#options;
    const data = { id: instance.id, name, userData, authorizedKey, ...(kind && { kind }) };
    const machine = await this.room.build(instance, data);
    await machine.turnOn();
    return machine;
  }

  async #follow(instance: Instance, change: Change): Promise<void> {
    const machine = await this.machine(instance.id);
    switch (change) {
      case 'rebooted':
        machine.reboot();
        break;
      case 'started':
        await machine.kill();
        await machine.turnOn();
        this.#watch(instance, machine);
        break;
      case 'launched':
        this.#watch(instance, machine);
        break;
      default:
        await this.#turnOff(machine);
        instance.isOff();
    }
  }

  /** As AWS does it: the power button first, and the power when that does not help. */
  async #turnOff(machine: Machine): Promise<void> {
    await this.#pause(this.#options.lateMs ?? 0);
    const deadline = performance.now() + (this.#options.graceMs ?? 20_000);
    while (!this.#isEnding && machine.isRunning && performance.now() < deadline) {
      // Again and again: early in its boot nobody listens.
      machine.pressPowerButton();
      await Promise.race([machine.off, this.#pause(1000)]);
    }
    await machine.kill();
  }

  /** A machine that shut down by itself ends its instance; one that broke leaves AWS in doubt. */
  #watch(instance: Instance, machine: Machine): void {
    const isOver = machine.off.then(async (how) => {
      if (this.#isEnding || !instance.isOn) return;
      if (how === 'power-lost') instance.impairedSince = new Date();
      else await this.#ec2.switchedOff(instance);
    });
    this.#keep(isOver);
  }

  /** What is under way ends before the test does, and its failure is the test's. */
  #keep(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        this.#failures.push(error);
      })
      .then(() => {
        this.#work.delete(done);
      });
    this.#work.add(done);
  }

  /** Not longer than until the end of the test. */
  async #pause(milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    while (!this.#isEnding && performance.now() < deadline) await delay(50);
  }

  async #publicKey(region: string, keyName: string | undefined): Promise<string | undefined> {
    if (keyName === undefined) return undefined;
    const asked = { Action: 'DescribeKeyPairs', 'KeyName.1': keyName, IncludePublicKey: 'true' };
    const answer = await this.#ec2.moto(region, asked);
    return parseXml(answer.body).all('publicKey')[0]?.text;
  }
}
