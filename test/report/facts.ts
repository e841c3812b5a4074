import type { RunFacts } from '../../src/report/facts';

/** A run of three nodes that went well. */
export const wentWell: RunFacts = {
  id: 'digits-1a2b',
  name: 'digits',
  run: 'org/repo/42/1',
  command: 'python3 train.py --config {runnable}',
  nodes: [
    { name: 'orchestrator', host: '10.0.0.1' },
    { name: 'factory-1', host: '10.0.0.2' },
    { name: 'factory-2', host: '10.0.0.3' },
  ],
  stages: [
    { title: 'connect', startedAt: 1_700_000_000_000, seconds: 1.2, ok: true },
    { title: 'run', startedAt: 1_700_000_002_000, seconds: 183, ok: true },
  ],
  exitCode: 0,
  ended: 'exited',
  trials: [],
  sites: [],
  results: [
    { path: 'model.pt', bytes: 1_500_000 },
    { path: 'metrics/loss.csv', bytes: 120 },
  ],
  resultsPath: 'flambe-results',
  logPath: 'flambe-results/job.log',
  logTail: ['epoch 9', 'done'],
  warnings: [],
  rerun: "flambe-action run experiment.yaml --command 'python3 train.py'",
};
