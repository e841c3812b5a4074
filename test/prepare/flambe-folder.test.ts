import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlambeRun } from '../../src/flambe-run';
import { flambePlaces } from '../../src/plan/flambe-places';
import { layout } from '../../src/plan/layout';
import { makeOutputFolder } from '../../src/prepare/flambe-output';
import type { Fleet } from '../../src/remote/fleet';
import type { RunOptions } from '../../src/remote/machine';
import { prepareFlambe } from '../../src/run-flambe';
import type { RunDeps } from '../../src/run-job';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'node-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const signal = new AbortController().signal;

/** One host, whose shell is this machine's, in a home of its own. */
function oneHost(): Fleet {
  const orchestrator = {
    ...{ name: 'orchestrator', title: 'orchestrator (10.0.0.1)' },
    run: async (script: string, { args = [] }: RunOptions) => {
      const options = { input: script, env: { ...process.env, HOME: home } };
      const { status, stdout, stderr } = spawnSync('sh', ['-s', '--', ...args], options);
      return { code: status, stdout: String(stdout), stderr: String(stderr) };
    },
  };
  return { orchestrator, factories: [], machines: [orchestrator] } as unknown as Fleet;
}

/** A run's folders on that host, on which its Experiment is alone. */
function placesOf(id: string) {
  const there = layout(join(home, '.flambe-action', id), '', 'run.yaml');
  mkdirSync(there.runDir, { recursive: true });
  return { layout: there, places: flambePlaces(there, id, [home], 'trial', false) };
}

describe('two runs of one Experiment on one host', () => {
  it('are not at the same time: the second is told of the first', async () => {
    const first = placesOf('lab-1');
    writeFileSync(join(first.layout.runDir, 'until'), String(Date.now()));
    symlinkSync(first.layout.runDir, join(home, '.flambe-action/flambe'));
    const run = { fleet: oneHost(), ...placesOf('lab-2'), experiment: 'trial', onRay: false };
    const preparing = prepareFlambe(
      run as unknown as FlambeRun,
      {
        inputs: { flambe: { force: false } },
        plan: { startedAt: '2026-11-27T21:00:00Z', expiresAt: '2026-11-27T22:00:00Z' },
        signal,
      } as unknown as RunDeps,
    );
    await expect(preparing).rejects.toThrow('Run lab-1 has this host');
  });

  it('do not undo each other: results belong to the one that replaced those of the other', async () => {
    const [first, second] = [placesOf('lab-1'), placesOf('lab-2')];
    const how = { resume: false, force: true, signal };
    await makeOutputFolder(oneHost(), { ...first, ...how });
    const { output } = first.places;
    const made = (run: typeof first) => join(run.layout.runDir, 'made-output');
    expect(readFileSync(made(first), 'utf8').trim()).toBe(output);
    writeFileSync(join(output, 'state.pkl'), '');
    await makeOutputFolder(oneHost(), { ...second, ...how });
    expect(existsSync(join(output, 'state.pkl'))).toBe(false);
    // By it a run knows what it takes away (release.sh).
    expect([existsSync(made(first)), existsSync(made(second))]).toEqual([false, true]);
  });
});
