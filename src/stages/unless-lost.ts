import type { UserError } from '../problem';
import type { RunDeps } from '../run-job';

/** Works until it is done, or until a machine is lost: the cause comes from who has noticed it. */
export async function unlessLost<T>(
  { provider, signal }: RunDeps,
  notice: Promise<UserError> | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const losses = [provider.watch?.(both), notice].filter((loss) => loss !== undefined);
  const lost = losses.map(async (loss) => {
    const cause = await loss;
    over.abort(cause);
    throw cause;
  });
  for (const loss of lost) loss.catch(() => {});
  try {
    return await Promise.race([work(both), ...lost]);
  } finally {
    over.abort(new Error('The job is over.'));
  }
}
