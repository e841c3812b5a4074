import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InputName } from '../../src/inputs/raw-inputs';
import { seeded } from '../secrets/seeded';
import { hostKey, ssh } from './own-hosts';
import { goodInputs, goodUser, textOf, User } from './user';

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
    ['env', 'UID=1000', 'env: UID: Shells let nobody set this variable'],
    ['env', 'PATH=/opt/conda/bin:$PATH', 'env: PATH: It lacks /usr/bin'],
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
    ['results', 'a/**/*.pt', '`a/**/*.pt` has `**`, which stands for one name'],
    ['results', '**', 'Name the folder, which comes whole'],
    ['results-path', '.', '`.` holds all of '],
    ['results-path', '..', '`..` holds all of '],
    ['results-path', '/', '`/` holds all of '],
    ['results-path', '.git/results', '`.git/results` is in `.git`'],
    ['results-path', 'run.yaml', '`run.yaml` is there and is no folder'],
    [
      'results-path',
      'run.yaml/a/b',
      '/workspace/run.yaml is no folder. Accepted is a folder in which',
    ],
    ['results-path', 'x'.repeat(5000), 'A long text is no path for a folder (ENAMETOOLONG)'],
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

  it('that names a place for results that its user may not write to', ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere');
    using user = goodUser();
    mkdirSync(join(user.root, 'closed'), { mode: 0o500 });
    const path = join(user.root, 'closed/results');
    const said = textOf(user.problemsWith({ ...goodInputs, 'results-path': path }));
    expect(said).toContain(`${join(user.root, 'closed')} may not be written by this user (EACCES)`);
  });

  it('that holds the workdir as its place for results', () => {
    using user = goodUser();
    mkdirSync(join(user.root, 'other/src'), { recursive: true });
    const workdir = join(user.root, 'other/src');
    const said = { ...goodInputs, workdir, 'results-path': join(user.root, 'other') };
    expect(textOf(user.problemsWith(said))).toContain(`holds all of ${workdir}`);
  });
});

describe('what may be a mistake is warned of', () => {
  it.each([
    [{ force: 'true' }, 'force: It has no effect with a `command`'],
    [{ command: 'python3 a.py {result}' }, '`{result}` is not replaced. Did you mean `{results}`?'],
    [{ env: 'DATA=${HOME}/data' }, 'env: DATA: Values are taken as they stand'],
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
