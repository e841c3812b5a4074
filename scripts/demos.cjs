'use strict';

const { existsSync, readdirSync } = require('node:fs');
const { homedir } = require('node:os');
const { join } = require('node:path');
const { succeeds } = require('./setup/command.cjs');

const environments = join(homedir(), '.flambe-action-envs');

function run(folder, ...words) {
  const files = ['--cluster', `examples/${folder}/cluster.yaml`];
  const [runnable, ...options] = words;
  return ['node', 'dist/cli.js', 'run', `examples/${folder}/${runnable}`, ...files, ...options];
}

/** The README's example: a job that works on all nodes of an embedded local cluster. */
const plain = run(
  'demo',
  ...['experiment.yaml', '--secrets', 'examples/demo/secrets.ini'],
  ...['--workdir', 'examples/demo', '--command', 'sh job.sh {runnable} {secrets} {results}'],
);

/** A search with Ray Tune, whose Python environment stays for the next time. */
const ray = run(
  'ray',
  ...['job.yaml', '--workdir', 'examples/ray', '--ray-version', '2.59.0'],
  ...['--command', 'python3 tune.py {results}'],
);

/** An Experiment by flambé itself. */
const flambe = run('flambe', 'experiment.yaml', '--install-extensions');

function made(prefix) {
  const names = existsSync(environments) ? readdirSync(environments) : [];
  return names.some(
    (name) => name.startsWith(prefix) && existsSync(join(environments, name, 'complete')),
  );
}

function rayCost() {
  if (made('ray-2.59.0-')) return 'Ray Tune on three nodes of this machine: about a minute.';
  return `Ray Tune on three nodes of this machine: one or two minutes. The first time Ray is fetched from PyPI (180 MB), and stays in ${environments} (650 MB).`;
}

function flambeCost() {
  const title = 'An Experiment of flambé 0.4.18 on three nodes of this machine';
  if (made('flambe-0.4.18-')) return `${title}: one or two minutes.`;
  const python = hasPython37() ? '' : ' CPython 3.7 is not here, and is fetched from github.com.';
  return `${title}: two to five minutes. The first time flambé is fetched from PyPI (950 MB), and stays in ${environments} (2.2 GB).${python}`;
}

/** As far as flambe-env.sh looks for one. */
function hasPython37() {
  const pyenv = join(homedir(), '.pyenv/versions');
  const versions = existsSync(pyenv) ? readdirSync(pyenv) : [];
  return versions.some((name) => name.startsWith('3.7.')) || succeeds('python3.7', ['--version']);
}

module.exports = { plain, ray, rayCost, flambe, flambeCost };
