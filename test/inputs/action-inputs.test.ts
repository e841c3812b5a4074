import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { actionInputs } from '../../src/inputs/action-inputs';
import { inputNames } from '../../src/inputs/raw-inputs';

describe("the action's inputs", () => {
  it('are what action.yml declares', () => {
    const file = join(import.meta.dirname, '../../action.yml');
    const { inputs } = load(readFileSync(file, 'utf8')) as { inputs: object };
    expect(Object.keys(inputs)).toEqual(inputNames);
  });

  it('are read as the runner passes them: upper case, hyphens kept, empty for not given', () => {
    const env = {
      INPUT_RUNNABLE: 'exp.yaml',
      'INPUT_SSH-PRIVATE-KEY': 'the\ntext\n',
      INPUT_CLUSTER: '',
      INPUT_COMMAND: ' \n',
      INPUT_UNKNOWN: 'x',
      PATH: '/bin',
    };
    const { form, values } = actionInputs(env);
    expect(form).toBe('action');
    expect(Object.fromEntries(values)).toEqual({
      runnable: 'exp.yaml',
      'ssh-private-key': 'the\ntext\n',
    });
  });
});
