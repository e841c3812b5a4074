import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { githubIssuer } from '../aws/oidc';
import { accountId, type Sts, startSts } from '../aws/sts';
import { Setting, told } from './setting';

let sts: Sts;
let setting: Setting;
let text = '';
beforeAll(async () => {
  sts = await startSts();
});
afterAll(() => sts[Symbol.asyncDispose]());
beforeEach(async () => {
  text = '';
  setting = await Setting.make(sts);
});
afterEach(async () => {
  expect(text).not.toBe('');
  const { minted, env } = setting.tokens;
  const secrets = [...minted, env.ACTIONS_ID_TOKEN_REQUEST_TOKEN];
  for (const secret of secrets) expect(text).not.toContain(secret);
  await setting[Symbol.asyncDispose]();
  vi.unstubAllEnvs();
});

/** Reads why there are no credentials. */
async function refusal(...asked: Parameters<Setting['provider']>): Promise<number> {
  const refused = await told((await setting.provider(...asked))());
  text = refused.text;
  return refused.exitCode;
}

describe('no identity of a workflow', () => {
  const nothing = {
    ACTIONS_ID_TOKEN_REQUEST_URL: undefined,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined,
  };

  it('names the permission that the job lacks, with the YAML to add', async () => {
    expect(await refusal({}, nothing)).toBe(65);
    expect(text).toMatch(/^role-to-assume: .*lacks the permission `id-token: write`/);
    expect(text).toContain('`permissions: { id-token: write, contents: read }`');
  });

  it('is no such permission when the values are empty', async () => {
    await refusal({}, { ...nothing, ACTIONS_ID_TOKEN_REQUEST_URL: '' });
    expect(text).toContain('lacks the permission');
  });

  describe('with an event', () => {
    let folder = '';
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'event-'));
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    async function refusalOf(event: string): Promise<void> {
      const file = join(folder, 'event.json');
      writeFileSync(file, event);
      await refusal({}, { ...nothing, GITHUB_EVENT_PATH: file });
    }
    const pull = (repo: unknown) =>
      JSON.stringify({ pull_request: { head: { repo } }, repository: { full_name: 'octo/lab' } });

    it("says that a fork's pull request gets none", async () => {
      await refusalOf(pull({ full_name: 'mallory/lab' }));
      expect(text).toContain('pull request from a fork (mallory/lab)');
      expect(text).toContain('`if: github.event.pull_request.head.repo.full_name');
    });

    it('says so, too, when the fork is gone', async () => {
      await refusalOf(pull(null));
      expect(text).toContain('pull request from a fork (which is gone)');
    });

    it.each([
      ["the repository's own pull request", pull({ full_name: 'octo/lab' })],
      ['a push', '{"repository":{"full_name":"octo/lab"}}'],
      ['an event that cannot be read', '{'],
    ])('names the permission for %s', async (_, event) => {
      await refusalOf(event);
      expect(text).toContain('lacks the permission');
    });
  });

  it('says outside of a workflow what else there is', async () => {
    expect(await refusal({}, { ...nothing, GITHUB_ACTIONS: undefined })).toBe(65);
    expect(text).toContain('this is none');
    expect(text).toContain('AWS_PROFILE');
  });

  it('is told at once when GitHub refuses', async () => {
    expect(await refusal({}, { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'of a job that is over' })).toBe(69);
    expect(text).toContain('(HTTP status 401)');
    expect(setting.tokens.calls).toHaveLength(1);
  });

  it('names the audience that GitHub does not take', async () => {
    setting.tokens.next.push(400);
    expect(await refusal({ audience: 'odd' })).toBe(65);
    expect(text).toMatch(/^audience: .*`odd`/);
  });
});

