import { type Problem, UserError } from '../problem';
import { Findings } from './findings';
import type { AwsIdentity } from './inputs';
import { inputVariable, misspelledInputs } from './misspelled';
import { inputOption, type RawInputs } from './raw-inputs';
import { awsRules } from './read-aws';
import { shown } from './shown';
import type { ReadContext } from './user-file';

/** Everything that a sweep is told. */
export interface SweepInputs {
  readonly identity: AwsIdentity;
  /** At least one, each once. */
  readonly regions: readonly string[];
  /** Asks GitHub whether runs are over. */
  readonly token: string | undefined;
  /** Tells what would be ended, and ends nothing. */
  readonly dryRun: boolean;
}

/** Inputs of sweep/action.yml. */
const names = ['role-to-assume', 'aws-region', 'github-token', 'dry-run'] as const;
type SweepInputName = (typeof names)[number];

/** What the user said, as strings; what is not there was not given. */
export interface RawSweep {
  readonly form: RawInputs['form'];
  readonly values: ReadonlyMap<SweepInputName, string>;
  readonly problems?: readonly Problem[];
}

/** The inputs of the action from its environment; an empty one was not given. */
export function sweepActionInputs(env: NodeJS.ProcessEnv): RawSweep {
  const given = names.map((name) => [name, env[inputVariable(name)] ?? ''] as const);
  return {
    form: 'action',
    values: new Map(given.filter(([, value]) => value.trim() !== '')),
    problems: misspelledInputs(env, names, (name) => (name === 'dry-run' ? 'false' : undefined)),
  };
}

/**
 * Of the command line: a dry run unless `--yes` was given; the token comes from where GitHub's own
 * tools look for it, since others can see what is in argv.
 */
export function sweepOptions(raw: RawInputs, yes: boolean, env: NodeJS.ProcessEnv): RawSweep {
  const given = names.map((name) => [name, raw.values.get(name as 'aws-region') ?? ''] as const);
  const values = new Map<SweepInputName, string>(given.filter(([, value]) => value !== ''));
  const token = env.GITHUB_TOKEN || env.GH_TOKEN;
  if (token) values.set('github-token', token);
  values.set('dry-run', String(!yes));
  return { form: 'command-line', values };
}

/** @throws UserError with everything that is wrong */
export function readSweepInputs(raw: RawSweep, context: ReadContext): SweepInputs {
  const findings = new Findings(raw.problems);
  const role = findings.attempt(() => readRole(raw));
  const regions = findings.attempt(() => readRegions(raw, context)) ?? [];
  const dryRun = findings.attempt(() => readDryRun(raw)) ?? true;
  if (findings.problems.length > 0) throw new UserError(findings.problems);
  const identity: AwsIdentity = {
    role,
    stsRegion: regions[0] ?? '',
    audience: inputOption('audience').fallback ?? '',
    sessionName: undefined,
    durationSeconds: Number(inputOption('role-duration-seconds').fallback),
  };
  return { identity, regions, token: raw.values.get('github-token')?.trim(), dryRun };
}

function readRole(raw: RawSweep): string | undefined {
  const role = raw.values.get('role-to-assume')?.trim();
  const { form, accepted } = awsRules['role-to-assume'];
  if (role === undefined || form.test(role)) return role;
  throw problem(raw, 'role-to-assume', `${shown(role)} was given; accepted is ${accepted}.`);
}

/** Separated by commas or white space. */
function readRegions(raw: RawSweep, { awsRegion }: ReadContext): readonly string[] {
  const text = raw.values.get('aws-region') ?? awsRegion ?? '';
  const regions = [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
  if (regions.length === 0) {
    throw problem(
      raw,
      'aws-region',
      'No region is named.',
      'Name all in which runs make machines.',
    );
  }
  const { form, accepted } = awsRules['aws-region'];
  const wrong = regions.filter((region) => !form.test(region)).map(shown);
  if (wrong.length === 0) return regions;
  throw problem(raw, 'aws-region', `${wrong.join(', ')}: accepted is ${accepted}.`);
}

/** YAML's own words for yes and no (YAML 1.2, core schema). */
function readDryRun(raw: RawSweep): boolean {
  const text = raw.values.get('dry-run')?.trim() ?? 'false';
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw problem(raw, 'dry-run', `${shown(text)} was given; accepted is true or false.`);
}

function problem({ form }: RawSweep, name: SweepInputName, message: string, fix?: string) {
  return new UserError({
    field: form === 'action' ? name : `--${name}`,
    message,
    ...(fix && { fix }),
  });
}
