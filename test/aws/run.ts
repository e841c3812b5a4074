import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsClusterFile } from '../../src/inputs/cluster-file';
import type { RunPlan } from '../../src/plan/plan';
import type { Problem, UserError } from '../../src/problem';
import { awsProvider } from '../../src/providers/aws/aws-provider';
import type { Claim, Cluster, Leftover, Provider } from '../../src/providers/provider';
import type { RunRecord } from '../../src/teardown/record';
import { emptyRecord } from '../providers/trial';
import { type CheckIp, startCheckIp } from './check-ip';
import { clusterIn, planOf, runner } from './preflight';
import type { World } from './world';

export interface RunOptions {
  /** Lines of the cluster file that are there besides, or instead. */
  readonly cluster?: Partial<AwsClusterFile>;
  readonly plan?: Partial<RunPlan>;
  /** Path of the user's private key; without it the run makes its own. */
  readonly userKeyFile?: string;
}

/** What can be had of a cluster at AWS with the least that is there: a group and a key of the run's own. */
export const ownEverything = { securityGroup: 'runner', keyName: undefined } as const;

/** The secret key of every run here: nobody may see it. */
export const secretAccessKey = 'secret-key-of-the-run';

/** What claims of warm clusters come to here: every run of the product makes some. */
const noneIsFree = async () => undefined;

/** A run as far as it is at AWS, in this process: the provider, and the record that it leaves. */
export class AwsRun implements AsyncDisposable {
  readonly plan: RunPlan;
  readonly told: string[] = [];
  readonly warnings: Problem[] = [];
  /** Nodes that have ended themselves. */
  readonly ended: string[] = [];
  record: RunRecord;
  readonly #stateDir = mkdtempSync(join(tmpdir(), 'aws-run-'));
  readonly #provider: Provider;

  private constructor(
    private readonly world: World,
    private readonly options: RunOptions,
    private readonly checkIp: CheckIp,
  ) {
    const cluster = clusterIn(world, options.cluster);
    this.plan = { ...planOf(cluster), ...options.plan };
    const { region, env } = world;
    const stsRegion = region;
    const identity = { role: undefined, stsRegion, audience: '', sessionName: undefined };
    const aws = { region, identity: { ...identity, durationSeconds: 3600 } };
    this.record = { ...emptyRecord(this.plan, 'aws'), aws };
    this.#provider = this.#make(env.AWS_ACCESS_KEY_ID ?? '');
  }

  static async begin(world: World, options: RunOptions = {}): Promise<AwsRun> {
    return new AwsRun(world, options, await startCheckIp(runner));
  }

  get provider(): Provider {
    return this.#provider;
  }

  acquire(signal = new AbortController().signal, claim: Claim = noneIsFree): Promise<Cluster> {
    return this.#provider.acquire(this.plan, signal, claim);
  }

  /** The same by another process, which knows the folder of the run and nothing else. */
  acquireAgain(): Promise<Cluster> {
    const { signal } = new AbortController();
    return this.#make('AKIAUSEROFTHERETRY').acquire(this.plan, signal, noneIsFree);
  }

  /** @returns why the run cannot go on, when it comes to that */
  watch(signal: AbortSignal, nodes?: readonly string[]): Promise<UserError> {
    if (!this.#provider.watch) throw new Error('Nobody watches.');
    const onEnded = (node: string) => this.ended.push(node);
    return this.#provider.watch(signal, { nodes, onEnded });
  }

  /** As another process would, by nothing but the record. */
  post(): Promise<readonly Leftover[]> {
    return this.#make('AKIAUSEROFTHEPOST').release(this.record);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.checkIp[Symbol.asyncDispose]();
    rmSync(this.#stateDir, { recursive: true, force: true });
  }

  #make(accessKeyId: string): Provider {
    const { region, proxy } = this.world;
    const credentials = async () => ({ accessKeyId, secretAccessKey });
    const access = { region, credentials, endpoint: proxy.url };
    return awsProvider({
      aws: this.record.aws,
      access,
      stateDir: this.#stateDir,
      userKeyFile: this.options.userKeyFile,
      knownHostsFile: '/nonexistent',
      save: (patch) => {
        this.record = { ...this.record, ...patch };
      },
      info: (line) => this.told.push(line),
      warning: (problem) => this.warnings.push(problem),
      environment: this.checkIp.env,
    });
  }
}
