import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import LongestFirst from './scripts/longest-first.mjs';

const root = import.meta.dirname;
const python = join(root, '.cache/python/bin/python3');

const longTests = 'test/**/*.long.test.ts';
const scenarios = 'test/scenarios/**/*.test.ts';

export default defineConfig({
  test: {
    env: {
      // The action's own Node, act, and what Debian keeps from a normal user's PATH.
      PATH: [
        join(root, 'node_modules/.bin'),
        join(root, '.cache/bin'),
        process.env.PATH,
        '/usr/sbin:/sbin',
      ].join(':'),
      // Has ruamel.yaml and PyYAML.
      FLAMBE_TEST_PYTHON: existsSync(python) ? python : 'python3',
    },
    maxWorkers: 2,
    // Real servers and machines on a busy one are late at times. What fails twice fails; what passes
    // the second time is named at the end. Tests say `retry: 0` where that could hide a leak that shows
    // at times only, or a random value that shows a fault.
    retry: 1,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './scripts/tally-reporter.mts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['test/**/*.test.ts'],
          exclude: [longTests, scenarios],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'scenarios',
          include: [scenarios],
          exclude: [longTests],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: [longTests],
          // One more than there are cores: many of them wait for a time to be over.
          maxWorkers: 3,
          testTimeout: 600_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
