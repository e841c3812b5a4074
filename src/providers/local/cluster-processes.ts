import { basename, dirname } from 'node:path';
import type { LocalRecord, ProcessRecord } from '../../teardown/record';
import {
  environmentOf,
  processTrees,
  type RunningProcess,
  runningProcesses,
  sameProcess,
} from './processes';
import { marker } from './start-node';

/**
 * The processes of a cluster's nodes: the trees below those that were recorded, and below those that
 * carry its folder in their environment (started, but not yet recorded).
 */
export function clusterProcesses({ dir, processes }: LocalRecord): readonly RunningProcess[] {
  const recorded = (process: ProcessRecord) => processes.some((one) => sameProcess(one, process));
  return processTrees(
    runningProcesses(),
    (process) => recorded(process) || clusterDir(process) === dir,
  );
}

/** What a run has started on nodes that share this machine's processes; the nodes themselves are not of it. */
export function runProcesses(id: string): readonly RunningProcess[] {
  const marks = [`FLAMBE_ACTION_ID=${id}`, `${marker}=${id}`];
  return runningProcesses().filter(({ pid }) =>
    environmentOf(pid).some((variable) => marks.includes(variable)),
  );
}

/** Folders of all clusters of this user that run on this machine. */
export function runningClusterDirs(): readonly string[] {
  const dirs = runningProcesses().map(clusterDir);
  return [...new Set(dirs.filter((dir) => dir !== undefined))];
}

function clusterDir({ pid }: ProcessRecord): string | undefined {
  const prefix = `${marker}=`;
  const entry = environmentOf(pid).find((variable) => variable.startsWith(prefix));
  const nodeDir = entry?.slice(prefix.length);
  return nodeDir && basename(nodeDir) !== '' ? dirname(nodeDir) : undefined;
}
