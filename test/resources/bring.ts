// Brings the resource that BRING names, as a step of a workflow: with the cache that the runner has.
import { rmSync } from 'node:fs';
import { bringResources } from '../../src/resources/bring-resources';

const { BRING = '', BRING_CACHE = '', BRING_EVENT } = process.env;
// As on another runner.
rmSync(BRING_CACHE, { recursive: true, force: true });
if (BRING_EVENT) process.env.GITHUB_EVENT_PATH = BRING_EVENT;
const place = { file: 'run.yaml', line: 1, column: 1 };
const brought = await bringResources(new Map([['it', { kind: 'http', value: BRING, place }]]), {
  cacheDir: BRING_CACHE,
  s3: undefined,
  signal: new AbortController().signal,
  info: (line) => console.log(line),
  progress: () => {},
});
console.log(`brought ${brought.get('it')?.split('/').at(-1)}`);
