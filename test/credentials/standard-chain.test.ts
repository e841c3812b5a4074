import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credentialsFor } from '../../src/credentials/credentials';
import { told, withoutAws, workflow } from './setting';

const secret = 'a-secret-key-of-the-tests';
let folder = '';
let masked: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chain-'));
  masked = [];
  withoutAws();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

function given(values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
}

/** Writes the user's files and has the SDK read them. */
function files(config: string, credentials = ''): void {
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  given({
    AWS_CONFIG_FILE: write('config', config),
    AWS_SHARED_CREDENTIALS_FILE: write('credentials', credentials),
  });
}

async function found() {
  const provider = await credentialsFor(
    { ...workflow, role: undefined },
    { environment: process.env, run: 'me@host', mask: (value) => masked.push(value) },
  );
  return provider();
}

describe('without a role', () => {
  it('the keys of the environment are taken, and masked', async () => {
    given({
      AWS_ACCESS_KEY_ID: 'AKIAFROMENV',
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_SESSION_TOKEN: 'session',
    });
    const keys = { accessKeyId: 'AKIAFROMENV', secretAccessKey: secret, sessionToken: 'session' };
    expect(await found()).toMatchObject(keys);
    expect(masked).toEqual(Object.values(keys));
  });

  it('the default profile is taken where the keys of the environment are blanked', async () => {
    files('', `[default]\naws_access_key_id = AKIAPROFILE\naws_secret_access_key = ${secret}\n`);
    given({ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '' });
    expect(await found()).toMatchObject({ accessKeyId: 'AKIAPROFILE', secretAccessKey: secret });
  });

  it('the profile that AWS_PROFILE names is taken, by its credential_process', async () => {
    const answer = { Version: 1, AccessKeyId: 'AKIAPROCESS', SecretAccessKey: secret };
    writeFileSync(join(folder, 'answer'), JSON.stringify(answer));
    files(`[profile lab]\ncredential_process = cat ${join(folder, 'answer')}\n`);
    given({ AWS_PROFILE: 'lab' });
    expect(await found()).toMatchObject({ accessKeyId: 'AKIAPROCESS', secretAccessKey: secret });
  });
});

describe('no credentials anywhere', () => {
  it('names what was looked at, and in a workflow the two ways out', async () => {
    given({ GITHUB_ACTIONS: 'true', AWS_ACCESS_KEY_ID: '' });
    const { text, exitCode } = await told(found());
    expect(exitCode).toBe(65);
    expect(text).toContain('AWS_ACCESS_KEY_ID (empty) and AWS_SECRET_ACCESS_KEY (not set)');
    expect(text).toContain('profile `default` in /nonexistent/config and /nonexistent/credentials');
    expect(text).toContain('AWS_WEB_IDENTITY_TOKEN_FILE');
    expect(text).toContain('switched off by AWS_EC2_METADATA_DISABLED');
    expect(text).toContain('`role-to-assume`');
    expect(text).toContain('`permissions: { id-token: write, contents: read }`');
    expect(text).toContain('aws-actions/configure-aws-credentials');
  });

  it('says at a terminal how to log in', async () => {
    given({ GITHUB_ACTIONS: '' });
    const { text } = await told(found());
    expect(text).toContain('`AWS_PROFILE`');
    expect(text).not.toContain('permissions');
  });

  it('never shows the half of a pair of keys that is there', async () => {
    given({ AWS_SECRET_ACCESS_KEY: secret });
    const { text } = await told(found());
    expect(text).toContain('AWS_ACCESS_KEY_ID (not set) and AWS_SECRET_ACCESS_KEY (set)');
    expect(text).not.toContain(secret);
  });

  it('says that AWS_PROFILE puts the keys of the environment aside', async () => {
    given({
      AWS_ACCESS_KEY_ID: 'AKIAFROMENV',
      AWS_SECRET_ACCESS_KEY: secret,
      AWS_PROFILE: 'nobody',
    });
    const { text } = await told(found());
    expect(text).toContain('left aside, since AWS_PROFILE is set');
    expect(text).toContain('profile `nobody`');
  });

  it('says that a credential_process failed, without its command line', async () => {
    files(`[default]\ncredential_process = false --token ${secret}\n`);
    const { text } = await told(found());
    expect(text).toContain('its credential_process failed');
    expect(text).not.toContain(secret);
  });

  it('is not misled by a metadata service that is not of AWS, as on runners in another cloud', async () => {
    const other = createServer((_, response) => response.writeHead(400).end('{"error":"no"}'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    given({
      AWS_EC2_METADATA_DISABLED: '',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: `http://127.0.0.1:${port}`,
    });
    const { text } = await told(found());
    other.close();
    expect(text).toContain('There are no AWS credentials');
    expect(text).toContain('role of this machine (none)');
  });
});

describe('a source that fails', () => {
  it('is told with the command that logs in again when an SSO session has ended', async () => {
    const session =
      'sso_session = org\nsso_account_id = 123456789012\nsso_role_name = dev\n' +
      '[sso-session org]\nsso_region = eu-central-1\nsso_start_url = https://org.example/start\n';
    files(`[profile lab]\n${session}`);
    given({ AWS_PROFILE: 'lab', HOME: folder });
    const { text, exitCode } = await told(found());
    expect(exitCode).toBe(69);
    expect(text).toContain('AWS credentials could not be had');
    expect(text).toContain('`aws sso login --profile lab`');
  });

  it('is told when the file of a web identity is not there', async () => {
    given({
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'none'),
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/r',
    });
    const { text } = await told(found());
    expect(text).toContain('ENOENT');
    expect(text).toContain(join(folder, 'none'));
  });
});
