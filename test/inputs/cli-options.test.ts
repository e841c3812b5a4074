import { describe, expect, it } from 'vitest';
import { helpText } from '../../src/inputs/cli-grammar';
import { readCommandLine } from '../../src/inputs/cli-options';
import { inputNames } from '../../src/inputs/raw-inputs';
import { ExitCode, UserError } from '../../src/problem';
import { problemsOf, textOf } from './user';

const read = (line: string) => readCommandLine(line === '' ? [] : line.split(' '));
const values = (line: string) => {
  const result = read(line);
  return 'raw' in result ? Object.fromEntries(result.raw.values) : undefined;
};

describe('the command line', () => {
  it.each([
    'run exp.yaml -c cluster.yaml -s secrets.ini --command=true',
    'exp.yaml --secrets secrets.ini --cluster=cluster.yaml --command true',
    '-c cluster.yaml -ssecrets.ini --command true -- exp.yaml',
    'run --runnable exp.yaml -c cluster.yaml -s secrets.ini --command true',
  ])('means one thing, said as %j', (line) => {
    expect(read(line)).toMatchObject({ command: 'run', raw: { form: 'command-line' } });
    expect(values(line)).toEqual({
      runnable: 'exp.yaml',
      cluster: 'cluster.yaml',
      secrets: 'secrets.ini',
      command: 'true',
    });
  });

  it('means a run that only tells by `plan`', () => {
    expect(read('plan exp.yaml -c cluster.yaml')).toMatchObject({ command: 'run' });
    expect(values('plan exp.yaml -c cluster.yaml')).toEqual({
      runnable: 'exp.yaml',
      cluster: 'cluster.yaml',
      mode: 'plan',
    });
    expect(textOf(problemsOf(() => read('plan exp.yaml --mode run')))).toMatch(
      /^--mode: This command does not take it/,
    );
    expect(textOf(problemsOf(() => read('plan')))).toMatch(/plan RUNNABLE/);
  });

  it.each(inputNames.filter((name) => name !== 'runnable'))('has --%s', (name) => {
    expect(values(`exp.yaml --${name}=x`)).toEqual({ runnable: 'exp.yaml', [name]: 'x' });
  });

  it('takes several lines of one input as several options', () => {
    const line =
      'r --env A=1 --env B=2 --results a --results b --secrets-allow x --secrets-allow y';
    expect(values(line)).toMatchObject({
      env: 'A=1\nB=2',
      results: 'a\nb',
      'secrets-allow': 'x\ny',
    });
  });

  it("has flambé's own flags", () => {
    const flags = { 'install-extensions': 'true', force: 'true', verbose: 'true', debug: 'true' };
    expect(values('r -ifvd')).toEqual({ runnable: 'r', ...flags });
    expect(values('r -i --force -v -d')).toEqual({ runnable: 'r', ...flags });
    expect(values('--install-extensions r --force=false')).toEqual({
      runnable: 'r',
      'install-extensions': 'true',
      force: 'false',
    });
  });

  it('opens the sites of a run alone', () => {
    expect(read('r --open')).toMatchObject({ command: 'run', open: true });
    expect(read('r')).toMatchObject({ command: 'run', open: false });
    const problems = problemsOf(() => read('doctor --open'));
    expect(textOf(problems)).toContain('--open: There is no such option');
  });

  it('takes an empty value for none', () => {
    expect(values('r --cluster=')).toEqual({ runnable: 'r' });
  });

  it('takes a runnable that is called as a command by its path', () => {
    expect(values('./down --command true')).toMatchObject({ runnable: './down' });
  });

  it.each([
    ['down lab-0123456789', { command: 'down', id: 'lab-0123456789' }],
    ['logs lab-0123456789', { command: 'logs', id: 'lab-0123456789' }],
    ['ssh lab-0123456789', { command: 'ssh', id: 'lab-0123456789', node: 'orchestrator' }],
    ['ssh lab-0123456789 factory-12', { command: 'ssh', node: 'factory-12' }],
    ['doctor', { command: 'doctor' }],
    ['doctor -c cluster.yaml', { command: 'doctor' }],
    ['', { command: 'help' }],
    ['run --help', { command: 'help' }],
    ['-h', { command: 'help' }],
    ['--version', { command: 'version' }],
  ])('is understood: %j', (line, expected) => {
    expect(read(line)).toMatchObject(expected);
  });

  it.each([
    ['r --max-runtme 5h', '--max-runtme: There is no such option. Did you mean `--max-runtime`?'],
    ['r --ssh_private_key k', 'Did you mean `--ssh-private-key`?'],
    ['r --colour', '--colour: There is no such option. See flambe-action --help.'],
    ['r -x', '-x: There is no such option.'],
    ['r -c', '-c: It wants a value: FILE.'],
    ['r -c --secrets s', '-c: It wants a value: FILE.'],
    ['r --cluster a --cluster b', '--cluster: It is given twice.'],
    ['a b', '`b` is too much for `flambe-action run RUNNABLE`.'],
    ['donw lab-0123456789', 'Did you mean `down`?'],
    ['a --runnable b', '--runnable: The runnable is given twice'],
    ['run', 'RUNNABLE: It is missing. Use: flambe-action run RUNNABLE'],
    ['run -c x', 'RUNNABLE: It is missing.'],
    ['down', 'CLUSTER-ID: It is missing. Use: flambe-action down CLUSTER-ID'],
    ['down ../x', 'CLUSTER-ID: `../x` is no id of a cluster'],
    ['logs a -c x', '-c: This command does not take it.'],
    ['ssh a factory-0', 'NODE: `factory-0` was given; accepted is orchestrator, factory-1'],
    ['doctor x', '`x` is too much for `flambe-action doctor`.'],
  ])('is wrong use: %j', (line, words) => {
    expect(textOf(problemsOf(() => read(line)))).toContain(words);
  });

  it('has everything that is wrong with it told at once, with exit code 64', () => {
    const line = ['--clustr=x', '-x', '--secrets'];
    expect(problemsOf(() => readCommandLine(line)).map(({ field }) => field)).toEqual([
      '--clustr',
      '-x',
      '--secrets',
      'RUNNABLE',
    ]);
    try {
      readCommandLine(line);
    } catch (error) {
      expect(error instanceof UserError && error.exitCode).toBe(ExitCode.wrongUse);
    }
  });
});

describe('--help', () => {
  it('names every command and option', () => {
    const words = [
      ...inputNames.map((name) => `--${name}`),
      'run RUNNABLE',
      'ssh CLUSTER-ID [NODE]',
    ];
    for (const word of words) expect(helpText()).toContain(word);
  });

  it('fits a terminal of 120 columns', () => {
    for (const line of helpText().split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
