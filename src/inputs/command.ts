import type { Problem } from '../problem';
import { nearestName } from './nearest-name';

const placeholders = ['runnable', 'secrets', 'results'];

/**
 * The shell line to run instead of flambé.
 *
 * @param field how the user spells the input
 */
export function readCommand(
  text: string | undefined,
  field: string,
): { command: string | undefined; warnings: Problem[] } {
  const command = text?.trimEnd() ?? '';
  if (command.trim() === '') return { command: undefined, warnings: [] };
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
