import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import type { ProcessRecord } from '../../teardown/record';
import type { LocalNode, PlacedNode } from './node';
import { runningProcess } from './processes';

/** In the environment of a node's first process: the node's folder. */
export const marker = 'FLAMBE_ACTION_NODE';

/** Where what is started has its things. */
type Place = Pick<LocalNode, 'dir' | 'log'>;

export interface StartedNode<P extends Place = PlacedNode> {
  readonly node: P;
  /** Undefined when it has ended at once. */
  readonly process: ProcessRecord | undefined;
  /** Resolves with the end of the node's log when the node has ended. */
  readonly ended: Promise<string>;
}

/** Starts the node's first process in a session of its own, where it outlives this process. */
export async function startNode<P extends Place>(
  node: P,
  [program = '', ...args]: readonly string[],
): Promise<StartedNode<P>> {
  const log = await open(node.log, 'a', 0o600);
  try {
    const child = spawn(program, args, {
      // Nothing else of our environment: it holds the secrets, and this process lives long.
      env: nodeEnvironment(node),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = once(child, 'exit').then(() => endOfLog(node));
    // Whether it was started is known at once; why it was not, only later.
    if (child.pid === undefined) await ended;
    child.unref();
    const started = child.pid === undefined ? undefined : runningProcess(child.pid);
    return { node, process: started && { pid: started.pid, startTime: started.startTime }, ended };
  } finally {
    await log.close();
  }
}

function nodeEnvironment(node: Place): NodeJS.ProcessEnv {
  const { RUNNER_TRACKING_ID } = process.env;
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    [marker]: node.dir,
    // By this GitHub's runner finds what a workflow job has left running, and ends it.
    ...(RUNNER_TRACKING_ID === undefined ? {} : { RUNNER_TRACKING_ID }),
  };
}

async function endOfLog(node: Place): Promise<string> {
  const log = await readFile(node.log, 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-5).join('\n');
}
