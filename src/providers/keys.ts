import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { childEnvironment } from '../child-environment';

const run = promisify(execFile);

/**
 * Makes a key without a passphrase: `file` (0600) and `file.pub`.
 *
 * @returns the public key as one line: type, base64, comment
 */
export async function generateKey(
  sshKeygen: string,
  file: string,
  comment: string,
  type: 'ed25519' | 'rsa' = 'ed25519',
): Promise<string> {
  // What a process that was killed has half made: ssh-keygen would ask about it.
  await rm(file, { force: true });
  const env = childEnvironment(process.env);
  await run(sshKeygen, ['-q', '-t', type, '-N', '', '-C', comment, '-f', file], { env });
  return (await readFile(`${file}.pub`, 'utf8')).trim();
}

/** A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT). */
export function knownHostsLine(host: string, port: number, publicKey: string): string {
  const [type, blob] = publicKey.split(' ');
  return `${port === 22 ? host : `[${host}]:${port}`} ${type} ${blob}\n`;
}
