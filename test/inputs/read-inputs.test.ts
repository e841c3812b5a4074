import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputName } from '../../src/inputs/raw-inputs';
import { seeded } from '../secrets/seeded';
import { goodInputs, goodRunnable, goodUser, textOf, User } from './user';

const ssh = `!SSHCluster
name: lab
orchestrator_ip: 192.0.2.1
factories_ips: []
username: me
`;

const aws = `!AWSCluster
name: lab
factories_num: 1
factories_type: g4dn.xlarge
orchestrator_type: m6i.large
subnet_id: subnet-1
security_group: sg-1
creator: me
`;

const hostKey = 'AAAAC3NzaC1lZDI1NTE5AAAAIGPAaXyyw9d2yv8bC2JrA0zsEFUqWyTyiPzgWpcvsA0t';

/** A key of OpenSSH's own making in the user's workspace; returns its text. */
function makeKey(user: User, path: string): string {
  const file = join(user.cwd, path);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
  return readFileSync(file, 'utf8');
}

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
      results: 'out/*.csv\n  /tmp/log  \n',
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
      results: ['out/*.csv', '/tmp/log'],
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

describe('the hosts of an !SSHCluster', () => {
  it('are opened by the key that its file names', () => {
    using user = goodUser();
    const text = makeKey(user, 'id');
    user.write('c.yaml', `${ssh}key: id\n`);
    const { inputs } = user.says({ ...goodInputs, cluster: 'c.yaml' });
    const file = join(user.cwd, 'id');
    expect(inputs.privateKey).toEqual({ text, file, origin: 'key of c.yaml' });
  });

  it('are opened by the key that is given, rather, which the file need not be there for', () => {
    using user = goodUser();
    const text = makeKey(user, 'id');
    user.write('c.yaml', `${ssh}key: nowhere\n`);
    const said = { ...goodInputs, cluster: 'c.yaml' };
    const given = { text, file: undefined, origin: 'ssh-private-key' };
    expect(user.says({ ...said, 'ssh-private-key': text }).inputs.privateKey).toEqual(given);
    const named = { text, file: join(user.cwd, 'id'), origin: 'id' };
    const { inputs } = user.says({ ...said, 'ssh-private-key': 'id' }, 'command-line');
    expect(inputs.privateKey).toEqual(named);
  });

  it('are pinned by the lines that are given', () => {
    using user = goodUser();
    const text = `host ssh-ed25519 ${hostKey}\n`;
    user.write('pins', text);
    const given = { kind: 'text', text };
    const said = { ...goodInputs, 'ssh-known-hosts': text };
    expect(user.says(said).inputs.knownHosts).toEqual(given);
    const named = { ...goodInputs, 'ssh-known-hosts': 'pins' };
    expect(user.says(named, 'command-line').inputs.knownHosts).toEqual(given);
  });

  it.each([
    ['no key at all', ssh, /^ssh-private-key: .*none was given/],
    [
      'a key that is not there',
      `${ssh}key: nowhere\n`,
      /^c\.yaml:6:6: key: .*nowhere` is not there/,
    ],
    ['a public key', `${ssh}key: id.pub\n`, /^c\.yaml:6:6: key: This is a public key/],
    ['a folder', `${ssh}key: .\n`, /^c\.yaml:6:6: key: .* is a folder/],
  ])('need a private key: %s', (_, cluster, expected) => {
    using user = goodUser();
    makeKey(user, 'id');
    user.write('c.yaml', cluster);
    expect(textOf(user.problemsWith({ ...goodInputs, cluster: 'c.yaml' }))).toMatch(expected);
  });
});

describe('an !AWSCluster', () => {
  it('needs no key: one is made for the run', () => {
    using user = goodUser();
    user.write('c.yaml', `${aws}region_name: eu-west-1\n`);
    const { inputs } = user.says({ ...goodInputs, cluster: 'c.yaml' });
    expect(inputs).toMatchObject({ privateKey: undefined, aws: { region: 'eu-west-1' } });
  });

  it('needs the private half of the key pair that it names', () => {
    using user = goodUser();
    user.write('c.yaml', `${aws}region_name: eu-west-1\nkey_name: mine\n`);
    const problems = user.problemsWith({ ...goodInputs, cluster: 'c.yaml' });
    expect(textOf(problems)).toContain('A private key is wanted for the key pair `mine`');
    expect(problems).toHaveLength(1);
  });

  it('is checked first', () => {
    using user = goodUser();
    user.write('c.yaml', aws.replace('creator', 'creater'));
    const problems = user.problemsWith({ ...goodInputs, cluster: 'c.yaml' });
    expect(textOf(problems)).toContain('c.yaml:8:1: creater: ');
    expect(problems).toHaveLength(1);
  });
});

describe('an input is refused', () => {
  const table: readonly [name: InputName, text: string, words: string][] = [
    ['runnable', 'nowhere.yaml', '`nowhere.yaml` is not there'],
    ['runnable', '.', '`.` is a folder, not a file'],
    ['runnable', 'run.yaml/x', 'is not there'],
    ['runnable', 'x'.repeat(5000), 'A long text is too long for a path'],
    ['runnable', 'large.yaml', '`large.yaml` is larger than 1024 KiB'],
    ['cluster', 'nowhere.yaml', '`nowhere.yaml` is not there'],
    ['secrets', 'neither: [this', 'secrets'],
    ['ssh-private-key', 'SHA256:s3cr3t', 'no private key that OpenSSH reads'],
    ['ssh-known-hosts', `ssh-ed25519 ${hostKey}`, 'ssh-known-hosts (line 1): The host is missing'],
    ['workdir', 'nowhere', '`nowhere` is no folder'],
    ['workdir', 'run.yaml', '`run.yaml` is no folder'],
    ['workdir', 'x'.repeat(5000), 'A long text is no folder'],
    ['env', 'A', 'env (line 1): This is no line KEY=VALUE'],
    ['env', 'A=1\n1B=s3cr3t', 'env (line 2): This is no line KEY=VALUE'],
    ['env', 'A=1\nA=2', 'env: A: It is given twice'],
    ['env', 'FLAMBE_SECRETS=x', 'env: FLAMBE_SECRETS: The run sets this variable itself'],
    ['env', 'LC_ALL=C', 'env: LC_ALL: The run sets this variable itself'],
    ['env', 'PYTHONUTF8=0', 'env: PYTHONUTF8: The run sets this variable itself'],
    ['env', 'AWS_SECRET_ACCESS_KEY=s3cr3t', 'Credentials of AWS and GitHub never go to a node'],
    ['env', 'AWS_SESSION_TOKEN=s3cr3t', 'give them in `secrets`'],
    ['env', 'GITHUB_TOKEN=s3cr3t', 'env: GITHUB_TOKEN: Credentials'],
    ['max-runtime', '0s', '`0s` was given; accepted is a time like `5h`'],
    ['max-runtime', '-5h', '`-5h` was given'],
    ['max-runtime', '169h', 'up to 7 days'],
    ['max-runtime', '300', 'Say the unit: `300s`, `300m` or `300h`'],
    ['max-runtime', 'h', '`h` was given'],
    ['results', 'out\n../x', '`../x` goes upwards by `..`; accepted are paths from the workdir'],
    ['results', '~/a/..', 'Say where it lies from `/` or `~/` on'],
    ['results-path', '.', '`.` holds all of '],
    ['results-path', '..', '`..` holds all of '],
    ['results-path', '/', '`/` holds all of '],
    ['results-path', '.git/results', '`.git/results` is in `.git`'],
    ['results-path', 'run.yaml', '`run.yaml` is there and is no folder'],
    ['artifact-name', 'a/b', '`a/b` was given; accepted is a name without " : < > | * ?'],
    ['artifact-name', 'a\nb', 'A long text was given'],
    ['teardown', 'on-sucess', '`on-sucess` was given; accepted is always, on-success or never'],
    ['teardown', 'on-sucess', 'Did you mean `on-success`?'],
    ['teardown', 'Always', 'Did you mean `always`?'],
  ];

  it.each(table)('%s: %j', (name, text, words) => {
    using user = goodUser();
    user.write('large.yaml', Buffer.alloc(2 ** 20 + 1, 'a'));
    const problems = user.problemsWith({ ...goodInputs, [name]: text });
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem?.field ?? problem?.file).toMatch(new RegExp(`^${name}`));
    expect(textOf(problems)).toContain(words);
    expect(textOf(problems)).not.toContain('s3cr3t');
  });

  it('that is not given: the runnable', () => {
    using user = goodUser();
    const problems = user.problemsWith({ command: 'true' });
    expect(textOf(problems)).toContain('runnable: It is missing');
  });

  it('as the user spells it on the command line', () => {
    using user = goodUser();
    const said = {
      runnable: 'nowhere',
      'max-runtime': '1',
      secrets: 'none',
      'ssh-private-key': '.',
    };
    const fields = user.problemsWith(said, 'command-line').map(({ field }) => field);
    expect(fields).toEqual(['--runnable', '--ssh-private-key', '--secrets', '--max-runtime']);
  });

  it('that names a symbolic link to itself', () => {
    using user = goodUser();
    symlinkSync('loop', join(user.cwd, 'loop'));
    const problems = user.problemsWith({ ...goodInputs, runnable: 'loop' });
    expect(textOf(problems)).toContain('`loop` is a symbolic link that leads to itself');
  });

  it('that holds the workdir as its place for results', () => {
    using user = goodUser();
    mkdirSync(join(user.root, 'other/src'), { recursive: true });
    const workdir = join(user.root, 'other/src');
    const said = { ...goodInputs, workdir, 'results-path': join(user.root, 'other') };
    expect(textOf(user.problemsWith(said))).toContain(`holds all of ${workdir}`);
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

describe('what may be a mistake is warned of', () => {
  it.each([
    [{ force: 'true' }, 'force: It has no effect with a `command`'],
    [{ command: 'python3 a.py {result}' }, '`{result}` is not replaced. Did you mean `{results}`?'],
    [{ env: 'MY_API_KEY=s3cr3t' }, 'env: MY_API_KEY: By its name this may be a secret'],
  ])('%j', (said, words) => {
    using user = goodUser();
    const { warnings } = user.says({ ...goodInputs, ...said });
    expect(textOf(warnings)).toContain(words);
    expect(textOf(warnings)).not.toContain('s3cr3t');
  });

  it('but not what the shell means by braces', () => {
    using user = goodUser();
    const variables = ['RESULT', 'secret'].map((name) => `\${${name}}`).join(' ');
    const command = `cp {runnable} ${variables} {results}; awk '{print}' {a,b}`;
    expect(user.says({ ...goodInputs, command }).warnings).toEqual([]);
  });
});

describe('everything that is wrong', () => {
  it('is told at once, from all inputs and files', () => {
    using user = new User({
      'run.yaml': 'a-b: .\n---\n!Experiment\nname: "!"\n',
      'c.yaml': `${ssh.replace('username', 'user_name')}use_public: no\n`,
    });
    const problems = user.problemsWith({
      runnable: 'run.yaml',
      cluster: 'c.yaml',
      secrets: '[A]\nb = s3cr3t%\n',
      'ssh-private-key': 's3cr3t',
      'ssh-known-hosts': 'host',
      env: 'FLAMBE_X=s3cr3t\nB',
      'max-runtime': '5',
      'results-path': '.',
      'artifact-name': '?',
      teardown: 'maybe',
      'flambe-version': 'new',
      debug: 'true',
    });
    const places = problems.map(({ file, line, field }) =>
      [file, line, field].filter((part) => part !== undefined).join(':'),
    );
    expect(places).toEqual([
      'run.yaml:1:extensions',
      'run.yaml:4:name',
      'run.yaml:3:pipeline',
      'c.yaml:5:user_name',
      'c.yaml:6:use_public',
      'ssh-known-hosts (line 1)',
      'ssh-private-key',
      expect.stringMatching(/secrets/),
      'flambe-version',
      'debug',
      'env: FLAMBE_X',
      'env (line 2)',
      'max-runtime',
      'results-path',
      'artifact-name',
      'teardown',
    ]);
    expect(textOf(problems)).not.toContain('s3cr3t');
  });
});

describe('files of any bytes', () => {
  it('are never more than a mistake of the user', { timeout: 300_000, retry: 0 }, () => {
    using user = new User();
    const word = fc.constantFrom(
      ...[
        '!Experiment',
        '!SSHCluster',
        '!AWSCluster ',
        '!LocalCluster',
        '\n',
        ': ',
        '- ',
        '[',
        ']',
      ],
      ...['name', 'pipeline', 'factories_ips', 'tags', 'key', '&a ', '*a', '---\n', '~', '{', '}'],
      ...['1', '10.0.0.1', 'fe80::1%a', 'x', "'", '"', '\\', ' ', '__proto__', 'constructor', '? '],
    );
    const words = fc.array(word, { maxLength: 30 }).map((list) => Buffer.from(list.join('')));
    const bytes = fc.oneof(words, fc.uint8Array({ maxLength: 80 }));
    fc.assert(
      fc.property(bytes, bytes, (runnable, cluster) => {
        writeFileSync(join(user.cwd, 'run.yaml'), runnable);
        writeFileSync(join(user.cwd, 'c.yaml'), cluster);
        user.problemsWith({ ...goodInputs, cluster: 'c.yaml' });
      }),
      seeded('files of any bytes', 500),
    );
  });
});

describe('machines that stay for a look', () => {
  const userWith = (cluster: string) => new User({ 'run.yaml': goodRunnable, 'aws.yaml': cluster });
  const asked = { ...goodInputs, cluster: 'aws.yaml', 'aws-region': 'us-east-1' } as const;

  it.each(['never', 'on-success'])(
    'are warned of when nobody will have their key: %s',
    (teardown) => {
      using user = userWith(aws);
      expect(user.says({ ...asked, teardown }).warnings).toEqual([
        {
          field: 'teardown',
          message: expect.stringMatching(/nobody can log in: their key is made for the run/),
          fix: expect.stringMatching(/`key_name`.*`ssh-private-key`/),
        },
      ]);
    },
  );

  it('are warned of when they let in the runner alone', () => {
    using user = userWith(aws.replace('sg-1', 'runner'));
    const { warnings } = user.says({
      ...{ ...asked, teardown: 'never' },
      'ssh-private-key': makeKey(user, 'id'),
    });
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('`security_group: runner`') },
    ]);
  });

  it('are not warned of where they do not stay, or somebody has the key', () => {
    using user = userWith(aws);
    const key = { 'ssh-private-key': makeKey(user, 'id') };
    expect(user.says(asked).warnings).toEqual([]);
    expect(user.says({ ...asked, ...key, teardown: 'never' }).warnings).toEqual([]);
  });

  it('are not warned of on the command line, which keeps their key', () => {
    using user = userWith(aws);
    expect(user.says({ ...asked, teardown: 'never' }, 'command-line').warnings).toEqual([]);
  });
});
