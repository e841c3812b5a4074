import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { GitServer } from './git-server';
import { privateUrl, startServer, version } from './private-repository';
import { asOwner, packageOf } from './repositories';
import { User } from './user';

let server: GitServer;
beforeAll(async () => {
  server = await startServer();
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
});
afterAll(() => server[Symbol.asyncDispose]());

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

  it('is removed when nobody has used it for long, also when no runnable names it any more', async () => {
    const [one, other] = ['https://github.com/u/old', 'https://github.com/u/other'];
    server.push('github.com/u/old', { main: packageOf('old', '1') });
    server.push('github.com/u/other', { main: packageOf('ext', '1') });
    const user = new User(server.config);
    const [old, used] = await user.brings({ old: one, ext: other });
    const kept = join(old?.dir ?? '', '..');
    const store = join(kept, '..');
    const flambes = join(user.cacheDir, 'old');
    mkdirSync(join(flambes, 'of-flambe-itself'), { recursive: true });
    const then = new Date(Date.now() - 30 * 24 * 3600 * 1000);
    const age = (...folders: string[]) => {
      for (const folder of folders) utimesSync(folder, then, then);
    };
    age(kept, join(used?.dir ?? '', '..'), join(flambes, 'of-flambe-itself'), flambes);
    expect(await user.brought(other, version)).toBe("version = '1'\n");
    expect(user.told.at(-1)).toContain('kept from before');
    expect(readdirSync(store)).toEqual([]);
    age(store);
    await user.brings({ ext: other });
    expect(existsSync(store)).toBe(false);
    expect(readdirSync(flambes)).toEqual(['of-flambe-itself']);
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
    const halfDone = () =>
      readdirSync(user.cacheDir, { recursive: true }).filter((name) =>
        String(name).includes('.new-'),
      );
    const look = setInterval(() => halfDone().length > 0 && stop.abort(new Error('stop')), 1);
    await expect(bringing).rejects.toThrow('stop');
    clearInterval(look);
    expect(halfDone()).toEqual([]);
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
