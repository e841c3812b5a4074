import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { collectResults } from '../job/collect';
import { layout } from '../plan/layout';
import type { Leftover, Provider } from '../providers/provider';
import { disconnect, type Fleet, reconnect } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import type { RecordFile, RunRecord } from './record';
import { releaseScript } from './release-script';

export interface TeardownOptions {
  readonly file: RecordFile;
  /** Private key file that opens the hosts; undefined when the user did not give it again. */
  readonly keyFile: string | undefined;
  readonly provider: Provider;
  readonly signal: AbortSignal;
  readonly info: (line: string) => void;
}

/** Seconds that a host may be silent before it is given up. */
const patience = 10;
/** Milliseconds that bringing home the results of a run cut short may take. */
const rescueTime = 25_000;

/**
 * Undoes a run from its record: brings results home that are not there yet, ends the job, takes away
 * secrets, keys and folders, releases the machines. Goes on past failures; absent is success.
 *
 * @returns what is left, with the command that removes it
 */
export async function tearDown(options: TeardownOptions): Promise<readonly Leftover[]> {
  const { file, provider, info } = options;
  const { record } = file;
  removeSecretsHere(file.dir);
  const keep = staysUp(record);
  const left = [...(await releaseHosts(options, keep))];
  if (keep) {
    info(
      `${record.id} stays (teardown: ${record.teardown}); \`flambe-action down ${record.id}\` ends it.`,
    );
    return left;
  }
  left.push(...(await provider.release(record)));
  if (left.length === 0) file.remove();
  return left;
}

/** Whether the machines stay for a look. The job's secrets go in any case. */
function staysUp({ teardown, exitCode }: RunRecord): boolean {
  return teardown === 'never' || (teardown === 'on-success' && exitCode !== 0);
}

function removeSecretsHere(dir: string): void {
  for (const name of ['secrets.ini', 'ssh_key']) rmSync(join(dir, name), { force: true });
}

async function releaseHosts(options: TeardownOptions, keep: boolean): Promise<Leftover[]> {
  const { file, keyFile, info } = options;
  const { record } = file;
  const { hosts, remote } = record;
  if (!hosts || !remote) return [];
  if (keyFile === undefined) {
    return hosts.nodes.map((node) =>
      leftover(record, node.name, node.host, 'the private key was not given again'),
    );
  }
  const fleet = await reconnect(hosts, keyFile, { runId: record.id, stateDir: file.dir });
  try {
    await rescueResults(fleet, options);
    const left = await Promise.all(
      fleet.machines.map((machine) => release(machine, options, keep)),
    );
    return left.flatMap((one) => one ?? []);
  } finally {
    await disconnect(fleet).catch(() => info('A connection did not close.'));
  }
}

/** A run that was cut short still has results; they are worth a bounded wait. */
async function rescueResults(fleet: Fleet, { file, signal, info }: TeardownOptions) {
  const { record } = file;
  if (record.collected || record.job === undefined || !record.remote) return;
  const { runDir, memoryDir } = record.remote;
  try {
    await endJob(fleet.orchestrator, runDir, signal);
    const files = await collectResults(fleet, {
      layout: layout(runDir, memoryDir),
      globs: record.results,
      resultsPath: record.resultsPath,
      signal: AbortSignal.any([signal, AbortSignal.timeout(rescueTime)]),
    });
    file.save({ collected: true });
    info(`Brought home ${files.length} files of the run that was cut short.`);
  } catch (error) {
    info(`The results could not be brought home: ${(error as Error).message}`);
  }
}

/** A job that still writes is ended first, so that its results are whole. */
async function endJob(orchestrator: Machine, runDir: string, signal: AbortSignal): Promise<void> {
  const script = `cd "$1/job" 2>/dev/null || exit 0
[ -e exit ] || { [ -e supervisor ] && kill -TERM "$(cat supervisor)" 2>/dev/null; } || exit 0
tries=0
until [ -e exit ] || [ "$tries" -ge 120 ]; do tries=$((tries + 1)); sleep 0.1; done`;
  await orchestrator.run(script, { args: [runDir], signal, patience, unmarked: true });
}

async function release(
  machine: Machine,
  { file, signal, info }: TeardownOptions,
  keep: boolean,
): Promise<Leftover | undefined> {
  const { record } = file;
  const { id, remote } = record;
  if (!remote) return undefined;
  const args = [remote.runDir, remote.memoryDir, id, keep ? 'yes' : 'no'];
  try {
    const { code, stderr } = await machine.run(releaseScript(), {
      args,
      signal,
      patience,
      unmarked: true,
    });
    if (code !== 0) return leftover(record, machine.name, machine.node.host, stderr.trim());
    info(`${machine.name} (${machine.node.host}) is as it was`);
    return undefined;
  } catch (error) {
    return leftover(record, machine.name, machine.node.host, (error as Error).message);
  }
}

function leftover({ id, remote, hosts }: RunRecord, name: string, host: string, why: string) {
  const node = hosts?.nodes.find((one) => one.name === name);
  return {
    what: `files and processes of ${id} on ${name} (${host})`,
    why,
    command: `ssh -p ${node?.port ?? 22} ${node?.user ?? ''}@${host} 'rm -rf ${remote?.runDir} ${remote?.memoryDir}'`,
  };
}
