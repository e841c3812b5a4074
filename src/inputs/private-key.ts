import { statSync } from 'node:fs';
import { type Problem, UserError } from '../problem';
import type { PrivateKey } from './inputs';
import { opensshKey } from './openssh-key';

/** Bytes that a private key may have; one of 16384 bits has 12 KiB. */
export const keyLimit = 64 * 1024;

interface Source {
  /** What the user calls it: `ssh-private-key`, or `key` of which file. */
  readonly origin: string;
  /** Where the user names it, for problems. */
  readonly place?: Pick<Problem, 'file' | 'line' | 'column' | 'field'>;
  /** Absolute path of the file that the text is from. */
  readonly file?: string | undefined;
}

type Fault = Required<Pick<Problem, 'message' | 'fix'>>;

/**
 * The key as OpenSSH and ssh2 read it: CRLF, a missing final newline and blank space around it are
 * mended, and PKCS #8, which ssh2 does not read, becomes the older PEM of the same key.
 *
 * @throws UserError with the way out, never with anything of the text
 */
export function readPrivateKey(text: string, { origin, place, file }: Source): PrivateKey {
  const mended = mend(text);
  const fault = faultOf(mended, file ?? 'KEY_FILE');
  if (fault) throw new UserError({ field: origin, ...place, ...fault });
  const usable = isPkcs8(mended) ? rewritePkcs8(mended) : mended;
  if (usable === undefined) throw new UserError({ field: origin, ...place, ...unreadable });
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  // A pipe cannot be read again.
  const path = stats?.isFile() ? file : undefined;
  // OpenSSH does not use a key that others may read.
  const isPrivate = stats !== undefined && (stats.mode & 0o077) === 0;
  return { text: usable, path, file: usable === text && isPrivate ? path : undefined, origin };
}

function mend(text: string): string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return `${lines
    .map((line) => line.trim())
    .join('\n')
    .trim()}\n`;
}

const unreadable: Fault = {
  message: 'This is no private key that OpenSSH reads.',
  fix: "Give the whole file, or make a new key: ssh-keygen -t ed25519 -N '' -f KEY_FILE",
};

function faultOf(text: string, file: string): Fault | undefined {
  const path = shellWord(file);
  const label = /^-----BEGIN ([A-Z ]*)PRIVATE KEY-----\n/.exec(text)?.[1]?.trim();
  if (label === undefined) return faultWithoutLabel(text, path);
  if (!text.endsWith('PRIVATE KEY-----\n') || text.split('-----BEGIN ').length > 2) {
    const fix = 'Give the whole file, from its BEGIN to its END line.';
    return { message: 'This private key is cut off, or more than one.', fix };
  }
  if (label === 'ENCRYPTED' || /\nProc-Type: 4,ENCRYPTED\n/.test(text)) return passphrase(path);
  if (label === 'OPENSSH') return opensshFault(text, path);
  if (label === 'DSA') {
    const message = 'OpenSSH has dropped DSA keys.';
    return { message, fix: `Make a new one: ssh-keygen -t ed25519 -N '' -f ${path}` };
  }
  return isReadable(text) ? undefined : unreadable;
}

function opensshFault(text: string, path: string): Fault | undefined {
  const key = opensshKey(text);
  if (key === undefined) return unreadable;
  if (key.cipher !== 'none') return passphrase(path);
  if (!key.type.startsWith('sk-')) return undefined;
  const message = 'This key needs a security key (FIDO) to be touched.';
  return { message, fix: `Use another one: ssh-keygen -t ed25519 -N '' -f ${path}` };
}

function faultWithoutLabel(text: string, path: string): Fault {
  if (/^PuTTY-User-Key-File-/.test(text)) {
    const fix = `Convert it: puttygen ${path} -O private-openssh -o ${path}.openssh`;
    return { message: 'This is a key of PuTTY, which OpenSSH does not read.', fix };
  }
  if (/^(ssh-|ecdsa-|sk-)\S+ AAAA/.test(text) || /^-+ ?BEGIN [A-Z0-9 ]*PUBLIC KEY/.test(text)) {
    return {
      message: 'This is a public key; the private one is wanted.',
      fix: 'Give the file without `.pub`.',
    };
  }
  if (/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) {
    return {
      message: 'The line breaks of this private key are lost, or something stands before it.',
      fix: 'Give the file as it is, all lines of it.',
    };
  }
  return unreadable;
}

function passphrase(path: string): Fault {
  return {
    message: 'This private key is protected by a passphrase, which nobody can type here.',
    fix: `Take it from a copy: ssh-keygen -p -N '' -f ${path}`,
  };
}

function isPkcs8(text: string): boolean {
  return text.startsWith('-----BEGIN PRIVATE KEY-----');
}

function rewritePkcs8(text: string): string | undefined {
  const key = cryptoModule().createPrivateKey(text);
  if (key.asymmetricKeyType === 'rsa')
    return key.export({ format: 'pem', type: 'pkcs1' }) as string;
  if (key.asymmetricKeyType === 'ec') return key.export({ format: 'pem', type: 'sec1' }) as string;
  return undefined;
}

function isReadable(text: string): boolean {
  try {
    cryptoModule().createPrivateKey(text);
    return true;
  } catch {
    return false;
  }
}

/** Not imported: it takes a tenth of a cold start, and keys in OpenSSH's own form do without. */
function cryptoModule() {
  return process.getBuiltinModule('node:crypto');
}

function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
