'use strict';

/** The command that runs a TypeScript file of the project as it stands. */
const typescript = ['node', '--import=./scripts/typescript-imports.mjs'];

module.exports = { typescript };
