import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from '../child-environment';
import { ExitCode, UserError } from '../problem';

export interface ChildOptions {
  readonly signal?: AbortSignal | undefined;
  /** Written to standard input, which is then closed. */
  readonly input?: string | Buffer | undefined;
  readonly onStdout?: (text: string) => void;
  readonly onStderr?: (text: string) => void;
  /** The folder that it works in; ours when there is none. */
  readonly cwd?: string;
  /** Variables besides, or instead; undefined ones it has not. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface ChildResult {
  /** Null after death by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of this machine that goes on. */
export interface RunningChild {
  /** As `runChild` returns or throws. */
  readonly ended: Promise<ChildResult>;
  /** Ends it at once. */
  kill(): void;
}

/** Characters kept of a child's output: its end. */
const keptOutput = 256 * 1024;
/** setpriv(1): "127 program could not be executed because of not being found". */
const notFound = 127;

/**
 * Runs a program of this machine to its end.
 * An abort ends what the program has started as well: rsync's ssh would wait for a host that is silent.
 *
 * @throws the reason of `signal` when aborted; a UserError when the program is not installed
 */
export async function runChild(
  program: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildResult> {
  return startChild(program, args, options).ended;
}

/**
 * Starts a program of this machine.
 * It ends with us: should this process be killed, the kernel kills the program too.
 */
export function startChild(
  program: string,
  args: readonly string[],
  options: ChildOptions,
): RunningChild {
  const { signal, input, cwd, env } = options;
  signal?.throwIfAborted();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd,
    detached: true,
    env: { ...childEnvironment(process.env), LC_ALL: 'C', ...env },
  });
  const kill = () => killGroup(child);
  signal?.addEventListener('abort', kill, { once: true });
  const stdout = gather(child.stdout, options.onStdout);
  const stderr = gather(child.stderr, options.onStderr);
  // A program that ends before it has read everything closes the pipe; its exit code tells more.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const end = async (): Promise<ChildResult> => {
    try {
      const [code]: [number | null] = (await once(child, 'close')) as [number | null];
      signal?.throwIfAborted();
      if (code === notFound) throw missingProgram(program);
      return { code, stdout: stdout(), stderr: stderr() };
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missingProgram('setpriv') : error;
    } finally {
      signal?.removeEventListener('abort', kill);
    }
  };
  return { ended: end(), kill };
}

/** A process that was started detached leads a group of its own. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function missingProgram(program: string): UserError {
  const from = { rsync: 'rsync', setpriv: 'util-linux', git: 'git' }[program] ?? 'openssh-client';
  return new UserError(
    {
      message: `\`${program}\` is not installed on this machine.`,
      fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    },
    ExitCode.wrongUse,
  );
}

/** Keeps the end of a stream of any length. */
function gather(stream: NodeJS.ReadableStream, onText?: (text: string) => void): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    onText?.(chunk);
    text = (text + chunk).slice(-keptOutput);
  });
  return () => text;
}
