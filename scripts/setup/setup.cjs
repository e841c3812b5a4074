'use strict';

const { withLock } = require('./lock.cjs');

/**
 * One thing that a task needs: `ready()` is quick and changes nothing, `install()` makes it ready.
 * Both throw a SetupError when it cannot be had.
 *
 * @typedef {{ name: string, ready(): boolean, install(): void }} Requirement
 */

/**
 * Installs what is not ready, in the order given; silent when all is there.
 * Of several set-ups at once, one works and the others wait for it.
 *
 * @param {readonly Requirement[]} requirements
 */
function setUp(requirements) {
  if (requirements.every((requirement) => requirement.ready())) return;
  withLock(() => {
    for (const requirement of requirements) {
      if (!requirement.ready()) installTimed(requirement);
    }
  });
}

function installTimed({ name, install }) {
  console.log(`set-up: ${name} …`);
  const start = process.hrtime.bigint();
  install();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(`set-up: ${name}: done in ${seconds.toFixed(1)} s`);
}

module.exports = { setUp };
