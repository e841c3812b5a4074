import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import {
  DeleteKeyPairCommand,
  DescribeKeyPairsCommand,
  type EC2Client,
  ImportKeyPairCommand,
} from '@aws-sdk/client-ec2';
import { childEnvironment } from '../../child-environment';
import { type Tags, tagNames } from '../../plan/tags';
import { generateKey } from '../keys';
import { asking } from './asking';
import { errorKind } from './errors';
import { tagSpecifications } from './tag-specifications';

const run = promisify(execFile);

/** Name of the key pair of a run, and of its security group. */
export function ownName(id: string): string {
  return `flambe-action-${id}`;
}

const runKeyName = 'run_key';

/** Whether it was made for a run: nobody has it after that. */
export function isRunKey(keyFile: string | undefined): boolean {
  return keyFile !== undefined && basename(keyFile) === runKeyName;
}

/** A key of the run's own, made once in its folder. @returns the private key's file, 0600 */
export async function runKey(stateDir: string, id: string): Promise<string> {
  const file = join(stateDir, runKeyName);
  if (!existsSync(`${file}.pub`)) await generateKey('ssh-keygen', file, ownName(id));
  await chmod(file, 0o600);
  return file;
}

/** Makes a key pair of the public half of this key; there already, it is made anew. */
export async function importKeyPair(
  ec2: EC2Client,
  keyFile: string,
  tags: Tags,
  abortSignal: AbortSignal,
): Promise<string> {
  const name = ownName(tags[tagNames.id] ?? '');
  const { stdout } = await run('ssh-keygen', ['-y', '-f', keyFile], {
    env: childEnvironment(process.env),
  });
  const request = {
    KeyName: name,
    PublicKeyMaterial: Buffer.from(stdout.trim()),
    TagSpecifications: tagSpecifications(tags, ['key-pair']),
  };
  await asking('ec2:ImportKeyPair', abortSignal, async () => {
    try {
      await ec2.send(new ImportKeyPairCommand(request), { abortSignal });
    } catch (error) {
      if ((error as Error).name !== 'InvalidKeyPair.Duplicate') throw error;
      // The name is this run's alone; but the key may be that of an earlier process of the run.
      await deleteKeyPair(ec2, name);
      await ec2.send(new ImportKeyPairCommand(request), { abortSignal });
    }
  });
  return name;
}

/** Absent is success. */
export async function deleteKeyPair(ec2: EC2Client, name: string): Promise<void> {
  try {
    await ec2.send(new DeleteKeyPairCommand({ KeyName: name }));
  } catch (error) {
    const kind = errorKind(error);
    // What is not there has no tag, by which a role may delete it.
    const isGone = kind === 'absent' || (kind === 'denied' && (await isAbsent(ec2, name)));
    if (!isGone) throw error;
  }
}

/** Whether EC2 says so. */
async function isAbsent(ec2: EC2Client, name: string): Promise<boolean> {
  const request = { Filters: [{ Name: 'key-name', Values: [name] }] };
  const answer = await ec2.send(new DescribeKeyPairsCommand(request)).catch(() => undefined);
  return answer?.KeyPairs?.length === 0;
}
