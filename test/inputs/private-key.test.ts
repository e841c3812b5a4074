import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../src/inputs/private-key';
import { problemsOf, textOf } from './user';

const { utils } = createRequire(import.meta.url)('ssh2') as typeof import('ssh2');

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'private-key-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const read = (text: string, file?: string) => readPrivateKey(text, { origin: 'key', file });
const problemWith = (text: string, file?: string) => textOf(problemsOf(() => read(text, file)));

/** A new key of OpenSSH's own making. */
function generate(name: string, ...args: string[]): string {
  const file = join(dir, name);
  execFileSync('ssh-keygen', ['-q', '-N', '', '-f', file, ...args]);
  return readFileSync(file, 'utf8');
}

/** The public half, as OpenSSH and ssh2 read it from a private key of this text. */
function publicHalves(text: string): string[] {
  const file = join(dir, 'read-back');
  writeFileSync(file, text, { mode: 0o600 });
  const [type, body] = execFileSync('ssh-keygen', ['-y', '-f', file], { encoding: 'utf8' }).split(
    ' ',
  );
  const parsed = utils.parseKey(text);
  if (parsed instanceof Error) throw parsed;
  rmSync(file);
  return [`${type} ${body?.trim()}`, `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`];
}

const kinds = [
  ['ed25519', ['-t', 'ed25519']],
  ['ecdsa', ['-t', 'ecdsa']],
  ['rsa', ['-t', 'rsa', '-b', '2048']],
  ['rsa-pem', ['-t', 'rsa', '-b', '2048', '-m', 'PEM']],
  ['ecdsa-pem', ['-t', 'ecdsa', '-m', 'PEM']],
  ['rsa-pkcs8', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8']],
  ['ecdsa-pkcs8', ['-t', 'ecdsa', '-m', 'PKCS8']],
] as const;

describe('a private key', () => {
  it.each(kinds)('%s is read by OpenSSH and ssh2 alike', (name, args) => {
    const { text } = read(generate(name, ...args));
    const [bySsh, bySsh2] = publicHalves(text);
    expect(bySsh).toBe(bySsh2);
    expect(readFileSync(join(dir, `${name}.pub`), 'utf8')).toContain(bySsh);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['no final newline', (text: string) => text.trimEnd()],
    [
      'blank lines and spaces around it',
      (text: string) => `\n  ${text.replaceAll('\n', '  \n')}\n\n`,
    ],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('is mended that has %s', (name, spoil) => {
    const whole = generate(`mend-${name}`, '-t', 'ed25519');
    expect(read(spoil(whole)).text).toBe(whole);
  });

  it('may be used from its file as it stands if only its owner may read that', () => {
    const text = generate('mine', '-t', 'ed25519');
    const file = join(dir, 'mine');
    expect(read(text, file).file).toBe(file);
    chmodSync(file, 0o640);
    expect(read(text, file)).toMatchObject({ path: file, file: undefined });
  });

  it('is not used from its file if it had to be mended', () => {
    const file = join(dir, 'crlf');
    const text = generate('crlf', '-t', 'ed25519').replaceAll('\n', '\r\n');
    expect(read(text, file).file).toBeUndefined();
  });
});

describe('a key is refused, and nothing of it shown, that', () => {
  const withPassphrase = (name: string, ...args: string[]) => {
    const file = join(dir, name);
    execFileSync('ssh-keygen', ['-q', '-N', 'pass phrase', '-f', file, ...args]);
    return readFileSync(file, 'utf8');
  };
  const pkcs8 = (type: 'ed25519', passphrase?: string) =>
    generateKeyPairSync(type, {
      publicKeyEncoding: { format: 'pem', type: 'spki' },
      privateKeyEncoding: {
        format: 'pem',
        type: 'pkcs8',
        ...(passphrase && { cipher: 'aes-256-cbc', passphrase }),
      },
    } as never) as unknown as { publicKey: string; privateKey: string };

  it.each([
    ['has a passphrase', () => withPassphrase('p1', '-t', 'ed25519'), "ssh-keygen -p -N '' -f"],
    [
      'has a passphrase (GCM)',
      () => withPassphrase('p2', '-t', 'ed25519', '-Z', 'aes256-gcm@openssh.com'),
      "ssh-keygen -p -N '' -f",
    ],
    ['has one in PEM', () => withPassphrase('p3', '-t', 'rsa', '-m', 'PEM'), 'passphrase'],
    ['has one in PKCS #8', () => pkcs8('ed25519', 'x y').privateKey, 'passphrase'],
    [
      'is PKCS #8 of a kind OpenSSH does not read',
      () => pkcs8('ed25519').privateKey,
      'no private key',
    ],
    [
      'is public',
      () => `${generate('u', '-t', 'ed25519') && readFileSync(join(dir, 'u.pub'), 'utf8')}`,
      'without `.pub`',
    ],
    ['is public PEM', () => pkcs8('ed25519').publicKey, 'public key'],
    ['is public (RFC 4716)', () => '---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n', 'public key'],
    ["is PuTTY's", () => 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n', 'puttygen'],
    ['is cut off', () => generate('c', '-t', 'ed25519').slice(0, 200), 'cut off'],
    [
      'lost a line of its middle',
      () => generate('l', '-t', 'ed25519').split('\n').toSpliced(2, 1).join('\n'),
      'no private key',
    ],
    [
      'is two',
      () => generate('t1', '-t', 'ed25519') + generate('t2', '-t', 'ed25519'),
      'more than one',
    ],
    [
      'lost its line breaks',
      () => generate('b', '-t', 'ed25519').replaceAll('\n', ' '),
      'line breaks',
    ],
    [
      'is a DSA key',
      () => '-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----\n',
      'DSA',
    ],
    ['is garbage', () => 'c2VjcmV0IGdhcmJhZ2U=', 'no private key'],
    [
      'is garbage between the right lines',
      () => '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----',
      'no private key',
    ],
    ['is empty', () => '', 'no private key'],
  ])('%s', (_, make, words) => {
    const text = make();
    const problem = problemWith(text, '/home/me/my key');
    expect(problem).toMatch(/^key: /);
    expect(problem).toContain(words);
    const body = text.split(/\s+/).filter((word) => /^[\w+/=]{16,}$/.test(word));
    for (const word of body) expect(problem).not.toContain(word.slice(0, 16));
  });

  it('needs a security key, by the type of its public half', () => {
    const field = (text: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(Buffer.byteLength(text, 'latin1'));
      return Buffer.concat([length, Buffer.from(text, 'latin1')]);
    };
    const type = field('sk-ssh-ed25519@openssh.com').toString('latin1');
    const blob = Buffer.concat([
      Buffer.from('openssh-key-v1\0'),
      ...[field('none'), field('none'), field(''), Buffer.from([0, 0, 0, 1])],
      ...[field(type), field('\0'.repeat(16))],
    ]).toString('base64');
    const text = `-----BEGIN OPENSSH PRIVATE KEY-----\n${blob}\n-----END OPENSSH PRIVATE KEY-----\n`;
    expect(problemWith(text)).toContain('security key');
  });

  it('names the file in the way out, quoted for the shell', () => {
    const text = withPassphrase('p4', '-t', 'ed25519');
    expect(problemWith(text, '/home/me/my key')).toContain("-f '/home/me/my key'");
    expect(problemWith(text)).toContain('-f KEY_FILE');
  });
});
