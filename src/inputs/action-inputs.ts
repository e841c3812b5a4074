import { inputVariable, misspelledInputs } from './misspelled';
import { inputNames, inputOption, type RawInputs } from './raw-inputs';

/**
 * The action's inputs from its environment. An empty one was not given: that is how the runner
 * passes those without a default.
 */
export function actionInputs(env: NodeJS.ProcessEnv): RawInputs {
  const given = inputNames.map((name) => [name, env[inputVariable(name)] ?? ''] as const);
  return {
    form: 'action',
    values: new Map(given.filter(([, value]) => value.trim() !== '')),
    problems: misspelledInputs(env, inputNames, (name) => inputOption(name).fallback),
  };
}
