import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { type CheckIp, startCheckIp } from '../aws/check-ip';
import { GitHubApi } from '../aws/github-api';
import { nothingLeft } from '../aws/leftovers';
import { type Moto, startMoto } from '../aws/moto';
import type { CloudOptions, HypervisorOptions } from '../aws/options';
import { startWorld, type World } from '../aws/world';
import type { ActionStep } from './action';
import { stepOnAws } from './aws-step';
import { shownSecrets } from './left';
import { sweepStep } from './sweep-step';

/** Before, or after, the `nth` call of an action, dry ones counted, too. */
export interface CallPoint {
  readonly action: string;
  readonly nth: number;
  readonly moment: 'onBefore' | 'onAfter';
}

/** What a run has besides, or instead of, what is made for it in words alone. */
export interface Story {
  /** Machines that boot; otherwise the run never gets beyond them. */
  readonly hypervisor?: true;
  readonly cloud?: CloudOptions;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly cluster?: (world: World) => Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Makes what is there before the run.
   * @returns ids of instances that post alone need not end
   */
  readonly before?: (world: World) => Promise<readonly string[]>;
  /** Whether a sweep does not end those either. */
  readonly staysForOthers?: true;
}

const token = 'token-that-nobody-may-see';
const inputs = {
  secrets: `[SERVICE]\ntoken = ${token}\n`,
  command: 'echo half >{results}/half.txt; echo begun; sleep 600',
};

/** All that a run can have of its own. */
const everything = {
  security_group: 'runner',
  spot: true,
  orchestrator_ami: 'ubuntu-24.04',
  factory_ami: 'ubuntu-24.04',
};

const { instances: _, ...noParts } = nothingLeft;

/** New instances are not seen at once, and what ends lets go of its group only then. */
const hiddenMs = 1500;
const slow: CloudOptions = { hiddenMs, pendingMs: 2000, shuttingDownMs: 500 };

/** Longer than many machines take to boot at the same time. */
const leaseSeconds = 110;

/** What runs that are killed leave to post alone, or to the sweep alone. */
export class Killing implements AsyncDisposable {
  private constructor(
    private readonly moto: Moto,
    private readonly github: GitHubApi,
    private readonly checkIp: CheckIp,
  ) {}

