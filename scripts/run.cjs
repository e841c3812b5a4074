'use strict';

// Plain CommonJS for any Node from 18 on, like all of scripts/setup: it runs before anything is installed.

const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { SetupError } = require('./setup/command.cjs');
const { projectPath, root } = require('./setup/paths.cjs');
const { setUp } = require('./setup/setup.cjs');
const { tasks } = require('./tasks.cjs');

/** Runs one program and gives its exit code, with 128 + signal as a shell has it. */
function runStep([command, ...args]) {
  return new Promise((done, failed) => {
    const env = { ...process.env, PATH: projectPath };
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
    const terminate = () => child.kill('SIGTERM');
    // Ctrl-C reaches the child by itself; it may have something to undo before it ends.
    const ignore = () => {};
    process.on('SIGTERM', terminate).on('SIGINT', ignore);
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', terminate).off('SIGINT', ignore);
      done(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** `node scripts/run.cjs TASK [ARGUMENT…]`: arguments go to the task's last step. */
async function main([name, ...words]) {
  const variant = tasks[`${name} ${words[0]}`];
  const task = variant ?? tasks[name];
  const rest = variant === undefined ? words : words.slice(1);
  if (task === undefined) throw new SetupError(`tasks: ${Object.keys(tasks).join(', ')}`);
  if (task.says) console.log(task.says());
  setUp(task.needs);
  for (const [index, step] of task.steps.entries()) {
    const code = await runStep(index === task.steps.length - 1 ? [...step, ...rest] : step);
    if (code !== 0) return code;
  }
  return 0;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error instanceof SetupError ? `set-up: ${error.message}` : error);
    process.exitCode = 1;
  },
);
