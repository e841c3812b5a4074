import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import { shellCommand, shellQuote } from '../plan/quote';
import { ExitCode, type Problem, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import { supervisingScript } from './job-scripts';

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
export function jobFiles({ bin }: Layout): ReadonlyMap<string, string> {
  return new Map([
    [`${bin}/supervise.sh`, readFileSync(join(__dirname, 'supervise.sh'), 'utf8')],
    [`${bin}/supervising.sh`, supervisingScript()],
    [`${bin}/hold.sh`, readFileSync(join(__dirname, 'hold.sh'), 'utf8')],
  ]);
}

/** Starts on every node what takes the secrets away when the job is over, whoever is still there. */
export async function holdSecrets({ machines }: Fleet, launch: Launch): Promise<void> {
  const { id, layout, maxRuntime, signal } = launch;
  const seconds = String(startWithin + maxRuntime + endWithin);
  await Promise.all(
    machines.map((machine) => {
      const words = [layout.runDir, layout.memoryDir, id, machine.name, seconds];
      const holder = ['sh', `${layout.bin}/hold.sh`, ...words, String(startWithin)];
      const script = `${detached(holder)}\n: >${shellQuote(`${layout.runDir}/held`)}`;
      return machine.check('guard the secrets', script, { signal });
    }),
  );
}

/**
 * Waits until every factory has asked the orchestrator whether the job is over, as it will until then.
 *
 * @throws UserError when factories cannot ask it
 */
export async function untilAnswered(
  { orchestrator, factories }: Fleet,
  { layout, signal }: Pick<Launch, 'layout' | 'signal'>,
): Promise<void> {
  const answered = readFileSync(join(__dirname, 'answered.sh'), 'utf8');
  const asked = factories.map(async (factory) => {
    const args = [layout.runDir, factory.name];
    const { code, stderr } = await factory.run(answered, { args, signal });
    return code === 0 ? [] : [unanswered(factory, orchestrator, stderr)];
  });
  const problems = (await Promise.all(asked)).flat();
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
}

function unanswered({ title: field }: Machine, { node }: Machine, words: string): Problem {
  const { privateHost, port } = node;
  return {
    field,
    message: `It cannot log in on the orchestrator at ${privateHost}, port ${port}: ${words.trim() || 'no answer'}.`,
    fix: 'Let the nodes reach each other there, or name the address at which they do: `orchestrator_ip: [PUBLIC, PRIVATE]`.',
  };
}

/** Starts the job, once, in a session of its own on the orchestrator. */
export async function launchJob(orchestrator: Machine, launch: Launch): Promise<void> {
  const { id, layout, maxRuntime, signal } = launch;
  const script = readFileSync(join(__dirname, 'launch.sh'), 'utf8');
  const args = [layout.runDir, layout.memoryDir, id, String(maxRuntime)];
  await orchestrator.check('start the job', script, { args, signal });
}

function detached(words: readonly string[]): string {
  return `setsid ${shellCommand(words)} </dev/null >/dev/null 2>&1 &`;
}
