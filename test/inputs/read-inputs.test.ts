import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goodInputs, goodRunnable, goodUser, textOf, User } from './user';

describe('the least that can be said', () => {
  it('is a runnable, which flambé runs; nothing else is carried then', () => {
    using user = goodUser();
    const { inputs, warnings } = user.says({ runnable: 'run.yaml' });
    expect(warnings).toEqual([]);
    expect(inputs.command).toBeUndefined();
    expect(inputs.workdir).toBeUndefined();
    expect(inputs.again).toEqual(['flambe-action', 'run', 'run.yaml', '--install-extensions']);
  });

  it('is with a command the workspace, too; all else has a default', () => {
    using user = goodUser();
    const { inputs, warnings } = user.says(goodInputs);
    expect(warnings).toEqual([]);
    expect(inputs).toEqual({
      runnable: {
        path: 'run.yaml',
        absolutePath: join(user.cwd, 'run.yaml'),
        bytes: Buffer.from(goodRunnable),
        tag: '!Experiment',
        name: 'trial',
        extensions: new Map(),
        extensionPlaces: new Map(),
        resources: new Map(),
      },
      cluster: { kind: 'local', name: 'local', factoriesNum: 2, setupCmds: [] },
      secrets: undefined,
      secretsFile: undefined,
      secretsAllow: [],
      privateKey: undefined,
      knownHosts: { kind: 'file', path: join(user.home, '.ssh/known_hosts') },
      command: 'true',
      flambe: {
        version: '0.4.18',
        pythonVersion: '3.7',
        installExtensions: true,
        force: false,
        verbose: false,
      },
      ray: undefined,
      workdir: user.cwd,
      env: new Map(),
      maxRuntime: 18_000,
      results: [],
      resultsPath: join(user.cwd, 'flambe-results'),
      artifactName: undefined,
      aws: undefined,
      maxCost: undefined,
      mode: 'run',
      teardown: 'always',
      again: ['flambe-action', 'run', 'run.yaml', '--command', 'true'],
    });
  });
});

describe('what is said', () => {
  it('is read once, all of it', () => {
    using user = goodUser();
    mkdirSync(join(user.cwd, 'src'));
    const { inputs } = user.says({
      ...goodInputs,
      command: 'python3 a.py --out {results}\n',
      workdir: 'src',
      env: 'A=1\n\n  B=x = y\n',
      'max-runtime': '1h30m',
      results: 'out/*.csv\n  /tmp/log  \n\\*\\**\n',
      'results-path': '~/results',
      'artifact-name': 'my results',
      teardown: 'on-success',
    });
    expect(inputs).toMatchObject({
      command: 'python3 a.py --out {results}',
      workdir: join(user.cwd, 'src'),
      env: new Map([
        ['A', '1'],
        ['B', 'x = y'],
      ]),
      maxRuntime: 5400,
      results: ['out/*.csv', '/tmp/log', '\\*\\**'],
      resultsPath: join(user.home, 'results'),
      artifactName: 'my results',
      teardown: 'on-success',
    });
  });

  it.each([
    ['5h', 18_000],
    ['90m', 5400],
    ['45s', 45],
    ['1h 30m', 5400],
    ['168h', 604_800],
  ])('as max-runtime %s is %i s', (text, seconds) => {
    using user = goodUser();
    expect(user.says({ ...goodInputs, 'max-runtime': text }).inputs.maxRuntime).toBe(seconds);
  });

  it('in known_hosts is taken without a byte order mark, which OpenSSH takes for a part of a name', () => {
    using user = goodUser();
    const line =
      'host.example ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n';
    const { inputs } = user.says({ ...goodInputs, 'ssh-known-hosts': `\uFEFF${line}` });
    expect(inputs.knownHosts).toEqual({ kind: 'text', text: line });
  });

  it('in a file is taken with its bytes as they are', () => {
    const bytes = Buffer.from(`\uFEFF# mine\r\n${goodRunnable.replaceAll('\n', '\r\n')}`);
    using user = new User({ 'run.yaml': bytes });
    expect(user.says(goodInputs).inputs.runnable.bytes).toEqual(bytes);
  });
});

describe('secrets', () => {
  it("are the action's text", () => {
    using user = goodUser();
    const { inputs } = user.says({ ...goodInputs, secrets: '[A]\nb = c\n' });
    expect(inputs.secrets?.ini.toString()).toBe('[A]\nb = c\n');
    expect(inputs.secretsFile).toBeUndefined();
  });

  it('are a file on the command line', () => {
    using user = goodUser();
    const file = user.write('s.ini', '[A]\nb = c\n');
    const { inputs } = user.says({ ...goodInputs, secrets: 's.ini' }, 'command-line');
    expect(inputs.secrets?.sections.get('A')?.get('b')).toBe('c');
    expect(inputs.secretsFile).toBe(file);
  });

  it("are flambé's own file on the command line, if it is there", () => {
    using user = goodUser();
    const file = user.write('../home/.flambe/secrets.ini', '[A]\nb = c\n');
    expect(user.says(goodInputs, 'command-line').inputs.secretsFile).toBe(file);
    expect(user.says(goodInputs).inputs.secrets).toBeUndefined();
  });

  it('from flat JSON are those that are allowed', () => {
    using user = goodUser();
    const secrets = '{"A__b": "c", "A__d": "e", "OTHER": "f"}';
    const { inputs } = user.says({ ...goodInputs, secrets, 'secrets-allow': 'A__b\nA__d' });
    expect([...(inputs.secrets?.sections.get('A') ?? [])]).toEqual([
      ['b', 'c'],
      ['d', 'e'],
    ]);
  });
});

describe('how flambé runs', () => {
  it.each([
    ['action', {}, { installExtensions: true, force: false, verbose: false }],
    ['command-line', {}, { installExtensions: false, force: false, verbose: false }],
    ['command-line', { 'install-extensions': 'true' }, { installExtensions: true }],
    ['action', { force: 'TRUE', verbose: 'True' }, { force: true, verbose: true }],
    ['action', { 'install-extensions': 'False' }, { installExtensions: false }],
    ['action', { 'flambe-version': '0.4.17', 'python-version': '3.6.15' }, { version: '0.4.17' }],
  ] as const)('as said in the %s: %j', (form, said, expected) => {
    using user = goodUser();
    expect(user.says({ runnable: 'run.yaml', ...said }, form).inputs.flambe).toMatchObject(
      expected,
    );
  });

  it('or Ray for a command', () => {
    using user = goodUser();
    const ray = (said: object) => user.says({ ...goodInputs, ...said }).inputs.ray;
    expect(ray({ 'ray-version': '2.40.0' })).toEqual({
      version: '2.40.0',
      pythonVersion: undefined,
    });
    expect(ray({ 'ray-version': '2.7.2', 'python-version': '3.8' })).toEqual({
      version: '2.7.2',
      pythonVersion: '3.8',
    });
    const { warnings } = user.says({ runnable: 'run.yaml', 'ray-version': '2.40.0' });
    expect(textOf(warnings)).toContain('ray-version: flambé has a Ray of its own');
  });

  it.each([
    [{ force: 'yes' }, 'force: `yes` was given; accepted is true or false'],
    [{ 'python-version': 'three' }, 'python-version: `three` was given'],
    [{ debug: 'true' }, 'debug: flambé does not debug on a cluster'],
    [{ debug: 'true', command: 'true' }, 'debug: flambé does not debug on a cluster'],
  ])('or not at all: %j', (said, words) => {
    using user = goodUser();
    expect(textOf(user.problemsWith({ runnable: 'run.yaml', ...said }))).toContain(words);
  });
});
