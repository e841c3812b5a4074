import type { Problem } from '../problem';
import { nearestName } from './nearest-name';

const prefix = 'INPUT_';
/** Of shorter names one letter says nothing: `model` is no misspelled `mode`. */
const fewestLetters = 6;

/** The variable in which a runner passes an input (actions/runner, Handler.cs). */
export function inputVariable(name: string): string {
  return prefix + name.replaceAll(' ', '_').toUpperCase();
}

/**
 * Inputs in the environment that are none of these, and are near to one that was not given. A runner
 * passes whatever a step has under `with`, with a warning of its own at most; taken for nothing,
 * `max-runtme: 10m` would be five hours that somebody pays for, so it is an error, like all that is
 * misspelled elsewhere.
 *
 * A job may have variables of this form that nobody meant for us, and with nektos/act a composite action
 * leaves its own inputs there. So nothing is said of short names, of what is near to no name, nor where the
 * one that is near was given, or has that very value.
 *
 * @param fallbackOf what an action has for an input that was not given, which is passed like a given one
 */
export function misspelledInputs<T extends string>(
  env: NodeJS.ProcessEnv,
  names: readonly T[],
  fallbackOf: (name: T) => string | undefined,
): readonly Problem[] {
  const known = new Set(names.map(inputVariable));
  return Object.entries(env).flatMap(([variable, value = '']) => {
    if (!variable.startsWith(prefix) || known.has(variable) || value.trim() === '') return [];
    const field = variable.slice(prefix.length).toLowerCase();
    const meant = nearestName(field, names);
    if (meant === undefined || field.length < fewestLetters) return [];
    const given = env[inputVariable(meant)]?.trim() ?? '';
    const isGiven = given !== '' && given !== fallbackOf(meant);
    if (isGiven || given === value.trim()) return [];
    return [{ field, message: 'There is no such input.', fix: `Did you mean \`${meant}\`?` }];
  });
}
