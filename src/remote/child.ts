import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ExitCode, UserError } from '../problem';

export interface ChildOptions {
  readonly signal?: AbortSignal | undefined;
  /** Written to standard input, which is then closed. */
  readonly input?: string | Buffer | undefined;
  readonly onStdout?: (text: string) => void;
}

export interface ChildResult {
  /** Null after death by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Characters kept of a child's output: its end. */
const keptOutput = 256 * 1024;
/** setpriv(1): "127 program could not be executed because of not being found". */
const notFound = 127;

/**
 * Runs a program of this machine to its end.
 * It ends with us: should this process be killed, the kernel kills the program too.
 *
 * @throws the reason of `signal` when aborted; a UserError when the program is not installed
 */
export async function runChild(
  program: string,
  args: readonly string[],
  { signal, input, onStdout }: ChildOptions = {},
): Promise<ChildResult> {
  signal?.throwIfAborted();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...childEnvironment(process.env), LC_ALL: 'C' },
  });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  try {
    const stdout = gather(child.stdout, onStdout);
    const stderr = gather(child.stderr);
    // A program that ends before it has read everything closes the pipe; its exit code tells more.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    const [code]: [number | null] = (await once(child, 'close')) as [number | null];
    signal?.throwIfAborted();
    if (code === notFound) throw missingProgram(program);
    return { code, stdout: stdout(), stderr: stderr() };
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missingProgram('setpriv') : error;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

/**
 * The environment without what a runner puts there for us alone: `INPUT_*` holds the secrets and the
 * private key, and an environment can be read for as long as its process lives.
 */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(INPUT_|STATE_|ACTIONS_|AWS_|GITHUB_TOKEN$|GH_TOKEN$)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !ours.test(name)));
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
