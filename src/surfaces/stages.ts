import type { StageFacts } from '../report/facts';

/** Does the work of a stage and notes how long it took and whether it threw. */
export async function timed<T>(
  title: string,
  work: () => Promise<T>,
  note: (stage: StageFacts) => void,
): Promise<T> {
  const startedAt = Date.now();
  const begin = performance.now();
  let ok = false;
  try {
    const result = await work();
    ok = true;
    return result;
  } finally {
    note({ title, startedAt, seconds: (performance.now() - begin) / 1000, ok });
  }
}
