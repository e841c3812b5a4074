'use strict';

const { existsSync, mkdirSync, rmSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');
const { run } = require('./command.cjs');
const { bin, python } = require('./paths.cjs');
const { contentKey, isStamped, stamp } = require('./stamp.cjs');

const requirements = join(__dirname, 'python-tools.txt');
const stampFile = join(python, '.setup-stamp');
const interpreter = join(python, 'bin/python3');
const programs = ['cfn-lint', 'check-jsonschema', 'zizmor'];

/**
 * An environment of the project's own, with the Python libraries that tests compare with and
 * the checkers that come as Python packages; pinned by hash.
 *
 * @type {import('./setup.cjs').Requirement}
 */
const pythonTools = {
  name: 'Python tools',
  ready: () => isStamped(stampFile, contentKey(requirements)) && existsSync(interpreter),
  install() {
    run('python3', ['-m', 'venv', '--clear', python]);
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', 'install', '--quiet'];
    run(interpreter, [...pip, '--require-hashes', '--only-binary=:all:', '-r', requirements]);
    mkdirSync(bin, { recursive: true });
    for (const program of programs) {
      rmSync(join(bin, program), { force: true });
      symlinkSync(join(python, 'bin', program), join(bin, program));
    }
    stamp(stampFile, contentKey(requirements));
  },
};

module.exports = { pythonTools };
