// Brings the extension that BRING names, as a step of a workflow: with the cache that the runner has.
import { rmSync } from 'node:fs';
import { bringExtensions } from '../../src/extensions/bring-extensions';

const { BRING = '', BRING_CACHE = '', BRING_EVENT } = process.env;
// As on another runner.
rmSync(BRING_CACHE, { recursive: true, force: true });
if (BRING_EVENT) process.env.GITHUB_EVENT_PATH = BRING_EVENT;
const extensions = await bringExtensions(new Map([['ext', BRING]]), {
  runnablePath: 'run.yaml',
  cacheDir: BRING_CACHE,
  signal: new AbortController().signal,
  info: (line) => console.log(line),
});
console.log(`brought ${extensions.map(({ dir }) => dir?.split('/').at(-1))}`);
