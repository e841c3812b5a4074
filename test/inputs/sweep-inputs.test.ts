import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/inputs/cli-options';
import { readSweepInputs, sweepActionInputs, sweepOptions } from '../../src/inputs/sweep-inputs';
import { problemsOf } from './user';

const context = { cwd: '/', home: '/' };
const action = (env: Readonly<Record<string, string>>, awsRegion?: string) =>
  readSweepInputs(sweepActionInputs(env), { ...context, awsRegion });

function command(line: string, env: Readonly<Record<string, string>> = {}) {
  const asked = readCommandLine(line.split(' '));
  if (asked.command !== 'sweep') throw new Error(asked.command);
  return readSweepInputs(sweepOptions(asked.raw, asked.yes, env), context);
}

const role = 'arn:aws:iam::123456789012:role/flambe-sweep';

describe('the inputs of the sweep action', () => {
  it.each(['us-east-1,eu-west-1', ' us-east-1\neu-west-1\n', 'us-east-1, eu-west-1 us-east-1'])(
    'take regions as a list, like %j',
    (text) => {
      expect(action({ 'INPUT_AWS-REGION': text }).regions).toEqual(['us-east-1', 'eu-west-1']);
    },
  );

  it('ask STS in the first region for the role, with a token if there is one', () => {
    const inputs = action({
      'INPUT_AWS-REGION': 'eu-west-1 us-east-1',
      'INPUT_ROLE-TO-ASSUME': ` ${role}\n`,
      'INPUT_GITHUB-TOKEN': 'ghs_x',
    });
    expect(inputs).toMatchObject({
      identity: { role, stsRegion: 'eu-west-1', audience: 'sts.amazonaws.com' },
      token: 'ghs_x',
      dryRun: false,
    });
  });

  it('take the region of the environment, the standard chain and no token when empty', () => {
    const empty = { 'INPUT_AWS-REGION': '', 'INPUT_ROLE-TO-ASSUME': '', 'INPUT_GITHUB-TOKEN': '' };
    const { identity, regions, token } = action(empty, 'eu-west-1');
    expect({ role: identity.role, regions, token }).toEqual({
      ...{ role: undefined, regions: ['eu-west-1'], token: undefined },
    });
  });

  it.each([
    ['true', true],
    ['TRUE', true],
    ['false', false],
    ['', false],
  ])('take %j as a dry run or not', (text, expected) => {
    expect(action({ 'INPUT_AWS-REGION': 'us-east-1', 'INPUT_DRY-RUN': text }).dryRun).toBe(
      expected,
    );
  });

  it('are refused all at once', () => {
    const wrong = {
      'INPUT_AWS-REGION': 'us-east-1, Frankfurt',
      'INPUT_ROLE-TO-ASSUME': 'flambe-sweep',
      'INPUT_DRY-RUN': 'yes',
    };
    const problems = problemsOf(() => action(wrong));
    expect(problems.map(({ field }) => field)).toEqual(['role-to-assume', 'aws-region', 'dry-run']);
    expect(problems[1]?.message).toMatch(/^`Frankfurt`: accepted is a region/);
    expect(problemsOf(() => action({}))).toMatchObject([{ field: 'aws-region' }]);
  });

  it('are refused when one is misspelled: nothing is ended for want of a `dry-run`', () => {
    const env = {
      'INPUT_AWS-REGION': 'us-east-1',
      'INPUT_DRY-RUN': 'false',
      INPUT_DRY_RUN: 'true',
    };
    expect(problemsOf(() => action(env))).toMatchObject([
      { field: 'dry_run', fix: 'Did you mean `dry-run`?' },
    ]);
  });
});

describe('flambe-action sweep', () => {
  it('ends nothing unless --yes is given', () => {
    expect(command('sweep --aws-region us-east-1').dryRun).toBe(true);
    expect(command('sweep --yes --aws-region us-east-1').dryRun).toBe(false);
  });

  it("takes the token from the variables of GitHub's tools", () => {
    const line = `sweep --aws-region us-east-1,eu-west-1 --role-to-assume ${role}`;
    expect(command(line, { GH_TOKEN: 'b' })).toMatchObject({ token: 'b', identity: { role } });
    expect(command(line, { GITHUB_TOKEN: 'a', GH_TOKEN: 'b' }).token).toBe('a');
    expect(command(line).token).toBeUndefined();
  });

  it.each([
    ['sweep --yes=no', '--yes'],
    ['sweep --yse', '--yse'],
    ['sweep --cluster a.yaml', '--cluster'],
    ['run a.yaml --yes', '--yes'],
  ])('refuses %j', (line, field) => {
    expect(problemsOf(() => readCommandLine(line.split(' ')))).toMatchObject([{ field }]);
  });

  it('names its option as the command line spells it', () => {
    expect(problemsOf(() => command('sweep'))).toMatchObject([{ field: '--aws-region' }]);
  });
});
