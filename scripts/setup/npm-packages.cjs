'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { SetupError, run } = require('./command.cjs');
const { npmBin, root } = require('./paths.cjs');
const { contentKey, isStamped, stamp } = require('./stamp.cjs');

const lockfile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules/.setup-stamp');
const node24 = join(npmBin, 'node');

/**
 * The npm packages of the lock file, the action's own Node among them.
 * Without install scripts: natively built parts would make the bundle differ from machine to machine.
 *
 * @type {import('./setup.cjs').Requirement}
 */
const npmPackages = {
  name: 'npm packages',
  ready: () => isStamped(stampFile, contentKey(lockfile)) && existsSync(node24),
  install() {
    run('npm', [
      'ci',
      '--ignore-scripts',
      '--include=dev',
      '--include=optional',
      '--no-audit',
      '--no-fund',
    ]);
    if (!existsSync(node24)) {
      throw new SetupError(
        `no Node 24 for ${process.platform} on ${process.arch}: use Linux on x64 or arm64`,
      );
    }
    stamp(stampFile, contentKey(lockfile));
  },
};

module.exports = { npmPackages };
