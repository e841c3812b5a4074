'use strict';

const { goTools } = require('./setup/go-tools.cjs');
const { npmPackages } = require('./setup/npm-packages.cjs');
const { pythonTools } = require('./setup/python-tools.cjs');
const { runtime } = require('./setup/runtime.cjs');
const { systemPackages } = require('./setup/system-packages.cjs');
const { typescript } = require('./typescript.cjs');

const clusterPackages = ['openssh-server', 'openssh-client', 'rsync', 'python3', 'git', 'procps'];
const testPackages = [
  ...clusterPackages,
  ...['bubblewrap', 'ca-certificates', 'iproute2', 'python3-venv', 'shellcheck', 'uidmap'],
  // For machines with a systemd of their own, which only root can start.
  ...(process.getuid() === 0 ? ['debootstrap', 'systemd-container'] : []),
];

const packages = [runtime, npmPackages];
const forDemo = [systemPackages(clusterPackages, ['bubblewrap']), ...packages];
const forTests = [systemPackages(testPackages), ...packages, pythonTools, goTools];

/** The README's example: a job that works on all nodes of an embedded local cluster. */
const demo = [
  ...['node', 'dist/cli.js', 'run', 'examples/demo/experiment.yaml'],
  ...['--cluster', 'examples/demo/cluster.yaml', '--secrets', 'examples/demo/secrets.ini'],
  ...['--workdir', 'examples/demo', '--command', 'sh job.sh {runnable} {secrets} {results}'],
];

const check = ['node', 'scripts/check.mjs'];

/**
 * What `npm run …` does: what it needs, then programs run one after another until one fails.
 *
 * @type {Record<string, { needs: import('./setup/setup.cjs').Requirement[], steps: string[][] }>}
 */
const tasks = {
  demo: { needs: forDemo, steps: [demo] },
  test: {
    needs: forTests,
    steps: [check, ['vitest', 'run', '--project=quick', '--project=scenarios']],
  },
  'test:long': { needs: forTests, steps: [['vitest', 'run', '--project=long']] },
  check: { needs: forTests, steps: [check] },
  setup: { needs: forTests, steps: [] },
  build: { needs: packages, steps: [['node', 'scripts/build.mjs']] },
  lint: {
    needs: packages,
    steps: [
      ['biome', 'lint'],
      ['depcruise', 'src'],
    ],
  },
  format: {
    needs: packages,
    steps: [
      ['biome', 'check', '--write'],
      [...typescript, 'scripts/generate-schema.ts'],
      ['node', 'scripts/readme-tables.mjs'],
    ],
  },
  bench: { needs: forDemo, steps: [['node', 'scripts/bench.mjs']] },
};

module.exports = { tasks };
