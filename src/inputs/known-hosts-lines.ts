import type { Problem } from '../problem';

type Fault = Pick<Problem, 'message' | 'fix'>;

const howToGet = 'Take it from the host itself: ssh-keyscan HOST, and compare the fingerprint.';

/**
 * What is wrong with lines of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).
 *
 * @param origin where the lines stand: an input, or a file
 */
export function knownHostsProblems(
  lines: string,
  origin: { readonly file: string } | { readonly field: string },
): Problem[] {
  return lines.split(/\r\n|\n/).flatMap((text, i): Problem[] => {
    const fault = lineFault(text.trim());
    if (fault === undefined) return [];
    const line = i + 1;
    return 'file' in origin
      ? [{ ...origin, line, ...fault }]
      : [{ field: `${origin.field} (line ${line})`, ...fault }];
  });
}

function lineFault(line: string): Fault | undefined {
  if (line === '' || line.startsWith('#')) return undefined;
  const words = line.split(/[ \t]+/);
  const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
  if (marker !== undefined && marker !== '@cert-authority' && marker !== '@revoked') {
    return { message: 'Accepted markers are @cert-authority and @revoked.' };
  }
  const [hosts = '', type = '', key = ''] = words;
  if (isKeyType(hosts)) {
    return { message: 'The host is missing before the key.', fix: 'Write `host type key`.' };
  }
  if (/(^|\s)(SHA256|MD5):/.test(line)) {
    return { message: 'This is a fingerprint; the whole key is wanted.', fix: howToGet };
  }
  if (!isKeyType(type)) return { message: 'This is no line `host type key`.', fix: howToGet };
  if (keyTypeOf(key) !== type) {
    return { message: `This is no whole ${type} key.`, fix: howToGet };
  }
  return undefined;
}

function isKeyType(word: string): boolean {
  return /^(ssh-|ecdsa-|sk-|rsa-sha2-)[\w@.-]+$/.test(word);
}

/** The type that a key says it has (RFC 4253, 6.6). */
function keyTypeOf(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const blob = Buffer.from(base64, 'base64');
  if (blob.length < 4) return undefined;
  const end = 4 + blob.readUInt32BE();
  return blob.length > end ? blob.toString('latin1', 4, end) : undefined;
}
