import type { UserError } from '../problem';
import type { RunDeps } from '../run-job';

export interface Losses {
  /** Nodes whose loss counts; without it, all of them. */
  readonly nodes?: readonly string[];
  /** The machines themselves may know before anybody else. */
  readonly notice?: Promise<UserError> | undefined;
}

/**
 * Works until it is done, or until a machine is lost: the cause comes from who has noticed it.
 *
 * @param work what it has begun may go on after it, until the run is over
 * @throws what `work` throws; the cause where that has ended it
 */
export async function unlessLost<T>(
  { provider, file, signal }: Pick<RunDeps, 'provider' | 'file' | 'signal'>,
  { nodes, notice }: Losses,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const lost = new AbortController();
  let cause: UserError | undefined;
  const end = (loss: UserError) => {
    if (over.signal.aborted) return;
    cause ??= loss;
    lost.abort(loss);
  };
  const onEnded = (node: string) => {
    file.note({ ended: [...(file.record.ended ?? []), node] });
  };
  const watched = provider.watch?.(AbortSignal.any([signal, over.signal]), { nodes, onEnded });
  for (const loss of [watched, notice]) loss?.then(end, () => {});
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    throw cause ?? error;
  } finally {
    over.abort(new Error('The work is over.'));
  }
}
