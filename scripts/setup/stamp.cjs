'use strict';

const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');

/** Identity of a file's content. */
function contentKey(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Whether the stamp was written for this very key. */
function isStamped(file, key) {
  try {
    return readFileSync(file, 'utf8') === key;
  } catch {
    return false;
  }
}

function stamp(file, key) {
  writeFileSync(file, key);
}

module.exports = { contentKey, isStamped, stamp };
