import { errorKind } from './errors';

/**
 * Asks a second time when the answer was none of AWS's errors: one that cannot be read, which the
 * SDK does not ask for again. For calls that may be repeated.
 */
export async function readable<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (errorKind(error) !== 'other') throw error;
    return await call();
  }
}