describe('a trust policy that refuses', () => {
  it('is told with sub and aud of the token, and a condition that AWS then accepts', async () => {
    setting.tokens.subject = 'repo:octo/lab2:environment:prod "a"';
    expect(await refusal()).toBe(69);
    expect(text).toMatch(/^role-to-assume: /);
    expect(text).toContain(`sub is \`${setting.tokens.subject}\`, its aud \`sts.amazonaws.com\``);
    expect(setting.assumed).toHaveLength(1);

    const [, federated = ''] = /"Federated": "([^"]+)"/.exec(text) ?? [];
    const [, condition = ''] = /"Condition": (\{.*\}\})`/.exec(text) ?? [];
    const role = await setting.addRole(federated, JSON.parse(condition));
    await expect((await setting.provider({ role }))()).resolves.toBeDefined();
  });

  it.each([
    ['repo:octo/other:ref:refs/heads/main', '(not so here)'],
    ['repo:octo@123/other@456:ref:refs/heads/main', '(as here)'],
  ])('says whether ids stand in sub: %s', async (sub, words) => {
    setting.tokens.subject = sub;
    await refusal();
    expect(text).toContain('since 2026-07-15 carry ids in sub, `repo:org@ID/repo@ID:…` ');
    expect(text).toContain(words);
  });

  it('tells the aud where that is what differs', async () => {
    await refusal({ audience: 'other.example' });
    expect(text).toContain('its aud `other.example`');
    expect(text).toContain('"token.actions.githubusercontent.com:aud":"other.example"');
  });

  it('is not told from a role that is not there', async () => {
    await refusal({ role: `arn:aws:iam::${accountId}:role/none` });
    expect(text).toContain('or there is no such role');
    expect(text).toContain(`arn:aws:iam::${accountId}:role/none`);
  });

  it('names provider and condition as another issuer and another partition want them', async () => {
    setting.tokens.issuer = 'https://ghes.example/_services/token';
    setting.sts.issuers = [setting.tokens.issuer];
    await refusal({ role: `arn:aws-cn:iam::${accountId}:role/ci` });
    const host = 'ghes.example/_services/token';
    expect(text).toContain(`"arn:aws-cn:iam::${accountId}:oidc-provider/${host}"`);
    expect(text).toContain(`"${host}:sub":`);
  });
});

describe('what else AWS refuses', () => {
  it('is an account without the OIDC provider', async () => {
    setting.sts.issuers = [];
    expect(await refusal()).toBe(69);
    expect(text).toContain(`Account ${accountId} has no OIDC provider for ${githubIssuer}`);
    expect(text).toContain(
      `aws iam create-open-id-connect-provider --url ${githubIssuer} --client-id-list sts.amazonaws.com`,
    );
  });

  it('is an audience that the OIDC provider does not accept', async () => {
    expect(await refusal({ audience: 'nobody.example' })).toBe(69);
    expect(text).toMatch(/^audience: .*`nobody.example`/);
    expect(text).toContain('sub is `repo:octo/lab:ref:refs/heads/main`');
    expect(text).toContain('--client-id nobody.example');
  });

  it('is a duration above that of the role, by the name of the input', async () => {
    expect(await refusal({ durationSeconds: 7200 })).toBe(65);
    expect(text).toMatch(/^role-duration-seconds: 7200 s are more than/);
    expect(text).toContain(`--role-name ${setting.role.split('/')[1]} --max-session-duration 7200`);
  });

  it('is a token of a clock that differs: all clocks are told', async () => {
    setting.tokens.aheadMs = -3_600_000;
    expect(await refusal()).toBe(75);
    const times = [...text.matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)].map(([time]) => Date.parse(time));
    const [github = 0, aws = 0, ours = 0] = times;
    expect(Math.round((aws - github) / 60_000)).toBe(60);
    expect(Math.abs(aws - ours)).toBeLessThan(60_000);
    expect(setting.tokens.minted).toHaveLength(6);
  });

  it('is a region whose STS is switched off', async () => {
    const message = 'STS is not activated in this region';
    setting.refuse({ status: 403, code: 'RegionDisabledException', message });
    expect(await refusal()).toBe(69);
    expect(text).toMatch(/^aws-region: STS is switched off in eu-central-1/);
  });

  it('is a region that does not exist', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', undefined);
    expect(await refusal({ stsRegion: 'eu-nowhere-1' })).toBe(69);
    expect(text).toMatch(/^aws-region: The name of STS in `eu-nowhere-1` cannot be resolved/);
  });

  it('is a way to STS where nobody listens', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:9');
    expect(await refusal()).toBe(75);
    expect(text).toContain('ECONNREFUSED');
  });

  it('is told in the words of AWS where they are not known, without the token that they quote', async () => {
    const { tokens } = setting;
    setting.refuse({
      status: 400,
      code: 'ValidationError',
      get message() {
        return `Value '${tokens.minted.at(-1)}' at 'webIdentityToken' failed to satisfy constraint`;
      },
    });
    expect(await refusal()).toBe(69);
    expect(text).toContain(`AWS refuses \`${setting.role}\`: ValidationError: Value '(secret)' at`);
  });

  it('is a token that it cannot verify, and is told with what it carried', async () => {
    const message = 'The ID Token provided is not a valid JWT.';
    setting.refuse({ status: 400, code: 'InvalidIdentityToken', message });
    expect(await refusal()).toBe(69);
    expect(text).toContain('InvalidIdentityToken');
    expect(text).toContain('repo:octo/lab:ref:refs/heads/main');
  });
});
