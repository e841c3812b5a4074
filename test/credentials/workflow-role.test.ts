import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { whoAmI } from '../../src/credentials/who-am-i';
import { accountId, type Sts, startSts } from '../aws/sts';
import { githubHost, githubProvider, Setting, told } from './setting';

let sts: Sts;
let setting: Setting;
beforeAll(async () => {
  sts = await startSts();
});
afterAll(() => sts[Symbol.asyncDispose]());
beforeEach(async () => {
  setting = await Setting.make(sts);
});
afterEach(async () => {
  await setting[Symbol.asyncDispose]();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** The clocks of this machine, GitHub and AWS go on at once. */
function pass(seconds: number): void {
  vi.useFakeTimers({ now: Date.now() + seconds * 1000, toFake: ['Date'] });
}

describe("a workflow's own identity", () => {
  it('becomes credentials of the role, in a session that says which run it is', async () => {
    const { role, tokens } = setting;
    const provider = await setting.provider({ durationSeconds: 1800 });
    const { expiration } = await provider();
    expect(setting.assumed[0]?.params).toMatchObject({
      RoleArn: role,
      RoleSessionName: 'octo-lab-4711-1',
      DurationSeconds: '1800',
      WebIdentityToken: tokens.minted[0],
    });
    const left = Number(expiration) - Date.now();
    expect(left).toBeGreaterThan(1_700_000);
    expect(left).toBeLessThanOrEqual(1_800_000);
    expect(await whoAmI(provider, 'eu-central-1')).toEqual({
      account: accountId,
      arn: `${sessionOf(role)}/octo-lab-4711-1`,
    });
  });

  it('takes the audience and the session name that were given', async () => {
    const condition = { StringEquals: { [`${githubHost}:aud`]: 'other.example' } };
    const role = await setting.addRole(githubProvider, condition);
    await (await setting.provider({ role, audience: 'other.example', sessionName: 'mine' }))();
    expect(setting.tokens.calls.map(({ audience }) => audience)).toEqual(['other.example']);
    expect(setting.assumed[0]?.params.RoleSessionName).toBe('mine');
  });

  it('masks the token and all keys', async () => {
    const { accessKeyId, secretAccessKey, sessionToken } = await (await setting.provider())();
    expect(setting.masked).toEqual([
      ...setting.tokens.minted,
      accessKeyId,
      secretAccessKey,
      sessionToken,
    ]);
  });

  it('leaves nothing in the environment', async () => {
    const before = { ...process.env };
    await (await setting.provider())();
    expect(process.env).toEqual(before);
  });

  it('is asked for once by all who want it at the same moment, and by those who come later', async () => {
    const provider = await setting.provider();
    const together = await Promise.all([provider(), provider(), provider()]);
    expect(new Set([...together, await provider()]).size).toBe(1);
    expect(setting.tokens.minted).toHaveLength(1);
  });
});

describe('AWS_* of another step', () => {
  const spoiled: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'that are keys': {
      AWS_ACCESS_KEY_ID: 'AKIAOTHERS',
      AWS_SECRET_ACCESS_KEY: 'others',
      AWS_SESSION_TOKEN: 'others',
    },
    'that are blank': {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_SESSION_TOKEN: '',
      AWS_REGION: '',
      AWS_DEFAULT_REGION: '',
      AWS_PROFILE: '',
      AWS_ROLE_ARN: '',
      AWS_WEB_IDENTITY_TOKEN_FILE: '',
    },
    'that name a profile that is not there': { AWS_PROFILE: 'nobody' },
    "that name another role's token": {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/nonexistent/token',
      AWS_ROLE_ARN: 'arn:aws:iam::210987654321:role/other',
      AWS_ROLE_SESSION_NAME: 'other',
      AWS_REGION: 'ap-south-1',
    },
    'that say how often and how to ask': {
      AWS_MAX_ATTEMPTS: 'many',
      AWS_RETRY_MODE: 'odd',
      AWS_DEFAULTS_MODE: 'auto',
    },
  };

  for (const [what, values] of Object.entries(spoiled)) {
    it(`${what} do not touch us`, async () => {
      for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
      const provider = await setting.provider();
      const { arn } = await whoAmI(provider, 'eu-central-1');
      expect(arn).toBe(`${sessionOf(setting.role)}/octo-lab-4711-1`);
      const [assumed, asked] = setting.aws.calls;
      expect(assumed?.params.RoleArn).toBe(setting.role);
      expect(assumed?.accessKeyId).toBeUndefined();
      expect(asked?.region).toBe('eu-central-1');
    });
  }
});

describe('credentials that end', () => {
  it('are renewed in the middle of use, with another token, before they end', async () => {
    const provider = await setting.provider({ durationSeconds: 900 });
    const client = new STSClient({ region: 'eu-central-1', credentials: provider });
    const keyOf = async () => {
      await client.send(new GetCallerIdentityCommand({}));
      return setting.aws.calls.at(-1)?.accessKeyId;
    };
    const first = await keyOf();
    pass(590);
    expect(await keyOf()).toBe(first);
    pass(20);
    const second = await keyOf();
    expect(second).not.toBe(first);
    expect(await keyOf()).toBe(second);
    client.destroy();
    expect(new Set(setting.tokens.minted).size).toBe(2);
  });

  it('serve on while they live when none can be had, without asking at each call', async () => {
    const provider = await setting.provider();
    const first = await provider();
    pass(3400);
    setting.tokens.status = 401;
    expect(await provider()).toBe(first);
    expect(await provider()).toBe(first);
    expect(setting.tokens.calls).toHaveLength(2);
    setting.tokens.status = 200;
    pass(31);
    expect(await provider()).not.toBe(first);
  });

  it('are not used beyond their end: then it is told why there are no others', async () => {
    const provider = await setting.provider();
    await provider();
    pass(3601);
    setting.tokens.status = 401;
    expect((await told(provider())).text).toContain('HTTP status 401');
  });

  for (const hours of [-3, 3]) {
    it(`are renewed in time where the clock of AWS is ${hours} h ahead`, async () => {
      setting.ahead(hours * 3600);
      const { expiration } = await (await setting.provider())();
      const left = (Number(expiration) - Date.now()) / 1000;
      expect(left).toBeGreaterThan(3_590);
      expect(left).toBeLessThan(3_610);
    });
  }
});

describe('what passes', () => {
  const busy = { status: 400, code: 'IDPCommunicationError', message: 'Not now' };
  const down = { status: 503, code: 'ServiceUnavailable', message: 'Not now' };

  it('is tried again, with a new token each time', async () => {
    setting.tokens.next.push(503, 'cut');
    setting.refuse(busy, 'throttled');
    await (await setting.provider())();
    const sent = setting.assumed.map(({ params }) => params.WebIdentityToken);
    expect(sent).toEqual(setting.tokens.minted);
    expect(sent).toHaveLength(3);
  });

  it('is tried again when STS breaks, cuts the line, or ends in the middle of its answer', async () => {
    setting.refuse(down, 'cut-before', 'malformed');
    await (await setting.provider())();
    expect(setting.assumed).toHaveLength(4);
  });

  it('is tried again when STS does not answer', async () => {
    const release = Promise.withResolvers<void>();
    setting.aws.onBefore(() => (setting.assumed.length === 1 ? release.promise : undefined));
    await (await setting.provider())();
    release.resolve();
    expect(setting.assumed).toHaveLength(2);
  });

  it('is told after 6 attempts when GitHub mints no token', async () => {
    setting.tokens.next.push(500, 502, 429, '{}', '<html>', 'cut');
    const { text, exitCode } = await told((await setting.provider())());
    expect(text).toContain('GitHub gave no identity token for this job');
    expect(exitCode).toBe(75);
    expect(setting.tokens.next).toEqual([]);
    expect(setting.tokens.minted).toEqual([]);
  });

  it('is told after 6 attempts when STS gives nothing', async () => {
    setting.refuse(down, 'cut-before', 'throttled', busy, '500', down);
    const { text, exitCode } = await told((await setting.provider())());
    expect(text).toContain('STS in eu-central-1 gave no credentials: ServiceUnavailable: Not now.');
    expect(exitCode).toBe(75);
    expect(setting.assumed).toHaveLength(6);
  });
});

/** ARN of a role's sessions, without their name. */
function sessionOf(role: string): string {
  return role.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
}
