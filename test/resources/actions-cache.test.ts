import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { Repository } from '../scenarios/act';
import { someBytes } from './setting';
import { WebServer } from './web-server';

const root = resolve(import.meta.dirname, '../..');
const command = [
  `--import=${join(root, 'scripts/typescript-imports.mjs')}`,
  join(root, 'test/resources/bring.ts'),
];

/** A runner tells of its cache to actions alone, not to `run` steps. */
const action = 'name: bring\ndescription: bring\nruns: { using: node24, main: main.js }\n';
const main = `require('node:child_process').execFileSync(
  ${JSON.stringify(join(root, 'node_modules/.bin/node'))}, ${JSON.stringify(command)},
  { stdio: 'inherit' });\n`;

it("GitHub's cache keeps resources between runs; where anybody could read it, none behind a token", async () => {
  await using web = await WebServer.start();
  const body = someBytes(100_000);
  const url = web.put('/data.bin', { body, headers: { etag: '"v1"' } });
  const cases = [
    { source: url, isPrivate: false },
    { source: `${url}?token=s3cr3t`, isPrivate: true },
    { source: `${url}?token=0ther`, isPrivate: false },
  ];
  await using repository = new Repository({ 'bring/action.yml': action, 'bring/main.js': main });
  const steps = cases.map(({ source, isPrivate }, i) => {
    const dir = join(repository.dir, `case-${i}`);
    mkdirSync(dir);
    const event = join(dir, 'event.json');
    writeFileSync(event, JSON.stringify({ repository: { private: isPrivate } }));
    const env = { BRING: source, BRING_CACHE: join(dir, 'resources'), BRING_EVENT: event };
    const lines = Object.entries(env).map(([name, value]) => `          ${name}: '${value}'\n`);
    return `      - uses: ./bring\n        env:\n${lines.join('')}`;
  });
  const workflow = `on: push
jobs:
  bring:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${steps.join('')}`;
  const had: string[][] = [];
  for (let run = 0; run < 2; run++) {
    const { code, log } = await repository.push(workflow);
    expect(code, log).toBe(0);
    expect(log).not.toContain('could not be');
    expect(log.match(/brought data\.bin/g)).toHaveLength(3);
    had.push([...log.matchAll(/resource it: http\S+, 100 kB(.*)/g)].map(([, how = '']) => how));
  }
  const cached = ', from the cache of the workflow';
  expect(had).toEqual([
    ['', '', ''],
    [cached, cached, ''],
  ]);
}, 120_000);
