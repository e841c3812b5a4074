import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTrials } from '../src/read-trials';

// Lines of a real run of flambé 0.4.18 with Ray 0.7.6.
const head =
  'done,episode_reward_mean,timesteps_total,episodes_total,training_iteration,experiment_id,date,timestamp,time_this_iter_s,time_total_s,pid,hostname,node_ip,time_since_restore,timesteps_since_restore,iterations_since_restore,trial_id';
const steps = [
  'False,12.0,,,1,0f72a97d,2026-11-24_20-57-20,1795553840,1.2118,1.2118,278,host-3,10.213.164.4,1.2118,0,1,8d649940',
  'True,24.0,,,2,0f72a97d,2026-11-24_20-57-22,1795553842,1.2010,2.4128,278,host-3,10.213.164.4,2.4128,0,2,8d649940',
];
const rate3 = '{"hyper_params": {"rate": "3.0"}, "to_run": "second", "name": "second"}';

let output: string;
beforeEach(() => {
  output = mkdtempSync(join(tmpdir(), 'output__'));
});
afterEach(() => rmSync(output, { recursive: true }));

function write(name: string, text: string): void {
  const file = join(output, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('the trials of an Experiment', () => {
  it('have their parameters, metrics, host and time, in the order of the stages', async () => {
    write('b/experiment_state-2026-11-24_20-56-22.json', '{}');
    write('b/plain_2026-11-24_20-56-22kb9pez32/params.json', '{}');
    write('a/experiment_state-2026-11-24_20-56-42.json', '{}');
    write('a/rate=3.0_2026-11-24_20-56-43fi5fbm3b/params.json', rate3);
    write(
      'a/rate=3.0_2026-11-24_20-56-43fi5fbm3b/progress.csv',
      `${[head, ...steps].join('\r\n')}\r\n`,
    );
    write('_resources/words.txt', 'one two');
    const nothing = { metrics: [], host: undefined, seconds: undefined, failure: undefined };
    expect(await readTrials(output)).toEqual([
      { stage: 'b', name: 'plain', ...nothing },
      {
        ...{ stage: 'a', name: 'rate=3.0', metrics: [12, 24], host: 'host-3' },
        ...{ seconds: 2.4128, failure: undefined },
      },
    ]);
  });

  it('that failed have the end of what they said, or of the error', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    write('a/experiment_state-1.json', '{}');
    for (const trial of ['one', 'two']) {
      write(`a/${trial}/params.json`, '{}');
      write(`a/${trial}/error_2026-11-24_20-41-59.txt`, 'ValueError: no\n');
    }
    write('a/one/console.out', `${lines.join('\n')}\n`);
    const [one, two] = await readTrials(output);
    expect(one?.failure).toBe(lines.slice(10).join('\n'));
    expect(two?.failure).toBe('ValueError: no');
  });

  /** A trial that has an error and the checkpoint of its first step. */
  function writeFaltering(name: string, ...rows: readonly (string | undefined)[]): void {
    write(`a/${name}/params.json`, rate3);
    write(`a/${name}/progress.csv`, `${[head, ...rows].join('\r\n')}\r\n`);
    write(`a/${name}/error_1.txt`, 'no');
    write(`a/${name}/checkpoint/checkpoint.flambe`, '');
  }

  it('that were tried again have failed unless their last step was the last', async () => {
    write('a/experiment_state-1.json', '{}');
    writeFaltering('fails', steps[0]);
    writeFaltering('recovers', ...steps);
    expect(await readTrials(output)).toMatchObject([{ failure: 'no' }, { failure: undefined }]);
  });

  it('have failed or not as Ray Tune says of them at last, where it does', async () => {
    const state = (...trials: readonly (readonly [string, string])[]) => {
      const each = trials.map(
        ([name, status]) =>
          `{"last_result": {"x": NaN}, "best_checkpoint_attr_value": -Infinity, "status": "${status}", "logdir": "/home/x/a/${name}", "y": [Infinity, NaN]}`,
      );
      return `{"checkpoints": [${each}]}`;
    };
    writeFaltering('cut', ...steps);
    writeFaltering('ended', steps[0]);
    writeFaltering('unsaved', ...steps);
    write('a/experiment_state-1.json', state(['ended', 'ERROR'], ['unsaved', 'TERMINATED']));
    const last = state(['cut', 'RUNNING'], ['ended', 'TERMINATED'], ['unsaved', 'ERROR']);
    write('a/experiment_state-2.json', last);
    expect((await readTrials(output)).map(({ failure }) => failure)).toEqual([
      ...[undefined, undefined, 'no'],
    ]);
  });

  it('are told by their steps where what Ray Tune says is cut', async () => {
    writeFaltering('fails', steps[0]);
    write('a/experiment_state-1.json', '{"checkpoints": [{"status": "TERMINATED"');
    expect(await readTrials(output)).toMatchObject([{ failure: 'no' }]);
  });

  it('keep the metrics of steps after which they had diverged', async () => {
    write('a/experiment_state-1.json', '{}');
    write('a/one/params.json', rate3);
    const ends = ['nan', 'inf', '-inf', ''].map((value) => steps[0]?.replace('12.0', value));
    write('a/one/progress.csv', `${[head, ...steps, ...ends].join('\r\n')}\r\n`);
    expect((await readTrials(output))[0]?.metrics).toEqual([
      ...[12, 24, Number.NaN, Infinity, -Infinity],
    ]);
  });

  it('of a stage that has too many to be shown leave room for those of the next', async () => {
    write('a/experiment_state-1.json', '{}');
    for (let i = 0; i < 2001; i++) write(`a/trial-${i}/params.json`, '{}');
    write('b/experiment_state-2.json', '{}');
    write('b/last/params.json', '{}');
    const trials = await readTrials(output);
    expect(trials).toHaveLength(2001);
    expect(trials.at(-1)).toMatchObject({ stage: 'b', name: 'last' });
  });

  it('are read as far as their files are whole', async () => {
    write('a/experiment_state-1.json', '{}');
    write('a/one/params.json', '{"hyper_params": {"ra');
    write('a/one/progress.csv', `${head}\n${steps[0]}\nTrue,2`);
    expect(await readTrials(output)).toMatchObject([{ name: 'one', metrics: [12] }]);
  });

  it('are none where there is no Experiment', async () => {
    expect(await readTrials(join(output, 'nowhere'))).toEqual([]);
  });
});
