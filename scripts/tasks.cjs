'use strict';

const demos = require('./demos.cjs');
const { goTools } = require('./setup/go-tools.cjs');
const { npmPackages } = require('./setup/npm-packages.cjs');
const { pythonTools } = require('./setup/python-tools.cjs');
const { runtime } = require('./setup/runtime.cjs');
const { systemPackages } = require('./setup/system-packages.cjs');
const { typescript } = require('./typescript.cjs');

const clusterPackages = ['openssh-server', 'openssh-client', 'rsync', 'python3', 'git', 'procps'];
/** For nodes with a network of their own, and Python environments on them. */
const rayPackages = ['bubblewrap', 'ca-certificates', 'iproute2', 'python3-venv', 'slirp4netns'];
// For machines with a systemd of their own, which only root can start.
const machinePackages = process.getuid() === 0 ? ['debootstrap', 'systemd-container'] : [];
const testPackages = [
  ...[...clusterPackages, ...rayPackages, 'shellcheck', 'uidmap'],
  ...machinePackages,
];
// tmux is what flambé's own way to a cluster wants there.
const benchPackages = [...clusterPackages, 'iproute2', 'tmux', ...machinePackages];

const packages = [runtime, npmPackages];
const forDemo = [systemPackages(clusterPackages, ['bubblewrap']), ...packages];
const forRay = [systemPackages([...clusterPackages, ...rayPackages]), ...packages];
const forBench = [systemPackages(benchPackages, ['bubblewrap']), ...packages];
const forTests = [systemPackages(testPackages), ...packages, pythonTools, goTools];

/** What the examples of torchrun and MPI want on their hosts. */
const exampleTools = systemPackages([], ['openmpi-bin', 'python3-mpi4py', 'python3-torch']);

const check = ['node', 'scripts/check.mjs'];

/**
 * What `npm run …` does, by its name, or by its name and the first argument: what it says, what it
 * needs, then programs run one after another until one fails.
 *
 * @typedef {{ says?: () => string, needs: import('./setup/setup.cjs').Requirement[], steps: string[][] }} Task
 * @type {Record<string, Task>}
 */
const tasks = {
  demo: { needs: forDemo, steps: [demos.plain] },
  'demo --ray': { says: demos.rayCost, needs: forRay, steps: [demos.ray] },
  'demo --flambe': { says: demos.flambeCost, needs: forRay, steps: [demos.flambe] },
  test: {
    needs: forTests,
    steps: [check, ['vitest', 'run', '--project=quick', '--project=scenarios']],
  },
  'test:long': { needs: [...forTests, exampleTools], steps: [['vitest', 'run', '--project=long']] },
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
      ['node', 'scripts/aws-policies.mjs'],
    ],
  },
  bench: { needs: [...forBench, pythonTools], steps: [['node', 'scripts/bench.mjs']] },
};

module.exports = { tasks };
