import type { Problem } from '../problem';
import { placesIn } from './yaml-places';

/** Where in the secrets a problem is. */
export type Where = (
  /** Section and key, as `spell` gives them. */
  name: string | undefined,
  /** Offset in the text. */
  start?: number,
) => Pick<Problem, 'file' | 'field' | 'line' | 'column'>;

/** @param origin `secrets`, the input, or a file's path as the user wrote it */
export function whereIn(text: string, origin: string): Where {
  const placeAt = placesIn(text, origin);
  const isInput = origin === 'secrets';
  return (name, start) => {
    const field = [isInput ? origin : undefined, name].filter(Boolean).join(': ');
    const { line, column } = placeAt(start ?? 0);
    return {
      ...(!isInput && { file: origin }),
      ...(start !== undefined && { line, column }),
      ...(field && { field }),
    };
  };
}
