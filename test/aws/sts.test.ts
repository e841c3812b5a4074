import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Moto, startMoto } from './moto';
import { githubIssuer } from './oidc';
import { accountId, type Sts, startSts } from './sts';
import { startWorld, type World } from './world';

let moto: Moto;
let sts: Sts;
let roleArn: string;
beforeAll(async () => {
  [moto, sts] = await Promise.all([startMoto(), startSts()]);
  const host = new URL(githubIssuer).host;
  roleArn = await sts.addRole('ci', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${host}` },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${host}:sub`]: 'repo:org/repo:*' },
        },
      },
    ],
  });
});
afterAll(async () => {
  await moto[Symbol.asyncDispose]();
  await sts[Symbol.asyncDispose]();
});

/** As a job gets it. */
async function tokenOf({ oidc }: World, audience = 'sts.amazonaws.com'): Promise<string> {
  const script = `
    import { getIDToken } from '@actions/core';
    process.stdout.write('\\n' + await getIDToken(process.argv[1]));`;
  const words = ['--input-type=module', '-e', script, audience];
  const cwd = join(import.meta.dirname, '../..');
  const env = { PATH: process.env.PATH, ...oidc?.env };
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd, env });
  return stdout.split('\n').at(-1) ?? '';
}

async function assume(world: World, token: string, seconds?: number) {
  const client = new STSClient({ endpoint: world.proxy.url, region: world.region, maxAttempts: 1 });
  const { Credentials } = await client.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn,
      RoleSessionName: 'session',
      WebIdentityToken: token,
      ...(seconds !== undefined && { DurationSeconds: seconds }),
    }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
    expiration: Credentials?.Expiration ?? new Date(0),
  };
}

const worldWithSts = () => startWorld(moto, { sts });

describe('a token of the workflow', () => {
  it('opens a role whose trust policy fits its audience and subject', async () => {
    await using world = await worldWithSts();
    const credentials = await assume(world, await tokenOf(world));
    const client = new STSClient({ endpoint: world.proxy.url, region: world.region, credentials });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${accountId}:assumed-role/ci/session`);
    expect(world.oidc?.calls).toMatchObject([
      { audience: 'sts.amazonaws.com', isAuthorized: true },
    ]);
  });

  it('opens it to no other', async () => {
    await using world = await worldWithSts();
    const oidc = world.oidc as NonNullable<typeof world.oidc>;
    const refused = async (name: string, token: string, seconds?: number) =>
      expect(assume(world, token, seconds)).rejects.toMatchObject({ name });
    oidc.subject = 'repo:org@1/repo@2:ref:refs/heads/main';
    await refused('AccessDenied', await tokenOf(world));
    oidc.subject = 'repo:org/repo:ref:refs/heads/main';
    await refused('InvalidIdentityTokenException', await tokenOf(world, 'somebody'));
    await refused('ValidationError', await tokenOf(world), 899);
    await refused('ValidationError', await tokenOf(world), 3601);
    oidc.lifetime = -1;
    await refused('ExpiredTokenException', await tokenOf(world));
    oidc.lifetime = 300;
    oidc.issuer = 'https://example.com';
    await refused('InvalidIdentityTokenException', await tokenOf(world));
  });

  it('is not to be had when the server refuses it', async () => {
    await using world = await worldWithSts();
    if (world.oidc) world.oidc.status = 403;
    await expect(tokenOf(world)).rejects.toThrow();
    expect(world.oidc?.calls).not.toEqual([]);
  });
});

describe('credentials of a role', () => {
  it('are good for EC2 until they expire, whatever they say themselves', async () => {
    await using world = await worldWithSts();
    const credentials = await assume(world, await tokenOf(world), 900);
    const left = credentials.expiration.getTime() - Date.now();
    expect(left).toBeGreaterThan(800_000);
    const client = new EC2Client({
      endpoint: world.proxy.url,
      region: world.region,
      maxAttempts: 1,
      credentials,
    });
    const describe = () => client.send(new DescribeInstancesCommand({}));
    await describe();
    sts.expireAll();
    await expect(describe()).rejects.toMatchObject({ name: 'RequestExpired' });
    const identity = new STSClient({
      endpoint: world.proxy.url,
      region: world.region,
      maxAttempts: 1,
      credentials,
    });
    await expect(identity.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('last as long as the test says, and say what it says', async () => {
    await using world = await worldWithSts();
    try {
      sts.goodForMs = 60_000;
      const near = await assume(world, await tokenOf(world));
      expect(near.expiration.getTime() - Date.now()).toBeLessThan(61_000);
      sts.statedForMs = 600_000;
      const far = await assume(world, await tokenOf(world));
      expect(far.expiration.getTime() - Date.now()).toBeGreaterThan(500_000);
    } finally {
      sts.goodForMs = undefined;
      sts.statedForMs = undefined;
    }
  });
});
