import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../problem';
import { runChild } from './child';

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
}

export type Verification =
  | {
      readonly kind: 'verified';
      /** One for each hop. */
      readonly keys: readonly VerifiedKey[];
      readonly facts: HostFacts;
    }
  /** No connection came about: another way may lead there. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'refused'; readonly problem: Problem };

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
 * Connects once with OpenSSH, which alone decides whether a host key is trusted: hashed names,
 * `[host]:port`, `@cert-authority` and `@revoked` mean what they mean to the user's own ssh.
 * The keys that it accepted are what every later connection of ours is held to.
 */
export async function verifyHost(target: Target, signal: AbortSignal): Promise<Verification> {
  const { hops, sshConfigFile } = target;
  const node = hops.at(-1) as Hop;
  const script = readFileSync(join(__dirname, 'host-facts.sh'), 'utf8');
  const args = ['-v', '-T', '-F', sshConfigFile, node.name, 'sh -s'];
  const { code, stdout, stderr } = await runChild('ssh', args, { signal, input: script });
  const keys = offeredKeys(stderr);
  const last = keys.at(-1);
  if (last && stdout.includes('facts=1\n') && keys.length === hops.length) {
    return { kind: 'verified', keys, facts: parseFacts(stdout) };
  }
  const hop = hops[keys.length - 1];
  if (!last || !hop || (keys.length < hops.length && !isRefusal(stderr))) {
    return { kind: 'unreachable', reason: lastWords(stderr) };
  }
  return { kind: 'refused', problem: refusal(hop, last, target.pinnedIn, code, stderr) };
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

function parseFacts(text: string): HostFacts {
  const facts = new Map(
    text.split('\n').map((line) => {
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
  };
}

function isRefusal(stderr: string): boolean {
  return /Host key verification failed|host key is known for|Permission denied/.test(stderr);
}

function refusal(
  { name, address, port, user }: Hop,
  key: VerifiedKey,
  pinnedIn: string,
  code: number | null,
  stderr: string,
): Problem {
  const host = port === 22 ? address : `[${address}]:${port}`;
  const field = `${name} (${address})`;
  const scan = `ssh-keyscan -p ${port} ${address}`;
  if (/REVOKED HOST KEY/.test(stderr)) {
    return {
      field,
      message: `The host key ${key.type} ${key.fingerprint} of ${host} is revoked in ${pinnedIn}.`,
      fix: 'Give the host a new key, or find out who answers at this address.',
    };
  }
  if (/HOST IDENTIFICATION HAS CHANGED/.test(stderr)) {
    return {
      field,
      message: `${host} showed the host key ${key.type} ${key.fingerprint}, but ${pinnedIn} pins another. Somebody may be in between, or the host was set up anew.`,
      fix: `If you know that it was set up anew, compare the fingerprint on the host itself and replace its line with the output of \`${scan}\`.`,
    };
  }
  if (/Host key verification failed|host key is known for/.test(stderr)) {
    return {
      field,
      message: `${host} is not pinned in ${pinnedIn}; it offered the host key ${key.type} ${key.fingerprint}. Nothing was sent.`,
      fix: `Compare that fingerprint on the host itself (\`ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\`), then add the output of \`${scan}\` to ${pinnedIn}.`,
    };
  }
  if (/Permission denied/.test(stderr)) {
    return {
      field,
      message: `${user}@${address} does not accept the key.`,
      fix: `Add its public half to ~/.ssh/authorized_keys of ${user} there, or give the key that belongs to it.`,
    };
  }
  return {
    field,
    message: `A first command on ${user}@${address} failed (exit code ${code ?? 'none'}): ${lastWords(stderr) || 'it printed nothing'}.`,
    fix: `Try \`ssh ${user}@${address} -p ${port} true\`.`,
  };
}

/** What ssh said last that is not its debug output. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line && !/^(debug\d|OpenSSH_)/.test(line));
  return (lines.at(-1) ?? '').trim();
}
