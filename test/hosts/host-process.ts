import { readFileSync, readlinkSync } from 'node:fs';
import { environmentOf } from '../../src/providers/local/processes';
import type { ProcessRecord } from '../../src/teardown/record';

/** A process on a host, as this machine sees it. */
export interface HostProcess extends ProcessRecord {
  /** The words it was started with; empty when it is gone by now. */
  readonly command: readonly string[];
  /** `KEY=VALUE`; sshd's own are seen by root alone. */
  readonly environment: readonly string[];
}

export function hostProcess({ pid, startTime }: ProcessRecord): HostProcess {
  return { pid, startTime, command: commandOf(pid), environment: environmentOf(pid) };
}

/** Whether a process lives in another namespace (namespaces(7)) of this kind than we do. */
export function isInNamespace(pid: number, kind: 'mnt' | 'pid'): boolean {
  const of = (who: number | 'self') => readlinkSync(`/proc/${who}/ns/${kind}`);
  try {
    return of(pid) !== of('self');
  } catch {
    return false;
  }
}

function commandOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
  } catch {
    return [];
  }
}
