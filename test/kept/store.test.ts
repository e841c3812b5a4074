import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Store } from '../../src/kept/store';

const dir = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(dir, { recursive: true }));

it('a cache that was given up, and goes on, writes into nothing that is taken', async () => {
  const store = await Store.open(dir, 'words', ['https://example.org/words']);
  const version = 'a'.repeat(40);
  let place = '';
  await store.restore(version, async (folder) => {
    place = folder;
    return undefined;
  });
  expect(await store.take(version)).toBeUndefined();
  const ready = await store.makeWorkDir();
  mkdirSync(join(ready, 'words'));
  await store.put(ready, version);
  // Nor is the place of the one that goes on given to another.
  let asked = 0;
  await store.save(version, async () => void asked++);
  await store.restore(version, async () => asked++ === 0);
  expect(asked).toBe(0);
  mkdirSync(join(place, 'words'), { recursive: true });
  writeFileSync(join(place, 'words/a-part'), '');
  expect(readdirSync((await store.take(version)) ?? '')).toEqual([]);
});
