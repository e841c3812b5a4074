'use strict';

const { delimiter, join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const cache = join(root, '.cache');
const npmBin = join(root, 'node_modules/.bin');
const bin = join(cache, 'bin');
const python = join(cache, 'python');

const inherited = (process.env.PATH ?? '').split(delimiter).filter((dir) => dir !== npmBin);

/** PATH as the caller had it before npm put the project's programs first. */
const systemPath = inherited.join(delimiter);

/** PATH with the project's own programs first; its `node` is the one the action runs on. */
const projectPath = [npmBin, bin, ...inherited].join(delimiter);

module.exports = { root, cache, npmBin, bin, python, systemPath, projectPath };
