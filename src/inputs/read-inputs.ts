import { UserError } from '../problem';
import { readCommand } from './command';
import { parseDuration } from './duration';
import { Findings } from './findings';
import { yamlLimit } from './flambe-yaml';
import type { Inputs, RunnableFile, TeardownPolicy } from './inputs';
import { readJobEnv } from './job-env';
import { didYouMean } from './nearest-name';
import { type InputName, type RawInputs, spelled } from './raw-inputs';
import { readHosts } from './read-hosts';
import { readSecretsInput } from './read-secrets-input';
import { readArtifactName, readResults, readResultsPath } from './results-inputs';
import { readRunnable } from './runnable';
import { shown } from './shown';
import { absolutePath, kindOf, type ReadContext, readUserFile } from './user-file';

const longestRun = 7 * 24 * 3600;
const policies: readonly TeardownPolicy[] = ['always', 'on-success', 'never'];

/**
 * Everything the user said, read once and checked; no other place reads an input or a file of it.
 *
 * @throws UserError with all problems of all inputs and files together
 */
export function readInputs(
  raw: RawInputs,
  context: ReadContext,
): { inputs: Inputs; warnings: Findings['warnings'] } {
  const findings = new Findings();
  const check = <T>(name: InputName, read: (text: string, field: string) => T, fallback: string) =>
    findings.attempt(() => read(raw.values.get(name) ?? fallback, spelled(raw, name)));

  const runnable = findings.attempt(() => runnableOf(raw, context));
  const hosts = readHosts(raw, context, findings);
  const secrets = findings.attempt(() => readSecretsInput(raw, context, findings));
  const run = findings.attempt(() =>
    readCommand(raw.values.get('command'), spelled(raw, 'command')),
  );
  const workdir = check('workdir', (text, field) => folder(text, field, context), '.');
  const env = check('env', (text, field) => readJobEnv(text, field, findings), '');
  const maxRuntime = check('max-runtime', runtime, '5h');
  const results = check('results', readResults, '');
  const resultsPath = check(
    'results-path',
    (text, field) => readResultsPath(text, { field, workdir: workdir ?? context.cwd }, context),
    'flambe-results',
  );
  const artifactName = check('artifact-name', readArtifactName, '');
  const teardown = check('teardown', policy, 'always');

  const read = { runnable, ...hosts, ...secrets, env, maxRuntime, results, resultsPath, teardown };
  if (findings.problems.length > 0) throw new UserError(findings.problems);
  findings.warnings.push(...(run?.warnings ?? []));
  const inputs = {
    ...read,
    command: run?.command,
    workdir,
    artifactName: artifactName || undefined,
  };
  // Without a problem every one of them was read.
  return { inputs: inputs as Inputs, warnings: findings.warnings };
}

function runnableOf(raw: RawInputs, context: ReadContext): RunnableFile {
  const field = spelled(raw, 'runnable');
  const path = raw.values.get('runnable');
  if (path === undefined) {
    throw new UserError({ field, message: 'It is missing; accepted is the path of a YAML file.' });
  }
  const bytes = readUserFile({ path, field }, yamlLimit, context);
  const absolute = absolutePath(path, context);
  return { path, absolutePath: absolute, bytes, ...readRunnable(bytes, path) };
}

function folder(text: string, field: string, context: ReadContext): string {
  const path = absolutePath(text, context);
  if (kindOf(path) === 'folder') return path;
  throw new UserError({ field, message: `${shown(text)} is no folder on this machine.` });
}

function runtime(text: string, field: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds > 0 && seconds <= longestRun) return seconds;
  const message = `${shown(text)} was given; accepted is a time like \`5h\`, \`90m\`, \`1h30m\` or \`45s\`, up to 7 days.`;
  const fix = /^\d+$/.test(text)
    ? `Say the unit: \`${text}s\`, \`${text}m\` or \`${text}h\`.`
    : undefined;
  throw new UserError({ field, message, ...(fix && { fix }) });
}

function policy(text: string, field: string): TeardownPolicy {
  const found = policies.find((name) => name === text);
  if (found) return found;
  const message = `${shown(text)} was given; accepted is always, on-success or never.`;
  const fix = didYouMean(text, policies);
  throw new UserError({ field, message, ...(fix && { fix }) });
}
