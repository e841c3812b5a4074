'use strict';

const { copyFileSync, existsSync, mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { SetupError, run } = require('./command.cjs');
const { cache } = require('./paths.cjs');
const { contentKey, isStamped, stamp } = require('./stamp.cjs');

const source = join(__dirname, 'runtime');
const dir = join(cache, 'runtime');
const stampFile = join(dir, '.setup-stamp');
const key = contentKey(join(source, 'package-lock.json'));

const node24 = join(dir, `node_modules/node-linux-${process.arch}/bin/node`);
const npmCli = join(dir, 'node_modules/npm/bin/npm-cli.js');

/**
 * Node 24 and an npm that fits it. The machine's own npm may be so old that it leaves out what its
 * Node is too old for; so it installs these two only, and they install the project's packages.
 *
 * @type {import('./setup.cjs').Requirement}
 */
const runtime = {
  name: 'Node 24',
  ready: () => isStamped(stampFile, key),
  install() {
    mkdirSync(dir, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) {
      copyFileSync(join(source, name), join(dir, name));
    }
    run('npm', ['ci', '--prefix', dir, '--ignore-scripts', '--include=optional', '--no-audit']);
    if (!existsSync(node24)) {
      const machine = `${process.platform} on ${process.arch}`;
      throw new SetupError(`no Node 24 for ${machine}: use Linux on x64 or arm64`);
    }
    stamp(stampFile, key);
  },
};

module.exports = { runtime, node24, npmCli };
