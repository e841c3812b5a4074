'use strict';

const { chmodSync, existsSync, rmSync, symlinkSync } = require('node:fs');
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
    const kinds = ['--include=dev', '--include=optional'];
    run('npm', ['ci', '--ignore-scripts', ...kinds, '--no-audit', '--no-fund']);
    linkNode();
    stamp(stampFile, contentKey(lockfile));
  },
};

/** npm 9 leaves the program unlinked, because the package for the other architecture has it too. */
function linkNode() {
  const program = join(`node-linux-${process.arch}`, 'bin/node');
  if (!existsSync(join(root, 'node_modules', program))) {
    const machine = `${process.platform} on ${process.arch}`;
    throw new SetupError(`no Node 24 for ${machine}: use Linux on x64 or arm64`);
  }
  chmodSync(join(root, 'node_modules', program), 0o755);
  rmSync(node24, { force: true });
  symlinkSync(join('..', program), node24);
}

module.exports = { npmPackages };
