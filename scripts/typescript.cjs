'use strict';

/** The command that runs a TypeScript file of the project as it stands. */
const typescript = [
  'node',
  // Without "type" in package.json, Node finds out that a file is a module and says so each time.
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  '--import=./scripts/typescript-imports.mjs',
];

module.exports = { typescript };
