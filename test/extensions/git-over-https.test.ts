import { existsSync, mkdtempSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GitServer } from './git-server';
import { asOwner, packageOf } from './repositories';
import { User } from './user';

let server: GitServer;
beforeAll(async () => {
  server = await GitServer.start(mkdtempSync(join(tmpdir(), 'git-server-')));
  server.push('github.com/u/ext', {
    trunk: packageOf('ext', 'trunk'),
    main: packageOf('ext', 'main'),
    'feature/x': packageOf('ext', 'feature/x'),
    mono: {
      ...Object.fromEntries(
        Object.entries(packageOf('ext', 'mono')).map(([name, text]) => [
          `packages/my ext/${name}`,
          text,
        ]),
      ),
      'packages/other/huge.bin': 'x'.repeat(100_000),
      'packages/file': 'no folder',
    },
  });
  asOwner(server.path('github.com/u/ext'), 'tag', '-a', '-m', 'one', 'v1.0', 'main');
  asOwner(server.path('github.com/u/ext'), 'config', 'uploadpack.allowFilter', 'true');
  for (const name of ['bitbucket.org/u/ext', 'git.example.org/a/deep/ext']) {
    server.push(name, { main: packageOf('ext', name), 'a/b': packageOf('ext', 'a/b') });
  }
  server.push('github.com/u/private', { main: packageOf('ext', 'private') });
  server.close('github.com/u/private', 'x-access-token:ghs_s3cr3tT0ken');
});
afterAll(() => server[Symbol.asyncDispose]());

const version = 'ext/__init__.py';
const privateUrl = 'https://github.com/u/private';
const header = (token: string) =>
  `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;

describe('an extension from a repository over https', () => {
  it.each([
    ['https://github.com/u/ext', 'trunk'],
    ['https://github.com/u/ext/tree/feature/x', 'feature/x'],
    ['https://github.com/u/ext/tree/feature%2Fx/', 'feature/x'],
    ['https://github.com/u/ext/tree/v1.0', 'main'],
    ['https://github.com/u/ext/tree/mono/packages/my%20ext', 'mono'],
    ['https://bitbucket.org/u/ext/src/a/b', 'a/b'],
    ['https://git.example.org/a/deep/ext/-/tree/a/b', 'a/b'],
  ])('is what %s names', async (source, text) => {
    const user = new User(server.config);
    expect(await user.brought(source, version)).toBe(`version = '${text}'\n`);
  });

  it('may be of a commit', async () => {
    const user = new User(server.config);
    const commit = asOwner(server.path('github.com/u/ext'), 'rev-parse', 'main');
    const source = `https://github.com/u/ext/tree/${commit}`;
    expect(await user.brought(source, version)).toBe("version = 'main'\n");
  });

  it('has the name of its folder, and nothing that leads back to its repository', async () => {
    const user = new User(server.config);
    const [extension] = await user.brings({
      ext: 'https://github.com/u/ext/tree/mono/packages/my%20ext',
    });
    const dir = extension?.dir ?? '';
    expect(basename(dir)).toBe('my ext');
    expect(readdirSync(dir).sort()).toEqual(['ext', 'setup.py']);
    expect(readdirSync(join(dir, '..'))).toEqual(['my ext']);
    const [whole] = await user.brings({ ext: 'https://github.com/u/ext' });
    expect(readdirSync(whole?.dir ?? '').sort()).toEqual(['ext', 'setup.py']);
  });

  it('comes without the history and without other folders, where the server can leave them out', async () => {
    const user = new User(server.config);
    const trace = join(user.root, 'trace');
    vi.stubEnv('GIT_TRACE_PACKET', trace);
    await user.brings({ ext: 'https://github.com/u/ext/tree/mono/packages/my%20ext' });
    const said = readFileSync(trace, 'utf8');
    expect(said).toContain('deepen 1');
    expect(said).toContain('filter blob:none');
    const huge = asOwner(
      server.path('github.com/u/ext'),
      'rev-parse',
      'mono:packages/other/huge.bin',
    );
    expect(said).not.toContain(huge);
  });

  it('is fetched once for a commit, and again when the branch has moved', async () => {
    const name = 'github.com/u/moving';
    const source = `https://${name}`;
    server.push(name, { main: packageOf('ext', '1') });
    const user = new User(server.config);
    expect(await user.brought(source, version)).toBe("version = '1'\n");
    const before = server.requests.length;
    expect(await user.brought(source, version)).toBe("version = '1'\n");
    const again = server.requests.slice(before).filter(({ url }) => url.includes('moving'));
    // ls-remote alone: protocol 2 asks twice.
    expect(again.length).toBeLessThanOrEqual(2);
    expect(user.told.at(-1)).toContain('kept from before');
    server.push(name, { main: packageOf('ext', '2') });
    expect(await user.brought(source, version)).toBe("version = '2'\n");
  });

  it('is removed when nobody has used it for long', async () => {
    const name = 'github.com/u/old';
    server.push(name, { main: packageOf('ext', '1') });
    const user = new User(server.config);
    const [old] = await user.brings({ ext: `https://${name}` });
    const folder = join(old?.dir ?? '', '..');
    const then = new Date(Date.now() - 30 * 24 * 3600 * 1000);
    utimesSync(folder, then, then);
    server.push(name, { main: packageOf('ext', '2') });
    await user.brings({ ext: `https://${name}` });
    expect(existsSync(folder)).toBe(false);
  });

  it('is the one from before when the repository cannot be reached, and this is said', async () => {
    const user = new User(server.config);
    const source = 'https://github.com/u/ext/tree/main';
    await user.brings({ ext: source });
    user.configure('[http]\n\tproxy = http://127.0.0.1:9\n');
    expect(await user.brought(source, version)).toBe("version = 'main'\n");
    expect(user.told.at(-1)).toMatch(/^ext: github\.com\/u\/ext cannot be reached; \w{12}, kept/);
    expect((await user.refusal({ ext: 'https://github.com/u/ext' }))[0]).toContain(
      'cannot be read',
    );
  });

  it('is not the one from before when it may not be read any more', async () => {
    const name = 'github.com/u/closing';
    server.push(name, { main: packageOf('ext', '1') });
    const user = new User(server.config);
    await user.brings({ ext: `https://${name}` });
    server.close(name, 'a:b');
    expect((await user.refusal({ ext: `https://${name}` }))[0]).toContain(
      'could not read Username',
    );
  });

  it('is brought by several runs at the same time', async () => {
    const user = new User(server.config);
    const source = 'https://github.com/u/ext/tree/main';
    const runs = await Promise.all(Array.from({ length: 4 }, () => user.brought(source, version)));
    expect(new Set(runs)).toEqual(new Set(["version = 'main'\n"]));
  });

  it('ends at once when the run is interrupted, and leaves nothing half done', async () => {
    const user = new User(server.config);
    const stop = new AbortController();
    const bringing = user.brings({ ext: 'https://github.com/u/ext' }, stop.signal);
    setTimeout(() => stop.abort(new Error('stop')), 20);
    await expect(bringing).rejects.toThrow('stop');
    const left = readdirSync(user.cacheDir, { recursive: true }).filter((name) =>
      String(name).includes('.new-'),
    );
    expect(left).toEqual([]);
  });
});

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

  it('by url.insteadOf, also for an address over SSH', async () => {
    const own = '[url "https://x-access-token:ghs_s3cr3tT0ken@github.com/"]\n';
    const user = new User(
      `${server.config}${own}\tinsteadOf = https://github.com/\n\tinsteadOf = git@github.com:\n`,
    );
    expect(await user.brought(privateUrl, version)).toBe("version = 'private'\n");
    const ssh = 'ssh://git@github.com:u/private.git';
    expect(await user.brought(ssh, version)).toBe("version = 'private'\n");
  });

  it("by the user's credential helper, which sees the user's environment", async () => {
    const helper = '!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f';
    const user = new User(server.config);
    asOwner(
      user.home,
      'config',
      '--file',
      join(user.home, '.gitconfig'),
      'credential.helper',
      helper,
    );
    vi.stubEnv('GH_TOKEN', 'ghs_s3cr3tT0ken');
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
    await user.checkout(['http.https://github.com/.extraheader', header('ghs_an0therT0ken')]);
    const source = 'https://x-access-token:ghs_s3cr3tT0ken@github.com/u/private';
    expect(await user.brought(source, version)).toBe("version = 'private'\n");
  });
});

