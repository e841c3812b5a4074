import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ExitCode, UserError } from '../problem';
import { withoutCredentials } from '../without-credentials';

/** Settings of git in the order in which they count, as `section.key` and value. */
export type GitSettings = readonly (readonly [string, string])[];

export interface GitOptions {
  /** Absolute path of the folder that git runs in. */
  readonly cwd: string;
  /** Besides the user's own. They go by the environment: a command line is anybody's to read. */
  readonly settings: GitSettings;
  readonly signal: AbortSignal;
  /** In place of this process's environment. */
  readonly environment?: NodeJS.ProcessEnv;
}

export interface GitResult {
  /** Null after death by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  /** What git and the server say, fit for a log: no URL with credentials, no secret of `settings`. */
  readonly words: string;
}

/** Milliseconds of silence after which git is given up; it tells its progress all the time. */
const longestSilence = 300_000;
const keptOutput = 16 * 1024 * 1024;

/**
 * Runs git as the user would, with the user's configuration, credentials and agent, but without a
 * terminal: what would ask a question fails.
 *
 * @throws the reason of `signal` when aborted; a UserError when git is not installed
 */
export async function git(args: readonly string[], options: GitOptions): Promise<GitResult> {
  const { cwd, settings, signal, environment = process.env } = options;
  signal.throwIfAborted();
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', 'git', ...args], {
    cwd,
    env: gitEnvironment(environment, settings),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own has no terminal that ssh could ask at, and ends as a whole.
    detached: true,
  });
  let silent = false;
  const kill = () => killGroup(child.pid);
  const giveUp = () => {
    silent = true;
    kill();
  };
  const watch = setTimeout(giveUp, longestSilence);
  signal.addEventListener('abort', kill, { once: true });
  try {
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        watch.refresh();
        text = (text + chunk).slice(-keptOutput);
      });
      return () => text;
    });
    const [code] = (await once(child, 'close')) as [number | null];
    signal.throwIfAborted();
    if (code === 127) throw missing('git', 'git');
    const said = silent ? `no answer for ${longestSilence / 1000} s` : wordsOf(stderr?.() ?? '');
    return { code, stdout: stdout?.() ?? '', words: withoutSecrets(said, settings) };
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing ? missing('setpriv', 'util-linux') : error;
  } finally {
    clearTimeout(watch);
    signal.removeEventListener('abort', kill);
  }
}

/**
 * The user's environment without what a runner puts there for us alone, without what points git to
 * another repository (as inside of a hook), and with nobody to ask.
 */
function gitEnvironment(environment: NodeJS.ProcessEnv, settings: GitSettings): NodeJS.ProcessEnv {
  const left = Object.entries(environment).filter(([name]) => !dropped.test(name));
  const count = Number(environment.GIT_CONFIG_COUNT ?? 0);
  // A program that the user has called in any case is no question to anybody.
  const forced = environment.SSH_ASKPASS_REQUIRE === 'force';
  const added = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${count + i}`, key],
    [`GIT_CONFIG_VALUE_${count + i}`, value],
  ]);
  return {
    ...Object.fromEntries([...left, ...added]),
    GIT_CONFIG_COUNT: String(count + settings.length),
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    // git, too, would ask by it.
    ...(!forced && { SSH_ASKPASS: undefined, SSH_ASKPASS_REQUIRE: 'never' }),
    LC_ALL: 'C',
  };
}

const dropped =
  /^(INPUT_|STATE_|ACTIONS_|GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|SHALLOW_FILE|GRAFT_FILE|QUARANTINE_PATH)$)/;

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The last lines of what was said, without progress and advice. */
function wordsOf(stderr: string): string {
  const noise =
    /^\s*$|^hint:|^Cloning into|\d+% \(|^remote: (Enumerating|Total)|^warning: redirecting|^Please make sure you have|^and the repository exists/;
  return stderr
    .split(/[\r\n]+/)
    .filter((line) => !noise.test(line))
    .slice(-6)
    .map((line) => line.replaceAll(/\p{Cc}/gu, '?').replace(/[.\s]+$/, ''))
    .join('; ')
    .slice(-600)
    .replace(/[.;\s]+$/, '');
}

/** A server may say what it was told. */
function withoutSecrets(text: string, settings: GitSettings): string {
  const secrets = settings
    .filter(([key]) => /\.extraheader$/i.test(key))
    .flatMap(([, value]) => value.split(/\s+/))
    .filter((word) => word.length >= 8 && !word.endsWith(':'));
  return secrets.reduce(
    (shown, secret) => shown.replaceAll(secret, '***'),
    withoutCredentials(text),
  );
}

function missing(program: string, from: string): UserError {
  return new UserError(
    {
      message: `\`${program}\` is not installed on this machine.`,
      fix: `Install it, for example with \`sudo apt-get install ${from}\`.`,
    },
    ExitCode.wrongUse,
  );
}
