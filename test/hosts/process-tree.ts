import { setTimeout as delay } from 'node:timers/promises';
import {
  endProcesses,
  processTrees,
  type RunningProcess,
  runningProcess,
  runningProcesses,
  sameProcess,
} from '../../src/providers/local/processes';
import { type HostProcess, hostProcess, isInNamespace } from './host-process';

/** All that runs on one host, as this machine sees it. */
export class ProcessTree {
  readonly #isRoot: (process: RunningProcess) => boolean;
  /** As it was found last: to look through all processes of this machine takes long. */
  #init: RunningProcess | undefined;

  /** @param isRoot whether a process is the host's, with all below it */
  constructor(isRoot: (process: RunningProcess) => boolean) {
    this.#isRoot = isRoot;
  }

  all(): readonly RunningProcess[] {
    return processTrees(runningProcesses(), this.#isRoot);
  }

  get isRunning(): boolean {
    return this.all().length > 0;
  }

  /** The first process inside a host that has processes of its own; undefined when it is off. */
  init(): RunningProcess | undefined {
    const now = this.#init && runningProcess(this.#init.pid);
    if (!this.#init || !now || !sameProcess(this.#init, now)) {
      this.#init = this.all().find(isInside);
    }
    return this.#init;
  }

  /** Those inside such a host. */
  inside(): readonly HostProcess[] {
    return this.all().filter(isInside).map(hostProcess);
  }

  /** Where this machine sees a path of such a host; undefined when it is off. */
  outside(path: string): string | undefined {
    const init = this.init();
    return init && `/proc/${init.pid}/root${path}`;
  }

  /** @throws when one of them does not end */
  async kill(): Promise<void> {
    const left = await endProcesses(() => this.all());
    if (left.length > 0) throw new Error(`These do not end: ${left.map(({ pid }) => pid)}.`);
  }

  /** Stops every process where it is: connections stay, nothing answers. */
  async freeze(): Promise<void> {
    const frozen = new Set<number>();
    for (let more = this.all(); more.length > 0; ) {
      for (const { pid } of more) {
        signalIfThere(pid, 'SIGSTOP');
        frozen.add(pid);
      }
      await delay(5);
      more = this.all().filter(({ pid }) => !frozen.has(pid));
    }
  }

  thaw(): void {
    for (const { pid } of this.all()) signalIfThere(pid, 'SIGCONT');
  }
}

function isInside({ pid }: RunningProcess): boolean {
  return isInNamespace(pid, 'pid');
}

/** Processes come and go while they are looked at. */
export function signalIfThere(pid: number, signal: NodeJS.Signals | number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
