import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { DescribeKeyPairsCommand, type EC2Client, type KeyPairInfo } from '@aws-sdk/client-ec2';
import type { AwsClusterFile } from '../../../inputs/cluster-file';
import type { AccountFindings } from './findings';

/** Looks whether the key pair is there, and of this private key. */
export async function checkKeyPair(
  ec2: EC2Client,
  { keyName }: AwsClusterFile,
  region: string,
  privateKey: string | undefined,
  findings: AccountFindings,
  abortSignal: AbortSignal,
): Promise<void> {
  if (keyName === undefined) return;
  const field = 'key_name';
  const request = new DescribeKeyPairsCommand({
    Filters: [{ Name: 'key-name', Values: [escaped(keyName)] }],
    IncludePublicKey: true,
  });
  const answer = await findings.ask('ec2:DescribeKeyPairs', () =>
    ec2.send(request, { abortSignal }),
  );
  if (!answer) return;
  const pair = answer.KeyPairs?.find(({ KeyName }) => KeyName === keyName);
  if (!pair) {
    findings.lacks({
      field,
      message: `There is no key pair \`${keyName}\` in ${region}.`,
      fix: `See which there are: aws ec2 describe-key-pairs --region ${region}. Without \`key_name\` and \`key\` one is made for the run.`,
    });
    return;
  }
  if (privateKey === undefined || (await isPair(privateKey, pair)) !== false) return;
  findings.lacks({
    field,
    message: `The private key is not that of the key pair \`${keyName}\` (${pair.KeyFingerprint}).`,
    fix: 'Give the private key of this pair as `key` or `ssh-private-key`, or name its own pair.',
  });
}

/** Wildcards of an EC2 filter. */
export function escaped(name: string): string {
  return name.replaceAll(/[\\*?]/g, '\\$&');
}

/** @returns undefined where EC2 does not say enough to tell */
export async function isPair(
  privateKey: string,
  { PublicKey, KeyFingerprint }: Pick<KeyPairInfo, 'PublicKey' | 'KeyFingerprint'>,
): Promise<boolean | undefined> {
  const { utils } = await import('ssh2');
  const key = utils.parseKey(privateKey);
  if (key instanceof Error || Array.isArray(key)) return undefined;
  const blob = key.getPublicSSH();
  if (PublicKey !== undefined) return PublicKey.split(/\s+/)[1] === blob.toString('base64');
  if (KeyFingerprint === undefined) return undefined;
  const fingerprints = key.type === 'ssh-rsa' ? rsaFingerprints(key) : [digest('sha256', blob)];
  return fingerprints.some((ours) => plain(ours) === plain(KeyFingerprint));
}

/** Imported: MD5 of the public key. Made by EC2: SHA-1 of the private key (EC2 User Guide, "Verify the fingerprint of your key pair"). */
function rsaFingerprints(key: {
  getPublicPEM(): string;
  getPrivatePEM(): string;
}): readonly string[] {
  const publicDer = createPublicKey(key.getPublicPEM()).export({ type: 'spki', format: 'der' });
  const privateDer = createPrivateKey(key.getPrivatePEM()).export({ type: 'pkcs8', format: 'der' });
  return [digest('md5', publicDer, 'hex'), digest('sha1', privateDer, 'hex')];
}

function digest(algorithm: string, bytes: Buffer, encoding: 'base64' | 'hex' = 'base64'): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

/** EC2 pads with `=`, others do not. */
function plain(fingerprint: string): string {
  return fingerprint.replace(/^SHA256:/, '').replaceAll(/[:=]/g, '');
}
