import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { actionInputs } from '../../src/inputs/action-inputs';
import { inputNames } from '../../src/inputs/raw-inputs';
import { readInputs } from '../../src/inputs/read-inputs';
import { problemsOf, textOf } from './user';

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
    const { form, values, problems } = actionInputs(env);
    expect(form).toBe('action');
    expect(problems).toEqual([]);
    expect(Object.fromEntries(values)).toEqual({
      runnable: 'exp.yaml',
      'ssh-private-key': 'the\ntext\n',
    });
  });

  it('are refused when one is misspelled, together with all else that is wrong', () => {
    // As a runner passes `max-runtme`, `max_cost` and `Results paths`, with the defaults of the others.
    const env = {
      'INPUT_MAX-RUNTME': '10m',
      'INPUT_MAX-RUNTIME': '5h',
      INPUT_MAX_COST: '20',
      INPUT_RESULTS_PATHS: 'out',
      'INPUT_RESULTS-PATH': 'flambe-results',
      INPUT_TEARDOWN: 'sometimes',
    };
    const problems = problemsOf(() => readInputs(actionInputs(env), { cwd: '/', home: '/' }));
    const missing = 'There is no such input. Did you mean';
    expect(textOf(problems)).toContain(`max-runtme: ${missing} \`max-runtime\`?`);
    expect(textOf(problems)).toContain(`max_cost: ${missing} \`max-cost\`?`);
    expect(textOf(problems)).toContain(`results_paths: ${missing} \`results-path\`?`);
    expect(problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['runnable', 'teardown']),
    );
    expect(textOf(problems)).not.toContain('10m');
  });

  it.each([
    ['near to none of ours', { INPUT_TOKEN: 'x', INPUT_FETCH_DEPTH: '1' }],
    ['near to one that is given', { INPUT_CLUSTERS: 'large', INPUT_CLUSTER: 'aws.yaml' }],
    ['of a few letters', { INPUT_MODEL: 'large', INPUT_NODE: '1' }],
    ['what one has that is given', { INPUT_MAX_RUNTIME: '5h', 'INPUT_MAX-RUNTIME': '5h' }],
    ['empty', { INPUT_MAX_COST: '' }],
  ])('leave alone what the environment has from elsewhere: %s', (_, env) => {
    expect(actionInputs(env).problems).toEqual([]);
  });
});
