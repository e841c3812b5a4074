import { readdirSync, readFileSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf, Machine, someBytes } from './setting';
import { WebServer } from './web-server';

let web: WebServer;
let machine: Machine;
beforeEach(async () => {
  web = await WebServer.start();
  machine = new Machine();
});
afterEach(async () => {
  machine[Symbol.dispose]();
  await web[Symbol.asyncDispose]();
});

const body = someBytes(300_000);
const etag = { etag: '"v1"' };

async function contentOf(url: string): Promise<Buffer> {
  const brought = await machine.bring({ it: url });
  return readFileSync(brought.get('it') ?? '');
}

describe('a resource of the web', () => {
  it.each([
    ['/data/words.txt', 'words.txt'],
    ['/a%20b%2Fc(1).tar.gz', 'a%20b%2Fc(1).tar.gz'],
    ['/folder/', 'folder'],
    ['/', '127.0.0.1'],
  ])('at %s comes as a file called %s', async (path, name) => {
    const url = web.put(path, { body, headers: etag });
    const brought = await machine.bring({ it: `${url}?version=2#top` });
    const file = brought.get('it') ?? '';
    expect(basename(file)).toBe(name);
    expect(readFileSync(file)).toEqual(body);
  });

  it('may be empty', async () => {
    expect(await contentOf(web.put('/x', { body: Buffer.alloc(0), headers: etag }))).toHaveLength(
      0,
    );
  });

  it('comes over a redirect', async () => {
    const location = web.put('/there', { body, headers: etag });
    expect(await contentOf(web.put('/x', { status: 302, headers: { location } }))).toEqual(body);
  });

  it('opens by user and password of its address, which are not shown', async () => {
    const url = web.put('/x', { body, headers: etag, password: 'me:s3cret' });
    const withPassword = `${url.replace('//', '//me:s3cret@')}?token=t0ken`;
    expect(await contentOf(withPassword)).toEqual(body);
    const { message } = await failureOf(machine.bring({ a: url.replace('//', '//me:wr0ng@') }));
    expect(message).toContain('401');
    expect(`${machine.infos} ${message}`).not.toMatch(/s3cret|t0ken|wr0ng/);
  });

  it('is fetched once for all names of one address', async () => {
    const url = web.put('/x', { body, headers: etag });
    const brought = await machine.bring({ a: url, b: url });
    expect(brought.get('a')).toBe(brought.get('b'));
    expect(machine.infos).toHaveLength(1);
  });
});

