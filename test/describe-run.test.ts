import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeRun } from '../src/describe-run';
import { goodRunnable, User } from './inputs/user';

let user: User;
beforeEach(() => {
  user = new User();
});
afterEach(() => user[Symbol.dispose]());

const output = 'home/output__trial/train';

/** As flambé and Ray Tune write it. @returns the path of a file of it below `results-path` */
function trial(rate: string): string {
  user.write(`${output}/experiment_state-1.json`, '{}');
  user.write(`${output}/${rate}/params.json`, `{"hyper_params": {"rate": "${rate}"}}`);
  return `output__trial/train/${rate}/params.json`;
}

/** The trials that the summary of a run names. @param results paths of what came home; undefined when it was lost */
async function shown(results: readonly string[] | undefined, startedAt: number, more = '') {
  user.write('run.yaml', `${goodRunnable}${more}`);
  const { inputs } = user.says({ runnable: 'run.yaml', 'results-path': join(user.cwd, 'home') });
  const plan = { id: 'lab-1', name: 'lab', run: 'run', nodeNames: [], cluster: { kind: 'ssh' } };
  const { markdown } = await describeRun({
    ...{ inputs, file: { record: {} }, failure: undefined, sites: [], warnings: [] },
    plan: {
      ...plan,
      job: { kind: 'flambe', experiment: 'trial', onRay: true },
      startedAt: new Date(startedAt).toISOString(),
    },
    outcome: results && {
      ...{ reason: 'exit', exitCode: 0, logPath: '/nowhere' },
      results: results.map((path) => ({ path, bytes: 1 })),
    },
    surface: { stages: [] },
    masks: { values: [] },
    signal: new AbortController().signal,
  } as unknown as Parameters<typeof describeRun>[0]);
  return [...new Set(markdown.match(/(?<=rate\\=)\w+/g))];
}

describe('the summary of a run whose results-path has trials of an earlier one', () => {
  it('shows those that came home from this run', async () => {
    trial('old');
    expect(await shown([trial('new')], 0)).toEqual(['new']);
  });

  it('shows those that came while it ran, when it was lost', async () => {
    trial('old');
    await delay(20);
    const startedAt = Date.now();
    await delay(20);
    trial('new');
    expect(await shown(undefined, startedAt)).toEqual(['new']);
  });

  it('shows all of them where it goes on from those', async () => {
    trial('old');
    const results = [trial('new')];
    expect(await shown(results, Date.now(), 'resume: true\n')).toEqual(['new', 'old']);
  });
});
