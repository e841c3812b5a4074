import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Problem } from '../problem';
import { endCommand } from '../providers/aws/by-hand';
import type { Leftover, Provider } from '../providers/provider';
import { giveBack } from '../remote/claim';
import { disconnect, type Fleet, reconnect } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import {
  hasResultsInWorkdir,
  leftoverOn,
  loginCommand,
  mayHaveResults,
  releaseCommand,
  resultsLeft,
} from './by-hand';
import { hostsThere, type RecordFile, type RunRecord } from './record';
import { releaseScript } from './release-script';
import { rawLogDir, reasonOf, rescue } from './rescue';

export interface TeardownOptions {
  readonly file: RecordFile;
  /** Private key file that opens the hosts; undefined when there is none, for which `noKey` is the reason. */
  readonly keyFile: string | undefined;
  readonly noKey: string;
  readonly provider: Provider;
  /** The command line that ends the run by its record. */
  readonly down: string;
  /** Whether the folder of the run stays on this machine as long as its record is there. */
  readonly stateStays: boolean;
  /** Secrets in all forms that no log may show; undefined where there are some that are not known. */
  readonly hidden: readonly string[] | undefined;
  /** Milliseconds in which a job is to be ended and its results brought home; without it, no limit. */
  readonly rescueTime?: number | undefined;
  readonly signal: AbortSignal;
  readonly info: (line: string) => void;
  readonly warning: (problem: Problem) => void;
}

/** Seconds that a host may be silent before it is given up. */
const patience = 10;
const notOnOrchestrator = 'the orchestrator could not get them all from its factories';

/**
 * Undoes a run from its record: brings results home that are not there yet, ends the job, takes away
 * secrets, keys and folders, releases the machines. Goes on past failures; absent is success.
 *
 * @returns what is left, with the command that removes it
 */
export async function tearDown(options: TeardownOptions): Promise<readonly Leftover[]> {
  const { file, provider } = options;
  const { record } = file;
  removeSecretsHere(file.dir);
  // What was never reached is of no use to anybody.
  const keep = staysUp(record) && (record.remote !== undefined || record.claiming !== undefined);
  await giveClaimBack(options, keep);
  if (keep) {
    file.save({ kept: true });
    const onHosts = await releaseHosts(options, keep);
    const left = (await provider.keep?.(record)) ?? [];
    tellWhatStays(options);
    return [...onHosts, ...left];
  }
  // What is on machines that end needs no hand; what is worth having comes home first.
  if (provider.endsMachines) await rescueFrom(options);
  const onHosts = provider.endsMachines ? [] : await releaseHosts(options, keep);
  const left = [...onHosts, ...(await provider.release(record))];
  if (left.length === 0) file.remove();
  return left;
}

/** Whether the machines stay for a look. The job's secrets go in any case. */
export function staysUp({ teardown, exitCode }: RunRecord): boolean {
  return teardown === 'never' || (teardown === 'on-success' && exitCode !== 0);
}

/** What was claimed and then not used, because main was cut short or failed, is free for others again. */
async function giveClaimBack({ file, keyFile, signal, info }: TeardownOptions, keep: boolean) {
  const { id, claiming, hosts, aws } = file.record;
  const ends = aws?.instances?.length && !keep;
  if (!claiming || hosts || ends || keyFile === undefined) return;
  try {
    await giveBack(claiming, keyFile, { runId: id, stateDir: file.dir, signal });
  } catch (error) {
    info(`A warm cluster cannot be given back, and ends itself: ${reasonOf(error)}`);
  }
}

function tellWhatStays(options: TeardownOptions): void {
  const { file, down, provider, stateStays, info } = options;
  const { record } = file;
  const { teardown, remote, expiresAt, aws } = record;
  const hosts = hostsThere(record);
  if (!remote || !hosts) return;
  info(`teardown: ${teardown}: ${remote.runDir} stays on each host, without secrets and keys.`);
  const ending = aws ? endCommand(aws.region, aws.instances ?? []) : down;
  const withJob = aws === undefined && !stateStays ? ', on a runner with the job' : '';
  if (provider.endsMachines) info(`The hosts end at ${expiresAt}${withJob}, or by \`${ending}\`.`);
  const closed = noWayIn(options);
  if (closed.length > 0) info(`Nobody can log in to them: ${closed.join('. And ')}.`);
  for (const node of closed.length > 0 ? [] : hosts.nodes) {
    info(`${node.name}: look at it by \`${loginCommand(record, node)}\``);
    if (provider.endsMachines) continue;
    info(`${node.name}: take it away by \`${releaseCommand(record, node)}\``);
  }
}

