import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../problem';
import { backOff } from './backoff';
import { type ChildResult, type RunningChild, runChild, startChild } from './child';
import { failedCommand, isRefusal, refusal, whyUnreachable } from './host-refusal';
import { byConfig, loginSocket, sharedLogin } from './ssh-config';

/** A host key that OpenSSH accepted against the user's known_hosts. */
export interface VerifiedKey {
  /** Plain key type, also where a certificate was shown: `ssh-ed25519`, `ssh-rsa`, … */
  readonly type: string;
  /** As `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly fingerprint: string;
}

/** What a node says of itself. */
export interface HostFacts {
  readonly home: string;
  /** Tools that are needed and not there. */
  readonly missing: readonly string[];
  readonly cores: number;
  /** Free space where the home lies, in KiB. */
  readonly freeKiB: number;
  /** Whether /dev/shm is writable tmpfs. */
  readonly memory: boolean;
  /** What its login shell prints when it runs a command, besides what the command prints. */
  readonly chatter: string;
}

export type Verification =
  | {
      readonly kind: 'verified';
      /** One for each hop. */
      readonly keys: readonly VerifiedKey[];
      readonly facts: HostFacts;
      /** The login, which stays open: what rsync sends goes through it (`sharedLogin`). */
      readonly login: RunningChild;
    }
  /** No connection came about: another way may lead there. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly problem: Problem;
      /** Undefined when the host is who it should be: one that still boots may let the runner in later. */
      readonly stranger?: Stranger | undefined;
    };

/** A hop that showed a host key which is not pinned. */
export interface Stranger {
  readonly name: string;
  readonly key: VerifiedKey;
}

/** One host on the way to a node, the node itself last. */
export interface Hop {
  /** Host in our ssh_config. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
}

interface Target {
  readonly hops: readonly [...Hop[], Hop];
  readonly sshConfigFile: string;
  /** How the user calls the place where host keys are pinned. */
  readonly pinnedIn: string;
}

/**
 * Logs in once with OpenSSH, which alone decides whether a host key is trusted: hashed names,
 * `[host]:port`, `@cert-authority` and `@revoked` mean what they mean to the user's own ssh.
 * The keys that it accepted are what every later connection of ours is held to.
 */
export async function verifyHost(target: Target, signal: AbortSignal): Promise<Verification> {
  const { hops } = target;
  const { stderr, code, login } = await unlessTurnedAway(() => logIn(target, signal), signal);
  const keys = offeredKeys(stderr);
  if (!login || keys.length !== hops.length) {
    login?.kill();
    return notVerified(target, keys, code, stderr);
  }
  const asked = await askFacts(target, signal);
  const facts = parseFacts(asked.stdout);
  if (facts) return { kind: 'verified', keys, facts, login };
  login.kill();
  return { kind: 'refused', problem: failedCommand(hops.at(-1) as Hop, asked) };
}

function notVerified(
  { hops, pinnedIn }: Target,
  keys: readonly VerifiedKey[],
  code: number | null,
  stderr: string,
): Verification {
  const last = keys.at(-1);
  const hop = hops[keys.length - 1];
  if (!last || !hop || (keys.length < hops.length && !isRefusal(stderr))) {
    return { kind: 'unreachable', reason: whyUnreachable(stderr) };
  }
  const isStranger = /Host key verification failed|host key is known for|REVOKED/.test(stderr);
  return {
    kind: 'refused',
    problem: refusal(hop, last, pinnedIn, code, stderr),
    stranger: isStranger ? { name: hop.name, key: last } : undefined,
  };
}

interface Login {
  readonly stderr: string;
  readonly code: number | null;
  /** Undefined when it did not come about. */
  readonly login?: RunningChild;
}

/** Over when the login has its socket: what a host on the way makes `ssh` print proves nothing. */
async function logIn({ hops, sshConfigFile }: Target, signal: AbortSignal): Promise<Login> {
  const { name } = hops.at(-1) as Hop;
  const { cwd, config } = byConfig(sshConfigFile);
  const socket = join(cwd, loginSocket(name));
  rmSync(socket, { force: true });
  const opened = Promise.withResolvers<Login>();
  let stderr = '';
  let isOpen = false;
  const onStderr = (text: string) => {
    if (isOpen) return;
    stderr += text;
    // It says more once the socket is there: that the session begins.
    isOpen = existsSync(socket);
    if (isOpen) opened.resolve({ stderr, code: null, login });
  };
  const sharing = ['-o', 'ControlMaster=yes', ...sharedLogin(name)];
  const args = ['-v', '-N', ...config, ...sharing, name];
  const login = startChild('ssh', args, { signal, cwd, onStderr });
  return Promise.race([opened.promise, login.ended]);
}

function askFacts({ hops, sshConfigFile }: Target, signal: AbortSignal): Promise<ChildResult> {
  const { name } = hops.at(-1) as Hop;
  const script = readFileSync(join(__dirname, 'host-facts.sh'), 'utf8');
  const { cwd, config } = byConfig(sshConfigFile);
  const args = ['-T', ...config, ...sharedLogin(name), name, 'sh -s'];
  return runChild('ssh', args, { signal, input: script, cwd });
}

/**
 * An sshd turns logins away when it has too many at a time (sshd_config(5), MaxStartups): all nodes
 * behind one jump host ask it at once. It is the same with one that is just starting.
 */
async function unlessTurnedAway(ask: () => Promise<Login>, signal: AbortSignal): Promise<Login> {
  for (let attempt = 1; ; attempt++) {
    const result = await ask();
    if (attempt === attempts || !wasTurnedAway(result.stderr)) return result;
    await backOff(attempt, signal);
  }
}

const attempts = 10;

/** Somebody listened and hung up; a jump host that cannot or may not lead there says so. */
function wasTurnedAway(stderr: string): boolean {
  return (
    /^kex_exchange_identification: /m.test(stderr) &&
    !/^ssh: |open failed: |stdio forwarding failed/m.test(stderr) &&
    !isRefusal(stderr)
  );
}

/**
 * The keys that `ssh -v` reports, in the order of the hops: a hop answers before the next is asked.
 * "Server host certificate" carries the fingerprint of the plain key in it (OpenSSH sshconnect.c).
 */
function offeredKeys(debug: string): readonly VerifiedKey[] {
  const line = /^debug1: Server host (?:key|certificate): (\S+) (SHA256:[^\s,]+)/gm;
  return [...debug.matchAll(line)].map(([, type = '', fingerprint = '']) => ({
    type: type.replace(/-cert-v01@openssh\.com$/, ''),
    fingerprint,
  }));
}

/** Undefined when they are not whole. */
function parseFacts(text: string): HostFacts | undefined {
  const [, before, said, after] = /^(.*?)facts=1\n(.*?)facts=end\n(.*)$/s.exec(text) ?? [];
  if (said === undefined) return undefined;
  const facts = new Map(
    said.split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
  return {
    home: facts.get('home') ?? '',
    missing: (facts.get('missing') ?? '').split(' ').filter(Boolean),
    cores: Number(facts.get('cores')) || 1,
    freeKiB: Number(facts.get('free')) || 0,
    memory: facts.get('memory') === 'yes',
    chatter: `${before}${after}`,
  };
}
