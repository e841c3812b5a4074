import { type Problem, UserError } from '../problem';
import { nearestName } from './nearest-name';

const placeholders = ['runnable', 'secrets', 'results'];

/**
 * The shell line to run instead of flambé.
 *
 * @param field how the user spells the input
 * @throws UserError if there is none: flambé itself does not run yet
 */
export function readCommand(
  text: string | undefined,
  field: string,
): { command: string; warnings: Problem[] } {
  const command = text?.trimEnd() ?? '';
  if (command.trim() === '') {
    throw new UserError({
      field,
      message: 'It is missing: this version does not run flambé itself yet, only a command.',
      fix: 'Say what to run, e.g. `python3 train.py --config {runnable} --out {results}`.',
    });
  }
  return { command, warnings: misspelt(command).map((warning) => ({ field, ...warning })) };
}

/** `{result}`: the shell would keep it as it stands. `${name}` is the shell's. */
function misspelt(command: string): Pick<Problem, 'message' | 'fix'>[] {
  return [...command.matchAll(/(?<!\$)\{(\w+)\}/g)].flatMap(([all, name = '']) => {
    const nearest = placeholders.includes(name) ? undefined : nearestName(name, placeholders);
    if (nearest === undefined) return [];
    return [{ message: `\`${all}\` is not replaced.`, fix: `Did you mean \`{${nearest}}\`?` }];
  });
}
