import { execFileSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { isPair } from '../../src/providers/aws/inspection/key-match';
import { Keys } from './keys';

const keys = new Keys();
afterAll(() => keys[Symbol.dispose]());

/** As the EC2 User Guide says it ("Verify the fingerprint of your key pair"). */
function shell(line: string): string {
  return execFileSync('sh', ['-c', line], { encoding: 'utf8' }).trim();
}

function pem(kind: 'rsa'): string {
  const copy = `${keys.fileOf(kind)}-pem`;
  execFileSync('sh', ['-c', `cp ${keys.fileOf(kind)} ${copy}; chmod 600 ${copy}`]);
  execFileSync('ssh-keygen', ['-q', '-p', '-N', '', '-m', 'PEM', '-f', copy]);
  return copy;
}

const imported = () =>
  shell(`openssl pkey -in ${pem('rsa')} -pubout -outform DER | openssl md5 -c`);
const made = () =>
  shell(
    `openssl pkcs8 -in ${pem('rsa')} -inform PEM -outform DER -topk8 -nocrypt | openssl sha1 -c`,
  );
const hash = (line: string) => line.split('= ')[1] ?? '';

describe('a private key', () => {
  it.each(['ed25519', 'rsa'] as const)(
    'is told by the public key of the pair (%s)',
    async (kind) => {
      expect(await isPair(keys[kind], { PublicKey: `${keys.publicOf(kind)}\n` })).toBe(true);
      expect(await isPair(keys.other, { PublicKey: keys.publicOf(kind) })).toBe(false);
    },
  );

  it('of RSA is told by the fingerprint of an imported pair', async () => {
    const KeyFingerprint = hash(imported());
    expect(KeyFingerprint).toMatch(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(await isPair(keys.rsa, { KeyFingerprint })).toBe(true);
    expect(await isPair(keys.other, { KeyFingerprint })).toBe(false);
  });

  it('of RSA is told by the fingerprint of a pair that EC2 made', async () => {
    const KeyFingerprint = hash(made());
    expect(KeyFingerprint).toMatch(/^([0-9a-f]{2}:){19}[0-9a-f]{2}$/);
    expect(await isPair(keys.rsa, { KeyFingerprint })).toBe(true);
  });

  it.each(['', '='])('of ed25519 is told by its fingerprint (padding: %j)', async (padding) => {
    const [, sha256 = ''] = shell(`ssh-keygen -l -f ${keys.fileOf('ed25519')}`).split(' ');
    const KeyFingerprint = `${sha256.replace('SHA256:', '')}${padding}`;
    expect(await isPair(keys.ed25519, { KeyFingerprint })).toBe(true);
    expect(await isPair(keys.other, { KeyFingerprint })).toBe(false);
  });

  it('is not judged where EC2 tells nothing of the pair', async () => {
    expect(await isPair(keys.rsa, {})).toBeUndefined();
  });
});
