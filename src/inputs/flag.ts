import { UserError } from '../problem';
import { shown } from './shown';

/** YAML 1.2, 10.3.2, Core Schema; what @actions/core takes for a boolean, too. */
const yes = ['true', 'True', 'TRUE'];
const no = ['false', 'False', 'FALSE'];

export function isTrue(text: string | undefined): boolean {
  return text !== undefined && yes.includes(text.trim());
}

/** @throws UserError if it is neither */
export function readFlag(text: string, field: string): boolean {
  if (isTrue(text)) return true;
  if (no.includes(text.trim())) return false;
  throw new UserError({
    field,
    message: `${shown(text)} was given; accepted is true or false.`,
  });
}
