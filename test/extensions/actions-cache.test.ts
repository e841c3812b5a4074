import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Repository } from '../scenarios/act';
import { GitServer } from './git-server';
import { packageOf } from './repositories';

const root = resolve(import.meta.dirname, '../..');
const command = [
  join(root, 'node_modules/.bin/node'),
  `--import=${join(root, 'scripts/typescript-imports.mjs')}`,
  join(root, 'test/extensions/bring.ts'),
];

/** A runner tells of its cache to actions alone, not to `run` steps. */
const action = 'name: bring\ndescription: bring\nruns: { using: node24, main: main.js }\n';
const main = `require('node:child_process').execFileSync(${JSON.stringify(command[0])},
  ${JSON.stringify(command.slice(1))}, { stdio: 'inherit' });\n`;

function environment(dir: string, source: string, isPrivate = false) {
  const event = join(dir, 'event.json');
  writeFileSync(event, JSON.stringify({ repository: { private: isPrivate } }));
  const cache = join(dir, 'extensions');
  return { ...server.environment, BRING: source, BRING_CACHE: cache, BRING_EVENT: event };
}

function stepOf(variables: Readonly<Record<string, string>>): string {
  const lines = Object.entries(variables).map(
    ([name, value]) => `          ${name}: ${JSON.stringify(value)}\n`,
  );
  return `      - uses: ./bring\n        env:\n${lines.join('')}`;
}

function workflowOf(steps: readonly string[]): string {
  return `on: push
jobs:
  bring:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${steps.join('')}`;
}

const secret = 'https://me:s3cr3t-t0ken@github.com/u/private';
const cases: readonly (readonly [string, boolean])[] = [
  ['https://github.com/u/public', false],
  [secret, true],
  [secret, false],
];

let server: GitServer;
/** How each case had its extension in the first and in the second run of the workflow. */
const had: string[][] = [];

beforeAll(async () => {
  server = await GitServer.start(mkdtempSync(join(tmpdir(), 'git-server-')));
  for (const name of ['public', 'private']) {
    server.push(`github.com/u/${name}`, { main: packageOf('ext') });
  }
  server.close('github.com/u/private', 'me:s3cr3t-t0ken');
  await using repository = new Repository({ 'bring/action.yml': action, 'bring/main.js': main });
  const steps = cases.map(([source, isPrivate], i) => {
    const dir = join(repository.dir, `case-${i}`);
    mkdirSync(dir);
    return stepOf(environment(dir, source, isPrivate));
  });
  const workflow = workflowOf(steps);
  for (let run = 0; run < 2; run++) {
    const { code, log } = await repository.push(workflow);
    expect(code, log).toBe(0);
    expect(log).not.toContain('could not be');
    expect(log).not.toContain('s3cr3t');
    had.push(
      [...log.matchAll(/ext: github\.com.* default branch \w{12}, (.*)/g)].map(
        ([, how = '']) => how,
      ),
    );
  }
}, 120_000);
afterAll(() => server[Symbol.asyncDispose]());

describe("GitHub's cache", { timeout: 120_000 }, () => {
  const cached = 'from the cache of the workflow';
  it.each([
    ['keeps a public extension from one run to the next', 0, cached],
    ["keeps a private one where the workflow's repository is private, too", 1, cached],
    ['gets no private one where anybody could read it', 2, 'fetched'],
  ])('%s', (_, index, second) => {
    expect([had[0]?.[index], had[1]?.[index]]).toEqual(['fetched', second]);
  });

  it('that keeps a part of an extension gives nothing of it', async () => {
    // A length that no packing shortens.
    const large = Array.from({ length: 6 }, (_, i) => [
      `ext/${i}`,
      randomBytes(2e5).toString('hex'),
    ]);
    const files = { ...packageOf('ext'), ...Object.fromEntries(large) };
    server.push('github.com/u/large', { main: files });
    await using repository = new Repository({ 'bring/action.yml': action, 'bring/main.js': main });
    const dir = join(repository.dir, 'case');
    mkdirSync(dir);
    const workflow = workflowOf([stepOf(environment(dir, 'https://github.com/u/large'))]);
    expect(await repository.push(workflow)).toMatchObject({ code: 0 });
    const cache = join(repository.dir, '.cache/actcache');
    const kept = readdirSync(cache, { recursive: true }).map((name) => join(cache, String(name)));
    const archives = kept.filter((path) => statSync(path).isFile() && statSync(path).size > 1e6);
    for (const path of archives) truncateSync(path, 600_000);
    expect(archives).toHaveLength(1);

    const { code, log } = await repository.push(workflow);
    expect(log).toContain('Failed to restore');
    expect(log).toMatch(/ext: github\.com.* default branch \w{12}, fetched/);
    expect(code).toBe(0);
    const [store = ''] = readdirSync(join(dir, 'extensions'));
    const there = readdirSync(join(dir, 'extensions', store));
    expect(there).toEqual([expect.stringMatching(/^\w{40}$/)]);
    const folder = join(dir, 'extensions', store, there[0] ?? '', 'large');
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(join(folder, name), 'utf8') === text, name).toBe(true);
    }
  });

  it('is done without where it fails', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'no-cache-'));
    const refusing = createServer((_, answer) => answer.writeHead(400).end()).listen(
      0,
      '127.0.0.1',
    );
    await once(refusing, 'listening');
    const { port } = refusing.address() as AddressInfo;
    try {
      const { stdout } = await promisify(execFile)(command[0] ?? '', command.slice(1), {
        cwd: dir,
        env: {
          PATH: process.env.PATH,
          HOME: dir,
          RUNNER_TEMP: dir,
          ACTIONS_RUNTIME_TOKEN: 'x',
          ACTIONS_CACHE_URL: `http://127.0.0.1:${port}/`,
          ...environment(dir, 'https://github.com/u/public'),
        },
      });
      expect(stdout).toMatch(/^::warning::Failed to (restore|save)/m);
      expect(stdout).toContain('fetched');
      expect(stdout).toContain('brought public');
    } finally {
      refusing.close();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
