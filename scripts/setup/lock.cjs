'use strict';

const { spawnSync } = require('node:child_process');
const { closeSync, mkdirSync, openSync } = require('node:fs');
const { join } = require('node:path');
const { SetupError } = require('./command.cjs');
const { cache } = require('./paths.cjs');

/**
 * Runs `work` while no other set-up of this clone runs. The kernel keeps the lock on our open file,
 * so it goes with this process, however that ends.
 */
function withLock(work) {
  mkdirSync(cache, { recursive: true });
  const file = openSync(join(cache, 'setup.lock'), 'a');
  try {
    if (!flock(file, ['--nonblock'])) {
      console.log('set-up: waiting for another one to finish …');
      if (!flock(file, ['--timeout', '1800'])) throw new SetupError('another set-up does not end');
    }
    return work();
  } finally {
    closeSync(file);
  }
}

function flock(file, options) {
  const stdio = ['ignore', 'ignore', 'inherit', file];
  return spawnSync('flock', ['--exclusive', ...options, '3'], { stdio }).status === 0;
}

module.exports = { withLock };