  static async start(): Promise<Killing> {
    const moto = await startMoto();
    return new Killing(moto, await GitHubApi.start(), await startCheckIp('203.0.113.7'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.checkIp[Symbol.asyncDispose]();
    await this.github[Symbol.asyncDispose]();
    await this.moto[Symbol.asyncDispose]();
  }

  /** Every call until the machines run, each with both its moments. */
  async allPoints(): Promise<readonly CallPoint[]> {
    await using world = await this.#world();
    await using step = this.#step(world);
    await killedAt(step, '::group::connect');
    const counts = new Map<string, number>();
    return world.proxy.calls.flatMap(({ action }) => {
      const nth = (counts.get(action) ?? 0) + 1;
      counts.set(action, nth);
      // How often it looks depends on how long it takes.
      if (action === 'DescribeInstances' && nth > 1) return [];
      return (['onBefore', 'onAfter'] as const).map((moment) => ({ action, nth, moment }));
    });
  }

  /** Main killed at a call, and then this alone: nothing may be left. */
  async atCall(
    { action, nth, moment }: CallPoint,
    undo: 'post' | 'sweep',
    story: Story = {},
  ): Promise<void> {
    const { hypervisor, cloud = hypervisor ? {} : slow } = story;
    await using world = await this.#world({ cloud, ...(hypervisor && { hypervisor }) });
    const others = (await story.before?.(world)) ?? [];
    const cluster = story.cluster?.(world);
    await using step = this.#step(world, story.inputs, cluster, story.environment);
    let seen = 0;
    let hasCome = false;
    const main = step.begin();
    world.proxy[moment](async (call) => {
      if (call.action !== action || ++seen !== nth) return;
      hasCome = true;
      main.kill('SIGKILL');
      await main.ended;
    });
    await killed(main, ({ log }) => !hypervisor && log().includes('::group::connect'));
    expect(hasCome, `${action} was called ${seen} times: ${main.log()}`).toBe(true);
    await this.#undo(world, step, undo, others);
    if (others.length === 0) return;
    if (story.staysForOthers) expect((await world.leftovers()).instances).toEqual(others);
    else await this.#undo(world, step, 'sweep');
  }

  /** Main killed when its log says this, with real machines; whatever there is of results is at home after post. */
  async atWords(words: string, undo: 'post' | 'sweep', command = inputs.command): Promise<void> {
    await using world = await this.#world({ hypervisor: true, cloud: {} });
    await using step = this.#step(world, { command }, { factories_num: 1 });
    await killedAt(step, words);
    await this.#undo(world, step, undo);
    const results = undo === 'post' && words === 'begun' ? ['half.txt', 'job.log'] : undefined;
    if (results) expect(readdirSync(`${step.workspace}/flambe-results`).sort()).toEqual(results);
  }

  /**
   * Main killed when its log says this, and nobody after it: the machines end themselves, and what they
   * cannot take with them is a sweep's.
   */
  async machinesAlone(words: string, command = inputs.command): Promise<void> {
    await using world = await this.#world({ hypervisor: true, cloud: {} });
    const times = { FLAMBE_ACTION_LEASE_SECONDS: String(leaseSeconds) };
    await using step = this.#step(world, { command }, { factories_num: 1 }, times);
    await killedAt(step, words);
    const alone = { timeout: 300_000, interval: 500 };
    await expect.poll(async () => (await world.leftovers()).instances, alone).toEqual([]);
    expect(world.proxy.callsOf('TerminateInstances')).toEqual([]);
    const reasons = world.cloud.instances.map(({ reason }) => reason?.code);
    expect(reasons).toEqual(Array(2).fill('Client.InstanceInitiatedShutdown'));
    const { keyPairs, securityGroups, ...others } = await world.leftovers();
    expect(others).toEqual({ instances: [], volumes: [], networkInterfaces: [] });
    expect(keyPairs).toEqual([expect.stringMatching(/^flambe-action-lab-/)]);
    expect(securityGroups).toHaveLength(1);
    await this.#undo(world, step, 'sweep');
    // A runner empties it before the next job.
    rmSync(join(step.temp, 'flambe-action'), { recursive: true });
  }

  /** @param others instances that may stay */
  async #undo(
    world: World,
    step: ActionStep,
    undo: 'post' | 'sweep',
    others: readonly string[] = [],
  ): Promise<void> {
    const gone = { timeout: 60_000, interval: 250 };
    const left = async () => {
      const { instances, ...parts } = await world.leftovers();
      const own = instances.filter((id) => !others.includes(id));
      // With another's machines their parts stay.
      return { instances: own, ...(own.length === instances.length ? parts : noParts) };
    };
    if (undo === 'post') {
      const { code, log } = await step.post();
      expect(code, log).toBe(0);
      expect(readdirSync(step.temp), log).toEqual([]);
      expect(shownSecrets(log, [token])).toEqual([]);
    } else {
      // A sweep comes minutes later.
      await delay(hiddenMs);
      this.github.runs.set('org/repo/7', { status: 'completed', attempt: 2 });
      const swept = await sweepStep(world, this.github);
      expect(swept.code, swept.log).toBe(0);
      // What waits for a machine to end is the next one's.
      const { securityGroups } = await world.leftovers();
      if (securityGroups.length > 0) {
        await expect.poll(left, gone).toMatchObject({ instances: [] });
        await sweepStep(world, this.github);
      }
    }
    await expect.poll(left, gone).toEqual(nothingLeft);
  }

  #world(options: { hypervisor?: HypervisorOptions | true; cloud?: CloudOptions } = {}) {
    return startWorld(this.moto, { cloud: slow, ...options });
  }

  #step(
    world: World,
    more: Readonly<Record<string, string>> = {},
    cluster: Readonly<Record<string, unknown>> = {},
    times: Readonly<Record<string, string>> = {},
  ): ActionStep {
    const { env } = this.checkIp;
    const run = { GITHUB_REPOSITORY: 'org/repo', GITHUB_RUN_ID: '7', GITHUB_RUN_ATTEMPT: '1' };
    const fields = { ...everything, ...cluster };
    return stepOnAws(world, { ...inputs, ...more }, fields, { ...env, ...run, ...times });
  }
}

type Main = ReturnType<ActionStep['begin']>;

/** Runs main until its log says this, and kills it. */
async function killedAt(step: ActionStep, words: string): Promise<void> {
  const { code, log } = await step.main((text, kill) => {
    if (text.includes(words)) kill('SIGKILL');
  });
  expect(code, log).toBe(null);
  expect(shownSecrets(log, [token])).toEqual([]);
}

/** Kills main when the time has come, if nobody has done so before. */
async function killed(main: Main, isTime: (main: Main) => boolean): Promise<void> {
  let over = false;
  void main.ended.then(() => {
    over = true;
  });
  while (!over) {
    if (isTime(main)) main.kill('SIGKILL');
    await delay(10);
  }
  const { code, log } = await main.ended;
  expect(code, log).toBe(null);
  expect(shownSecrets(log, [token])).toEqual([]);
}

/**
 * Works at all points, some at a time.
 *
 * @returns what went wrong, by point
 */
export async function failuresAt<Point extends CallPoint>(
  points: readonly Point[],
  work: (point: Point) => Promise<void>,
): Promise<readonly string[]> {
  const left = [...points];
  const failures: string[] = [];
  const one = async () => {
    for (let point = left.shift(); point; point = left.shift()) {
      const name = Object.values(point).join(' ');
      await work(point).catch((error: unknown) => {
        failures.push(`${name}: ${String(error)}`);
      });
    }
  };
  await Promise.all(Array.from({ length: 5 }, one));
  return failures;
}
