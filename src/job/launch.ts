import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import { shellCommand } from '../plan/quote';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';

export interface Launch {
  readonly id: string;
  readonly layout: Layout;
  /** Seconds. */
  readonly maxRuntime: number;
  readonly signal: AbortSignal;
}

/** Seconds after which secrets that no job has used are taken away again. */
const startWithin = 300;
/** Seconds that a job may take to end once it must (`timeout --kill-after`), and a margin. */
const endWithin = 60;

/** Files that must lie on the nodes for it: path → text. */
export function jobFiles(layout: Layout): ReadonlyMap<string, string> {
  const names = ['supervise.sh', 'hold.sh'] as const;
  const texts = {
    'supervise.sh': readFileSync(join(__dirname, 'supervise.sh'), 'utf8'),
    'hold.sh': readFileSync(join(__dirname, 'hold.sh'), 'utf8'),
  };
  return new Map(names.map((name) => [`${layout.bin}/${name}`, texts[name]]));
}

/** Starts on every node what takes the secrets away when the job is over, whoever is still there. */
export async function holdSecrets({ machines }: Fleet, launch: Launch): Promise<void> {
  const { id, layout, maxRuntime, signal } = launch;
  const seconds = String(startWithin + maxRuntime + endWithin);
  await Promise.all(
    machines.map((machine) => {
      const words = [layout.runDir, layout.memoryDir, id, machine.node.role, seconds];
      const holder = ['sh', `${layout.bin}/hold.sh`, ...words, String(startWithin)];
      return machine.check('guard the secrets', detached(holder), { signal });
    }),
  );
}

/** Starts the job, once, in a session of its own on the orchestrator. */
export async function launchJob(orchestrator: Machine, launch: Launch): Promise<void> {
  const { id, layout, maxRuntime, signal } = launch;
  const words = [layout.runDir, layout.memoryDir, id, String(maxRuntime)];
  const script = `${detached(['sh', `${layout.bin}/supervise.sh`, ...words])}
tries=0
until [ -e '${layout.job}/supervisor' ]; do
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || { echo 'the job did not start within 10 s' >&2; exit 1; }
  sleep 0.1
done`;
  await orchestrator.check('start the job', script, { signal });
}

function detached(words: readonly string[]): string {
  return `setsid ${shellCommand(words)} </dev/null >/dev/null 2>&1 &`;
}
