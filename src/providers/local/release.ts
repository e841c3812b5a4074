import { chmod, readdir, rm } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { shellCommand } from '../../plan/quote';
import type { RunRecord } from '../../teardown/record';
import type { Leftover } from '../provider';
import { clusterFolder } from './cluster-files';
import { clusterProcesses, runProcesses } from './cluster-processes';
import { endProcesses } from './processes';

/** Ends the nodes, with what a run has left on them, and removes their folder. */
export async function releaseLocal(record: RunRecord): Promise<readonly Leftover[]> {
  const { id, local, remote } = record;
  if (local === undefined) return [];
  const { dir } = local;
  if (!isAbsolute(dir) || basename(dir) !== basename(clusterFolder('/', id))) {
    const why = `It does not carry the name of run ${id}, so it may be somebody else's.`;
    return [{ what: `folder ${dir}`, why, command: shellCommand(['ls', '-la', dir]) }];
  }
  const find = () => [...clusterProcesses(local), ...runProcesses(id)];
  await endProcesses(find);
  // Nodes that are not sandboxes share this machine's memory and temporary files.
  const shared = remote
    ? [remote.runDir, remote.memoryDir].filter((path) => path.endsWith(id))
    : [];
  const folders = await Promise.all([dir, ...shared].map(removeFolder));
  // A node that was just starting finds no folder any more; what it still is goes here.
  const pids = (await endProcesses(find)).map(({ pid }) => String(pid));
  if (pids.length === 0) return folders.flat();
  const what = `processes ${pids.join(', ')} of the local cluster`;
  const why = 'They did not end when killed.';
  return [...folders.flat(), { what, why, command: shellCommand(['kill', '-KILL', ...pids]) }];
}

async function removeFolder(dir: string): Promise<readonly Leftover[]> {
  // Children of a process that died while it was acquiring may still write here for a moment.
  const options = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 };
  try {
    await rm(dir, options).catch(async () => {
      // Jobs leave folders that even their owner may not change: Go's module cache is one.
      await makeChangeable(dir);
      await rm(dir, options);
    });
    return [];
  } catch (error) {
    return [folderLeftover(dir, (error as Error).message)];
  }
}

/** The removal that failed may still be removing elsewhere: what is gone needs no change. */
async function makeChangeable(dir: string): Promise<void> {
  try {
    await chmod(dir, 0o700);
    for (const entry of await readdir(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) await makeChangeable(join(dir, entry.name));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function folderLeftover(dir: string, why: string): Leftover {
  const command = `${shellCommand(['chmod', '-R', 'u+rwX', dir])}; ${shellCommand(['rm', '-rf', dir])}`;
  return { what: `folder ${dir}`, why, command };
}
