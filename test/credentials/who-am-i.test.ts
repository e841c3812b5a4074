import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { whoAmI } from '../../src/credentials/who-am-i';
import { accountId, type Sts, startSts } from '../aws/sts';
import { Setting, told } from './setting';

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
  vi.unstubAllEnvs();
});

const secretAccessKey = 'a-secret-key-of-the-tests';
const keys = async () => ({ accessKeyId: 'AKIATESTS', secretAccessKey, sessionToken: 'session' });

async function refusal(code: string, message: string) {
  setting.refuse({ status: 403, code, message });
  const refused = await told(whoAmI(keys, 'eu-central-1'));
  expect(refused.text).not.toContain(secretAccessKey);
  expect(setting.aws.calls).toHaveLength(1);
  return refused;
}

describe('keys that AWS does not take', () => {
  it('have expired', async () => {
    const { text, exitCode } = await refusal('ExpiredToken', 'The security token is expired');
    expect(exitCode).toBe(69);
    expect(text).toContain('They have expired');
    expect(text).toContain('`role-to-assume`');
  });

  it('are unknown, or of a region that is not enabled', async () => {
    const { text } = await refusal('InvalidClientTokenId', 'The security token is invalid.');
    expect(text).toContain('STS in eu-central-1');
    expect(text).toContain('the region not enabled in the account (`aws-region`)');
  });

  it('do not belong together', async () => {
    const { text } = await refusal('SignatureDoesNotMatch', 'The signature does not match');
    expect(text).toContain('AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID');
  });
});

describe('a clock that is wrong', () => {
  const stale = { status: 403, code: 'SignatureDoesNotMatch', message: 'Signature expired' };

  it('is corrected by the time that AWS tells', async () => {
    setting.ahead(3600);
    const provider = await setting.provider();
    await provider();
    setting.refuse(stale);
    const { account } = await whoAmI(provider, 'eu-central-1');
    expect(account).toBe(accountId);
  });

  it('is named with both times when AWS refuses all the same', async () => {
    setting.ahead(3600);
    setting.refuse(stale, stale, stale, stale, stale);
    const { text } = await told(whoAmI(keys, 'eu-central-1'));
    expect(text).toMatch(/Set this machine's clock: it says \S+Z, that of AWS \S+Z\./);
  });
});

describe('no answer', () => {
  it('is an outage, worth another run', async () => {
    setting.refuse('cut-before', 'cut-before', 'cut-before', 'cut-before', 'cut-before');
    const { text, exitCode } = await told(whoAmI(keys, 'eu-central-1'));
    expect(exitCode).toBe(75);
    expect(text).toContain('STS in eu-central-1 does not say whose credentials these are');
  });

  it('is a region that does not exist', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', undefined);
    const { text } = await told(whoAmI(keys, 'eu-nowhere-1'));
    expect(text).toMatch(/^aws-region: .*`eu-nowhere-1`/);
  });
});

it('credentials that are not there are told as such', async () => {
  setting.tokens.status = 403;
  const { text } = await told(whoAmI(await setting.provider(), 'eu-central-1'));
  expect(text).toContain('GitHub refused an identity token');
});
