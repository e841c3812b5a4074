'use strict';

const { spawnSync } = require('node:child_process');
const { root, systemPath } = require('./paths.cjs');

/** What stops a set-up: shown as one message, without a stack trace. */
class SetupError extends Error {}

/** Whether the command could be run and ended with 0. */
function succeeds(command, args) {
  return (
    spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, PATH: systemPath } })
      .status === 0
  );
}

/**
 * Runs a program of the system, quietly unless it fails.
 *
 * @throws {SetupError} with the end of what it printed
 */
function run(command, args, env = {}) {
  const { error, status, signal, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: systemPath, ...env },
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status === 0) return;
  const tail = `${stdout ?? ''}${stderr ?? ''}`.trimEnd().split('\n').slice(-60).join('\n');
  const end = error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`);
  throw new SetupError(`${[command, ...args].join(' ')}: ${end}\n${tail}`);
}

module.exports = { SetupError, run, succeeds };
