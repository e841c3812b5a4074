import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GitServer } from './git-server';
import { otherToken, privateUrl, startServer, version } from './private-repository';
import { asOwner } from './repositories';
import { User } from './user';

let server: GitServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const header = (token: string) =>
  `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

const insteadOf = `[url "https://x-access-token:ghs_s3cr3tT0ken@github.com/"]\n\tinsteadOf = https://github.com/\n`;
const helper = `[credential]\n\thelper = "!f() { echo username=x-access-token; echo \\"password=$GH_TOKEN\\"; }; f"\n`;

describe('a private repository over https is read', () => {
  it('by the token that actions/checkout leaves in the configuration of the workspace', async () => {
    const user = new User(server.config);
    await user.checkout(['http.https://github.com/.extraheader', header('ghs_s3cr3tT0ken')]);
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
  });

  it('by that token in a file that the configuration includes for the workspace', async () => {
    const user = new User(server.config);
    const file = join(user.root, 'git-credentials.config');
    asOwner(
      user.root,
      'config',
      '--file',
      file,
      'http.https://github.com/.extraheader',
      header('ghs_s3cr3tT0ken'),
    );
    await user.checkout([`includeIf.gitdir:${user.folder}/.git.path`, file]);
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
  });

  it('by that token in a container, whose user the workspace does not belong to', async () => {
    const user = new User(server.config);
    await user.checkout(['http.https://github.com/.extraheader', header('ghs_s3cr3tT0ken')]);
    const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    const bin = join(user.root, 'bin');
    mkdirSync(bin);
    const lines = `case "$*" in *--get-regexp*) export GIT_TEST_ASSUME_DIFFERENT_OWNER=1; esac`;
    writeFileSync(join(bin, 'git'), `#!/bin/sh\n${lines}\nexec ${git} "$@"\n`, { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
    vi.stubEnv('GITHUB_WORKSPACE', undefined);
    // Anybody may have put such a repository beside what somebody runs.
    expect((await user.refusal({ ext: privateUrl }))[0]).toContain('could not read Username');
    vi.stubEnv('GITHUB_WORKSPACE', user.folder);
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
  });

  it('by url.insteadOf, also for an address over SSH', async () => {
    const user = new User(`${server.config}${insteadOf}\tinsteadOf = git@github.com:\n`);
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
    const ssh = 'ssh://git@github.com:u/private.git';
    expect(await user.brought(ssh, version)).toBe("version = 'private'\n");
  });

  it("by the user's credential helper, which sees the user's environment", async () => {
    const user = new User(`${server.config}${helper}`);
    vi.stubEnv('GH_TOKEN', 'ghs_s3cr3tT0ken');
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
  });

  it.each([
    ['url.insteadOf', insteadOf],
    ["the user's credential helper", helper],
  ])('by %s where the token of actions/checkout may not read it', async (_, config) => {
    const user = new User(`${server.config}${config}`);
    vi.stubEnv('GH_TOKEN', 'ghs_s3cr3tT0ken');
    await user.checkout(['http.https://github.com/.extraheader', header(otherToken)]);
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
  });

  it('by what stands in the URL, which no process shows', async () => {
    const user = new User(server.config);
    // Whatever git starts is seen here.
    vi.stubEnv('GIT_TRACE', join(user.root, 'trace'));
    const source = 'https://x-access-token:ghs_s3cr3tT0ken@github.com/u/private';
    expect(await user.brought(source, version)).toBe("version = 'private'\n");
    expect(readFileSync(join(user.root, 'trace'), 'utf8')).toContain('github.com/u/private');
    expect(readFileSync(join(user.root, 'trace'), 'utf8')).not.toContain('s3cr3t');
    expect(user.told.join()).not.toContain('s3cr3t');
  });

  it('by what stands in the URL rather than by the token of actions/checkout', async () => {
    const user = new User(server.config);
    await user.checkout(['http.https://github.com/.extraheader', header(otherToken)]);
    const source = 'https://x-access-token:ghs_s3cr3tT0ken@github.com/u/private';
    expect(await user.brought(source, version)).toBe("version = 'private'\n");
  });
});

describe('a private repository over https is refused', () => {
  it('in the words said to the token of actions/checkout where nothing else opens it', async () => {
    const user = new User(server.config);
    await user.checkout(['http.https://github.com/.extraheader', header(otherToken)]);
    expect((await user.refusal({ ext: privateUrl }))[0]).toContain("/u/private/' not found");
  });

  it('without a question to anybody', async () => {
    const user = new User(server.config);
    expect(await user.refusal({ ext: privateUrl })).toEqual([
      '/workspace/run.yaml: ext: github.com/u/private cannot be read; git says: fatal: could not read ' +
        "Username for 'https://github.com': terminal prompts disabled. See that the address is right, " +
        'and that git on this machine may read it (docs/extensions.md).',
    ]);
  });

  it.each([
    ['of the URL', 'https://x:wr0ng-s3cr3t@github.com/u/private', ''],
    ['of the URL as a user', 'https://wr0ng-s3cr3t-of-a-t0ken@github.com/u/private', ''],
    [
      'of url.insteadOf',
      privateUrl,
      '[url "https://x:wr0ng-s3cr3t@github.com/"]\n\tinsteadOf = https://github.com/\n',
    ],
    [
      'of a header',
      privateUrl,
      `[http "https://github.com/"]\n\textraheader = ${header('wr0ng-s3cr3t')}\n`,
    ],
  ])('without showing a wrong token %s', async (_, source, config) => {
    const user = new User(`${server.config}${config}`);
    const told = (await user.refusal({ ext: source })).join();
    expect(told).toContain('github.com/u/private cannot be read; git says: ');
    expect(told).not.toContain('s3cr3t');
    expect(told).not.toContain(header('wr0ng-s3cr3t').split(' ')[2]);
    expect(user.told.join()).not.toContain('s3cr3t');
  });
});
