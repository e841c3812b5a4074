import type { Problem } from '../problem';
import type { ChildResult } from './child';
import type { Hop, VerifiedKey } from './verify-host';

/** Whether ssh was answered, and not let in. */
export function isRefusal(stderr: string): boolean {
  return /Host key verification failed|host key is known for|Permission denied/.test(stderr);
}

/**
 * What is wrong with a host that answered, and the way to mend it, by the words of OpenSSH.
 *
 * @param pinnedIn how the user calls the place where host keys are pinned
 */
export function refusal(
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
  return failedCommand({ name, address, port, user }, { code, stderr });
}

export function failedCommand(
  { name, address, port, user }: Hop,
  { code, stderr }: Omit<ChildResult, 'stdout'>,
): Problem {
  return {
    field: `${name} (${address})`,
    message: `A first command on ${user}@${address} failed (exit code ${code ?? 'none'}): ${lastWords(stderr) || 'it printed nothing'}.`,
    fix: `Try \`ssh ${user}@${address} -p ${port} true\`.`,
  };
}

/** Why no connection came about. A jump host says it; the ssh behind it only sees that it hangs up. */
export function whyUnreachable(stderr: string): string {
  return throughJump(stderr) ?? lastWords(stderr);
}

function throughJump(stderr: string): string | undefined {
  return /^(?:channel \d+: open failed|ssh): (.+?)\r?$/m.exec(stderr)?.[1];
}

/** What ssh said last that is not its debug output. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line && !/^(debug\d|OpenSSH_)/.test(line));
  return (lines.at(-1) ?? '').trim();
}
