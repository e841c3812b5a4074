// Which part of src/ may know of which: arrows point from the story down to the contracts.

const typeOnly = { dependencyTypesNot: ['type-only'] };
const roots = '^src/(main|post|sweep|cli)\\.ts$';

/** A folder that must not use these others; with `types: true` not even their types. */
function mayNot(folder, others, why, { types = false } = {}) {
  return {
    name: `${folder}-stays-below`,
    comment: why,
    severity: 'error',
    from: { path: `^src/${folder}/` },
    to: { path: `^src/(${others.join('|')})/`, ...(types ? {} : typeOnly) },
  };
}

module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'Two modules that need each other are one, or hide a third that both need.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: typeOnly },
    },
    {
      name: 'plan-is-pure',
      comment: 'plan/ decides, it does nothing: from elsewhere it has types and Problem only.',
      severity: 'error',
      from: { path: '^src/plan/' },
      to: { pathNot: ['^src/plan/', '^src/problem\\.ts$'], ...typeOnly },
    },
    {
      name: 'inputs-start-fast',
      comment: 'Every start loads inputs/: of npm packages it has js-yaml only.',
      severity: 'error',
      from: { path: '^src/(inputs|secrets)/' },
      to: { path: '^node_modules/', pathNot: '^node_modules/js-yaml/', ...typeOnly },
    },
    mayNot(
      'inputs',
      ['extensions', 'providers', 'remote', 'prepare', 'job', 'teardown', 'report', 'surfaces'],
      'inputs/ is the first stage and knows of none that follow.',
      { types: true },
    ),
    mayNot(
      'credentials',
      ['inputs', 'plan', 'providers', 'remote', 'prepare', 'job', 'teardown', 'report', 'surfaces'],
      'Who a run is at AWS does not depend on what it does there.',
    ),
    mayNot(
      'extensions',
      [
        'plan',
        'secrets',
        'providers',
        'remote',
        'prepare',
        'job',
        'teardown',
        'report',
        'surfaces',
      ],
      'extensions/ brings packages to this machine and knows of no other: it stands on inputs/ alone.',
      { types: true },
    ),
    mayNot(
      'resources',
      [
        'plan',
        'secrets',
        'extensions',
        'providers',
        'remote',
        'prepare',
        'job',
        'teardown',
        'surfaces',
      ],
      'resources/ brings files to this machine and knows of no other.',
      { types: true },
    ),
    mayNot(
      'wheelhouse',
      ['inputs', 'plan', 'providers', 'prepare', 'job', 'teardown', 'report', 'surfaces'],
      'wheelhouse/ brings packages to this machine and knows of no other; of remote/ it has runChild.',
      { types: true },
    ),
    mayNot(
      'providers',
      ['extensions', 'remote', 'prepare', 'job', 'teardown', 'report', 'surfaces'],
      'Who makes machines never talks to one.',
    ),
    mayNot(
      'remote',
      ['inputs', 'extensions', 'providers', 'prepare', 'job', 'teardown', 'report', 'surfaces'],
      'Who talks to a machine does not know who made it, nor what for.',
    ),
    mayNot(
      'prepare',
      ['inputs', 'extensions', 'providers', 'job', 'teardown', 'report', 'surfaces'],
      'prepare/ stands on remote/ and wheelhouse/ alone.',
    ),
    mayNot(
      'job',
      ['inputs', 'extensions', 'providers', 'prepare', 'teardown', 'report', 'surfaces'],
      'job/ stands on remote/ alone.',
    ),
    mayNot(
      'report',
      ['inputs', 'extensions', 'providers', 'remote', 'prepare', 'job', 'teardown', 'surfaces'],
      'report/ turns values into text.',
    ),
    mayNot(
      'teardown',
      ['extensions', 'report', 'surfaces'],
      'teardown/ knows the record, not who watches.',
    ),
    {
      name: 'surfaces-from-the-top',
      comment: 'Only composition roots know GitHub from a terminal; others have the type Surface.',
      severity: 'error',
      from: { path: '^src/', pathNot: [roots, '^src/surfaces/'] },
      to: { path: '^src/surfaces/', ...typeOnly },
    },
    {
      name: 'roots-are-roots',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: roots },
    },
    {
      name: 'no-unused-module',
      comment: 'What no composition root leads to is dead.',
      severity: 'error',
      from: { path: roots },
      to: {
        path: '^src/',
        // scripts/generate-schema.ts publishes it; declarations are there for the compiler.
        pathNot: [roots, '^src/inputs/cluster-json-schema\\.ts$', '\\.d\\.ts$'],
        reachable: false,
      },
    },
    {
      name: 'src-knows-no-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts|bench|e2e|build|dist)/' },
    },
    {
      name: 'declared-packages-only',
      comment: 'The bundle has what dependencies in package.json names.',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...typeOnly },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