/** What goes with the runner, and keeps everybody out; inputs/ has warned of it. */
function noWayIn({ file: { dir, record }, stateStays }: TeardownOptions): readonly string[] {
  const { keyFile, aws } = record;
  if (stateStays) return [];
  const isOurKey = keyFile !== undefined && dirname(keyFile) === dir;
  return [
    ...(isOurKey
      ? ['their key was made for this run; another time, give `key_name` and `ssh-private-key`']
      : []),
    ...(aws?.securityGroup === undefined
      ? []
      : ['`security_group: runner` lets in this runner alone; name one that lets you in']),
  ];
}

function removeSecretsHere(dir: string): void {
  for (const name of ['secrets.ini', 'ssh_key', rawLogDir]) {
    rmSync(join(dir, name), { recursive: true, force: true });
  }
}

/** Ends the job and brings its results home, if it was cut short; whatever fails, the machines end. */
async function rescueFrom(options: TeardownOptions): Promise<void> {
  const { file, keyFile, noKey, warning } = options;
  const { id } = file.record;
  const hosts = hostsThere(file.record);
  if (!hosts || !mayHaveResults(file.record)) return;
  const lost = (why: string) =>
    warning({
      message: `The results of ${id} are lost with its machines, as far as they are not at home: ${why}.`,
    });
  if (keyFile === undefined) return lost(noKey);
  try {
    const fleet = await reconnect(hosts, keyFile, { runId: id, stateDir: file.dir });
    const { notGathered, notHome } = rescue(fleet, options);
    const why = await notHome;
    if (why !== undefined) lost(why);
    else if ((await notGathered).size > 0) lost(notOnOrchestrator);
    await disconnect(fleet);
  } catch (error) {
    lost(reasonOf(error));
  }
}

async function releaseHosts(options: TeardownOptions, keep: boolean): Promise<Leftover[]> {
  const { file, keyFile, noKey, info } = options;
  const { record } = file;
  const hosts = hostsThere(record);
  if (!hosts || !record.remote) return [];
  const allLeft = (why: string) => hosts.nodes.map((node) => leftoverOn(record, node, why));
  if (keyFile === undefined) return allLeft(noKey);
  let fleet: Fleet;
  try {
    fleet = await reconnect(hosts, keyFile, { runId: record.id, stateDir: file.dir });
  } catch (error) {
    return allLeft(reasonOf(error));
  }
  try {
    return (await releaseAll(fleet, options, keep)).filter((one) => one !== undefined);
  } finally {
    await disconnect(fleet).catch(() => info('A connection did not close.'));
  }
}

/** The job ends first, in its own time; what the factories have to lose then is nobody's any more. */
function releaseAll(fleet: Fleet, options: TeardownOptions, keep: boolean) {
  const { orchestrator, factories } = fleet;
  const { notGathered, notHome } = rescue(fleet, options);
  const on = (machine: Machine, notHome?: string) => release(machine, options, { keep, notHome });
  return Promise.all([
    notHome.then((why) => on(orchestrator, why)),
    ...factories.map(async (factory) =>
      on(factory, (await notGathered).has(factory.name) ? notOnOrchestrator : undefined),
    ),
  ]);
}

interface Staying {
  /** Everything but secrets and keys. */
  readonly keep: boolean;
  /** Why results of this machine are not at home: they stay. */
  readonly notHome: string | undefined;
}

async function release(
  machine: Machine,
  { file, signal, info }: TeardownOptions,
  { keep, notHome }: Staying,
): Promise<Leftover | undefined> {
  const { record } = file;
  const { id, remote, startedAt } = record;
  if (!remote) return undefined;
  if (notHome !== undefined) info(`${machine.title}: results did not come home: ${notHome}`);
  const isWorkplace = machine.node.role === 'orchestrator' && hasResultsInWorkdir(record);
  const results = isWorkplace ? 'workdir' : 'results';
  const kept = keep ? 'yes' : notHome === undefined ? 'no' : results;
  const args = [remote.runDir, remote.memoryDir, id, kept, startedAt];
  try {
    const { code, stdout, stderr } = await machine.run(releaseScript(), {
      args,
      signal,
      patience,
      unmarked: true,
    });
    const stays = /^stays$/m.test(stdout);
    if (code !== 0) return leftoverOn(record, machine.node, lastLines(stderr), stays);
    if (stays) return resultsLeft(record, machine.node, notHome ?? '');
    info(`${machine.title} is as it was`);
    return undefined;
  } catch (error) {
    return leftoverOn(record, machine.node, reasonOf(error), notHome !== undefined);
  }
}

function lastLines(words: string): string {
  return words.trim().split('\n').slice(-5).join('; ') || 'it was not said why';
}
