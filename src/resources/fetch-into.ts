import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Store } from '../kept/store';
import { download, type Waiting } from './download';
import { Meter, type Shown } from './meter';
import { bytesOf, type Entry, type Remote, versionName } from './source';

export interface Fetching extends Waiting {
  readonly name: string;
  readonly remote: Remote;
  readonly entries: readonly Entry[];
  readonly store: Store;
  /** Undefined where it cannot be told from what was there before. */
  readonly version: string | undefined;
}

/** Objects of a folder that are under way at the same time. */
const lanes = 8;

/**
 * Downloads into the store; what a run that was killed has begun is gone on with.
 *
 * @returns what came: it may have been replaced on the way
 */
export async function fetchInto({
  name,
  remote,
  entries,
  store,
  version,
  patience,
  signal,
  info,
  progress,
}: Fetching & Shown): Promise<{
  readonly version: string;
  readonly entries: readonly Entry[];
}> {
  const work = await (version ? store.makeOrAdoptWorkDir(version) : store.makeWorkDir());
  const root = join(work, remote.base);
  const meter = new Meter(`resource ${name}`, bytesOf(entries), { info, progress });
  const got: Entry[] = [...entries];
  const queue = [...entries.keys()];
  const stop = new AbortController();
  const until = AbortSignal.any([signal, stop.signal]);
  const lane = async () => {
    for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
      const entry = entries[i] as Entry;
      const file = entry.path === undefined ? root : join(root, entry.path);
      await mkdir(dirname(file), { recursive: true });
      const onBytes = (bytes: number) => meter.has(i, bytes);
      const came = await download(entry, file, { patience, signal: until, onBytes });
      got[i] = { ...entry, version: came };
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    stop.abort();
    throw error;
  }
  // Of what tells no version: the bytes themselves.
  const came = versionName(got) ?? (await hashOf(root));
  await store.put(work, came);
  await rm(work, { recursive: true, force: true });
  return { version: came, entries: got };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
