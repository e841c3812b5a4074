import { UserError } from '../problem';
import { type InputName, type RawInputs, spelled } from './raw-inputs';
import { absolutePath, type ReadContext, readUserFile } from './user-file';

/** A text that the action takes as such, and the command line from a file. */
export interface GivenText {
  readonly text: string;
  /** As the user calls it: the input, or the file's path. */
  readonly origin: string;
  /** Absolute path of the file. */
  readonly file?: string;
}

/**
 * @param limit bytes that a file may have at most
 * @returns undefined if it was not given
 * @throws UserError if the file cannot be read or is not UTF-8
 */
export function givenText(
  raw: RawInputs,
  name: InputName,
  limit: number,
  context: ReadContext,
): GivenText | undefined {
  const value = raw.values.get(name);
  if (value === undefined) return undefined;
  if (raw.form === 'action') return { text: value, origin: name };
  const bytes = readUserFile({ path: value, field: spelled(raw, name) }, limit, context);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, origin: value, file: absolutePath(value, context) };
  } catch {
    throw new UserError({
      file: value,
      message: 'It is not UTF-8 text.',
      fix: 'Save it as UTF-8.',
    });
  }
}