describe('a private repository over https is refused', () => {
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

describe('a repository over https is refused', () => {
  it.each([
    ['https://github.com/u/none', 'cannot be read; git says: fatal: repository'],
    [
      'https://github.com/u/ext/tree/feature/y',
      'has no branch or tag `feature/y`. Did you mean `feature/x`?',
    ],
    ['https://github.com/u/ext/tree/mian', 'Did you mean `main`?'],
    ['https://github.com/u/ext/tree/release', 'Its branches are feature/x, main, mono, trunk.'],
    ['https://github.com/u/ext/tree/mono/packages/my-ext', 'has no folder `packages/my-ext` at'],
    ['https://github.com/u/ext/tree/mono/packages/my-ext', 'Did you mean `packages/my ext`?'],
    ['https://github.com/u/ext/tree/mono/packages/file', 'has no folder `packages/file`'],
    ['https://github.com/u/ext/tree/mono/packages/other', 'is no Python package'],
    [`https://github.com/u/ext/tree/${'0'.repeat(40)}`, 'cannot be read; git says: '],
  ])('when it is not as %s says', async (source, words) => {
    const user = new User(server.config);
    const [problem, ...others] = await user.refusal({ ext: source });
    expect(problem).toContain(words);
    expect(others).toEqual([]);
  });

  it('together with all others', async () => {
    const user = new User(server.config);
    const told = await user.refusal({
      ext: 'https://github.com/u/ext',
      one: './nowhere',
      two: 'https://github.com/u/ext/tree/nothing',
      three: 'https://github.com/u/ext',
      four: privateUrl,
    });
    expect(told.map((line) => line.split(': ')[1])).toEqual(['one', 'two', 'three', 'four']);
    expect(told[2]).toContain('has no module `three` at top level; it has ext.');
  });
});
