'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { run } = require('./command.cjs');
const { npmBin, root } = require('./paths.cjs');
const { node24, npmCli } = require('./runtime.cjs');
const { contentKey, isStamped, stamp } = require('./stamp.cjs');

const lockfile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.setup-stamp');

/**
 * The npm packages of the lock file, the action's own Node among them, where npm's PATH finds it.
 * Without install scripts: natively built parts would make the bundle differ from machine to machine.
 *
 * @type {import('./setup.cjs').Requirement}
 */
const npmPackages = {
  name: 'npm packages',
  ready: () => isStamped(stampFile, contentKey(lockfile)) && existsSync(join(npmBin, 'node')),
  install() {
    const kinds = ['--include=dev', '--include=optional'];
    run(node24, [npmCli, 'ci', '--ignore-scripts', ...kinds, '--no-audit', '--no-fund']);
    stamp(stampFile, contentKey(lockfile));
  },
};

module.exports = { npmPackages };
