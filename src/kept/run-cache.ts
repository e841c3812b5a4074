import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Keeps folders between the runs of a workflow. It may fail at any time, and is then done without. */
export interface RunCache {
  /**
   * Whether all that is in a folder was there, and is here now. Where it is not, a part may be here;
   * undefined: it was given up, and may still be written to.
   */
  restore(folder: string, key: string, bytes?: number): Promise<boolean | undefined>;
  /**
   * @param folder where it is to be restored; may be a link
   * @param bytes what is in it: a large folder takes longer
   */
  save(folder: string, key: string, bytes?: number): Promise<void>;
  /**
   * Whether only those who may read the workflow's repository can read the cache. Of a public one
   * that is everybody: a pull request from a fork can restore it.
   */
  readonly isPrivate: boolean;
}

/** Seconds that the cache may take at least: fetching is quick, too. */
const longest = 60;
/** Bytes a second that may be expected of it. */
const speed = 10 * 1000 * 1000;

/**
 * GitHub's cache, where this process runs in a workflow that has one.
 *
 * @param what it is for, in words
 */
export async function openRunCache(
  what: string,
  environment: NodeJS.ProcessEnv,
  info: (line: string) => void,
): Promise<RunCache | undefined> {
  const { ACTIONS_CACHE_URL, ACTIONS_RESULTS_URL } = environment;
  if (!ACTIONS_CACHE_URL && !ACTIONS_RESULTS_URL) return undefined;
  const cache = await import('@actions/cache');
  if (!cache.isFeatureAvailable()) return undefined;
  const attempt = async <T>(
    done: string,
    bytes: number,
    work: Promise<T>,
  ): Promise<T | undefined> => {
    const time = new AbortController();
    const seconds = longest + Math.ceil(bytes / speed);
    const limit = delay(seconds * 1000, undefined, { signal: time.signal }).then(() => {
      throw new Error(`not done after ${seconds} s`);
    });
    try {
      return await Promise.race([work, limit]);
    } catch (error) {
      info(`The cache of ${what} could not be ${done}: ${(error as Error).message}`);
      return undefined;
    } finally {
      time.abort();
      limit.catch(() => {});
    }
  };
  return {
    isPrivate: await isPrivateRepository(environment),
    async restore(folder, key, bytes = 0) {
      const work = cache.restoreCache(contentsOf(folder), key).then((hit) => hit !== undefined);
      return attempt('read', bytes, work);
    },
    async save(folder, key, bytes = 0) {
      await attempt('written', bytes, cache.saveCache(contentsOf(folder), key));
    },
  };
}

/** As @actions/cache takes it: of a link it would keep the link. */
function contentsOf(folder: string): string[] {
  return [`${folder}/*`];
}

/** By the event that started the workflow (docs.github.com, "Webhook events and payloads"). */
async function isPrivateRepository({ GITHUB_EVENT_PATH }: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    const event = JSON.parse(await readFile(GITHUB_EVENT_PATH ?? '', 'utf8'));
    return event?.repository?.private === true;
  } catch {
    return false;
  }
}
