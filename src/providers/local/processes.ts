import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessRecord } from '../../teardown/record';

/** A process as /proc/PID/stat shows it (proc(5)). */
export interface RunningProcess extends ProcessRecord {
  readonly parent: number;
}

/** Every process of this machine; one that is dead and only waits for its parent is none. */
export function runningProcesses(): readonly RunningProcess[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => runningProcess(Number(entry)))
    .filter((process) => process !== undefined);
}

export function runningProcess(pid: number): RunningProcess | undefined {
  const stat = readProc(pid, 'stat');
  // The command's name stands in parentheses and may contain anything, parentheses too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, parent, startTime] = [fields[0], fields[1], fields[19]];
  if (!parent || !startTime || state === 'Z' || state === 'X') return undefined;
  return { pid, startTime, parent: Number(parent) };
}

/** What a process was started with as `KEY=VALUE`; empty where this user may not know. */
export function environmentOf(pid: number): readonly string[] {
  return readProc(pid, 'environ').split('\0').filter(Boolean);
}

/** The processes that `isRoot` picks, with everything below them. */
export function processTrees(
  all: readonly RunningProcess[],
  isRoot: (process: RunningProcess) => boolean,
): readonly RunningProcess[] {
  const found = new Set(all.filter(isRoot));
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    const pids = new Set([...found].map(({ pid }) => pid));
    for (const process of all) if (pids.has(process.parent)) found.add(process);
  }
  return [...found];
}

export function sameProcess(one: ProcessRecord, other: ProcessRecord): boolean {
  return one.pid === other.pid && one.startTime === other.startTime;
}

/**
 * Kills what `find` finds until it finds nothing more: what is killed may just have started others.
 *
 * @returns what did not go within `timeout` milliseconds
 */
export async function endProcesses(
  find: () => readonly RunningProcess[],
  timeout = 10_000,
): Promise<readonly RunningProcess[]> {
  const deadline = performance.now() + timeout;
  let left = find();
  while (left.length > 0 && performance.now() < deadline) {
    for (const { pid } of left) kill(pid);
    await delay(5);
    left = find();
  }
  return left;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Gone, or another user's: the latter is found again and reported.
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
