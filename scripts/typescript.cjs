'use strict';

/** The command that runs a TypeScript file of the project as it stands. */
const typescript = [
  ...['node', '--experimental-transform-types', '--disable-warning=ExperimentalWarning'],
  '--import=./scripts/typescript-imports.mjs',
];

module.exports = { typescript };