describe('a download that is cut', () => {
  it('goes on where it was, as long as something new comes', async () => {
    const cuts = [body.length, 100_000, 50_000, 50_000, 50_000];
    const url = web.put('/x', { body, headers: etag, cuts });
    expect(await contentOf(url)).toEqual(body);
    const [look, first, ...rest] = web.ranges('/x');
    expect([look, first]).toEqual([undefined, undefined]);
    expect(rest.length).toBeGreaterThanOrEqual(4);
    expect(rest.every((range) => range?.startsWith('bytes='))).toBe(true);
  });

  it('goes on by Last-Modified where there is no ETag', async () => {
    const headers = { 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' };
    const url = web.put('/x', { body, headers, cuts: [body.length, 100_000] });
    expect(await contentOf(url)).toEqual(body);
    expect(web.ranges('/x').at(-1)).toMatch(/^bytes=[1-9]/);
  });

  it.each([
    ['the server has no ranges', { headers: etag, ranges: false }],
    ['it says only weakly what it has', { headers: { etag: 'W/"v1"' } }],
    ['it says nothing of what it has', {}],
  ])('begins again when %s', async (_, page) => {
    const url = web.put('/x', { body, ...page, cuts: [body.length, 100_000] });
    expect(await contentOf(url)).toEqual(body);
  });

  it('begins again when there is something else now', async () => {
    const url = web.put('/x', { body, headers: etag, cuts: [body.length, 100_000] });
    const other = someBytes(200_000);
    const brought = machine.bring({ it: url }, { pause: 300 });
    brought.catch(() => {});
    await expect.poll(() => web.asked.length).toBe(2);
    web.put('/x', { body: other, headers: { etag: '"v2"' } });
    expect(readFileSync((await brought).get('it') ?? '')).toEqual(other);
  });

  it('goes on when the server has been silent for too long', async () => {
    const url = web.put('/x', { body, headers: etag, stalls: 2 });
    const brought = await machine.bring({ it: url }, { silence: 1500 });
    expect(readFileSync(brought.get('it') ?? '')).toEqual(body);
  });

  it('is given up when nothing new comes', async () => {
    const url = web.put('/x', { body, headers: etag, cuts: [body.length, 1000, 0, 0, 0, 0] });
    const error = await failureOf(machine.bring({ it: url }));
    expect(error.exitCode).toBe(75);
    expect(error.problems).toMatchObject([{ file: 'run.yaml', line: 4, field: 'resources.it' }]);
    expect(error.message).toMatch(/\/x cannot be fetched: .*, 3 times\. Try again later\./);
  });

  it('in a run that was killed is gone on with by the next', async () => {
    const url = web.put('/x', { body, headers: etag, cuts: [body.length, 100_000, 0, 0, 0] });
    await failureOf(machine.bring({ it: url }));
    const [store = ''] = readdirSync(machine.cacheDir);
    const [part = ''] = readdirSync(join(machine.cacheDir, store));
    expect(part).toMatch(/^\.part-/);
    web.put('/x', { body, headers: etag });
    expect(await contentOf(url)).toEqual(body);
    expect(web.ranges('/x').at(-1)).toMatch(/^bytes=[1-9]/);
    expect(readdirSync(join(machine.cacheDir, store))).toHaveLength(1);
  });
});

describe('what was downloaded', () => {
  it('is not downloaded again while it is the same', async () => {
    const url = web.put('/x', { body, headers: etag });
    await machine.bring({ it: url });
    const asked = web.asked.length;
    expect(await contentOf(url)).toEqual(body);
    expect(web.asked.length - asked).toBe(1);
    expect(machine.infos.at(-1)).toBe(`resource it: ${url}, 300 kB, kept from before`);
  });

  it('is removed when no run has used it for long, whatever the runnable names now', async () => {
    await contentOf(web.put('/old', { body, headers: etag }));
    const [store = ''] = readdirSync(machine.cacheDir);
    const [version = ''] = readdirSync(join(machine.cacheDir, store));
    const then = new Date(Date.now() - 30 * 24 * 3600 * 1000);
    utimesSync(join(machine.cacheDir, store, version), then, then);
    await contentOf(web.put('/x', { body, headers: etag }));
    expect(readdirSync(join(machine.cacheDir, store))).toEqual([]);
  });

  it('is downloaded again when it has changed', async () => {
    await contentOf(web.put('/x', { body, headers: etag }));
    const other = someBytes(200_000);
    expect(await contentOf(web.put('/x', { body: other, headers: { etag: '"v2"' } }))).toEqual(
      other,
    );
  });

  it('is downloaded again when the server does not say whether it is the same', async () => {
    await contentOf(web.put('/x', { body }));
    const other = someBytes(body.length);
    expect(await contentOf(web.put('/x', { body: other }))).toEqual(other);
    expect(await contentOf(web.put('/x', { body: other, chunked: true }))).toEqual(other);
  });
});

describe('resources that cannot be had', () => {
  it('are told all at once, each with its place, before anything is downloaded', async () => {
    const addresses = {
      gone: `${web.origin}/nowhere`,
      mine: web.put('/mine', { status: 403 }),
      odd: web.put('/odd', { status: 418 }),
      host: 'http://no-such-host.invalid/x',
      good: web.put('/good', { body, headers: etag }),
    };
    const error = await failureOf(machine.look(addresses));
    expect(error.exitCode).toBe(65);
    expect(
      error.problems.map(({ file, line, field, message }) => [file, line, field, message]),
    ).toEqual([
      [
        'run.yaml',
        4,
        'resources.gone',
        expect.stringContaining('is not there: the server answers 404'),
      ],
      [
        'run.yaml',
        5,
        'resources.mine',
        expect.stringContaining('may not be read: the server answers 403'),
      ],
      [
        'run.yaml',
        6,
        'resources.odd',
        expect.stringContaining('cannot be fetched: the server answers 418'),
      ],
      [
        'run.yaml',
        7,
        'resources.host',
        expect.stringContaining('no host no-such-host.invalid is known'),
      ],
    ]);
    await failureOf(machine.bring(addresses));
    expect(machine.infos).toEqual([]);
  });

  it('for now only are worth another try', async () => {
    const error = await failureOf(machine.look({ it: web.put('/x', { status: 503 }) }));
    expect(error.exitCode).toBe(75);
    expect(web.asked).toHaveLength(3);
  });

  it('are told where a redirect has no end', async () => {
    const headers = { location: `${web.origin}/x` };
    const error = await failureOf(machine.look({ it: web.put('/x', { status: 302, headers }) }));
    expect(error.message).toContain('redirected again and again');
  });

  it('are told when they do not fit on the disk', async () => {
    const headers = { ...etag, 'content-length': String(10 ** 16) };
    const error = await failureOf(
      machine.bring({ it: web.put('/x', { chunked: true, headers, cuts: Array(9).fill(100) }) }),
    );
    expect(error.message).toMatch(
      /does not fit on the disk of this machine: it needs 10000 TB, and/,
    );
  });
});

describe('a large download', () => {
  it('is shown by a few lines of the log, and often where a line replaces itself', async () => {
    const large = Buffer.alloc(40 * 1024 * 1024, 'x');
    await machine.bring({ it: web.put('/x', { body: large, headers: etag }) });
    expect(machine.infos).toHaveLength(5);
    expect(machine.infos.at(-1)).toBe('resource it: 42 MB of 42 MB');
    expect(machine.progress.length).toBeGreaterThan(20);
    expect(machine.progress.at(-1)).toBe('resource it 1.00');
  });

  it('can be broken off', async () => {
    const stop = new AbortController();
    const url = web.put('/x', { body, headers: etag, stalls: 9 });
    const brought = machine.bring({ it: url }, {}, stop.signal);
    brought.catch(() => {});
    await expect.poll(() => web.asked.length, { timeout: 10_000 }).toBe(2);
    stop.abort(new Error('enough'));
    await expect(brought).rejects.toThrow('enough');
  });
});
