import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunPlan } from '../../plan/plan';
import type { RunRecord } from '../../teardown/record';
import { generateKey, knownHostsLine } from '../keys';
import type { LocalMachine } from './machine';
import { resolver } from './network';
import { type LaidOutNode, layOutNode, localNode, type PlacedNode } from './node';

/** Folder of a run's local cluster inside `stateDir`. */
export function clusterFolder(stateDir: string, id: string): string {
  return join(stateDir, `local-${id}`);
}

export function clusterKeyFile(dir: string): string {
  return join(dir, 'key');
}

export function knownHostsFile(dir: string): string {
  return join(dir, 'known_hosts');
}

/** Makes the folder with the cluster's key and everything that does not depend on addresses. */
export async function layOutCluster(
  dir: string,
  plan: RunPlan,
  machine: LocalMachine,
): Promise<readonly LaidOutNode[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const [publicKey] = await Promise.all([
    generateKey(machine.sshKeygen, clusterKeyFile(dir), `flambe-action ${plan.id}`),
    writeFile(join(dir, 'run.json'), JSON.stringify(recordOf(plan, dir))),
  ]);
  const nodes = plan.nodeNames.map((name) => localNode(dir, plan.name, name));
  return Promise.all(nodes.map((node) => layOutNode(node, machine, publicKey)));
}

/** Makes the nodes known: to the runner by their host keys, to each other by their names. */
export async function introduceNodes(dir: string, nodes: readonly PlacedNode[]): Promise<void> {
  const knownHosts = nodes.map(({ host, port, hostKey }) => knownHostsLine(host, port, hostKey));
  const names = nodes.map(
    ({ host, inside = host, hostname, name }) => `${inside} ${hostname} ${name}\n`,
  );
  const machineHosts = await readFile('/etc/hosts', 'utf8').catch(() => '127.0.0.1 localhost');
  const hosts = `${machineHosts.trimEnd()}\n${names.join('')}`;
  await Promise.all([
    writeFile(knownHostsFile(dir), knownHosts.join(''), { mode: 0o600 }),
    ...nodes.map(({ etc }) => writeFile(join(etc, 'hosts'), hosts)),
    ...nodes
      .filter(({ inside }) => inside !== undefined)
      .map(({ etc }) => writeFile(join(etc, 'resolv.conf'), `nameserver ${resolver}\n`)),
  ]);
}

/** The record of the run whose cluster lies in `dir`; undefined when there is none. */
export async function readRecord(dir: string): Promise<RunRecord | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, 'run.json'), 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** As much of a record as the plan tells: enough to end the nodes. */
function recordOf(plan: RunPlan, dir: string): RunRecord {
  const { id, name, run, startedAt, expiresAt, teardown } = plan;
  return {
    version: 1,
    id,
    name,
    run,
    provider: 'local',
    startedAt,
    expiresAt,
    teardown,
    keyFile: clusterKeyFile(dir),
    resultsPath: '',
    results: [],
    local: { dir, processes: [] },
  };
}
