import { UserError } from '../problem';
import { commandLineFor } from './again';
import { readArtifactName } from './artifact-name';
import { readCommand } from './command';
import { parseDuration } from './duration';
import { Findings } from './findings';
import { readFlambeOptions } from './flambe-options';
import { yamlLimit } from './flambe-yaml';
import type { Inputs, RunnableFile, TeardownPolicy } from './inputs';
import { readJobEnv } from './job-env';
import { didYouMean } from './nearest-name';
import { noWayIn } from './no-way-in';
import { readPipIndex } from './pip-index';
import { type InputName, inputOption, type RawInputs, spelled } from './raw-inputs';
import { readAws } from './read-aws';
import { readHosts } from './read-hosts';
import { readSecretsInput } from './read-secrets-input';
import { checkResources, readsFromS3 } from './resources';
import { readResults, readResultsPath } from './results-inputs';
import { readRunnable } from './runnable';
import { shown } from './shown';
import { absolutePath, kindOf, type ReadContext, readUserFile } from './user-file';

const longestRun = 7 * 24 * 3600;
const policies: readonly TeardownPolicy[] = ['always', 'on-success', 'never'];
const modes: readonly Inputs['mode'][] = ['run', 'plan'];

/**
 * Everything the user said, read once and checked; no other place reads an input or a file of it.
 *
 * @throws UserError with all problems of all inputs and files together
 */
export function readInputs(
  raw: RawInputs,
  context: ReadContext,
): { inputs: Inputs; warnings: Findings['warnings'] } {
  const findings = new Findings(raw.problems);
  const check = <T>(name: InputName, read: (text: string, field: string) => T, otherwise = '') =>
    findings.attempt(() => {
      const { fallback = otherwise } = inputOption(name);
      return read(raw.values.get(name) ?? fallback, spelled(raw, name));
    });

  const runnable = findings.attempt(() => runnableOf(raw, context));
  const hosts = readHosts(raw, context, findings);
  const secrets = findings.attempt(() => readSecretsInput(raw, context, findings));
  const run = findings.attempt(() =>
    readCommand(raw.values.get('command'), spelled(raw, 'command')),
  );
  if (runnable && run?.command === undefined) {
    const { resources, absolutePath: file } = runnable;
    findings.problems.push(...checkResources(resources, file, context.home));
  }
  const readsS3 = run?.command === undefined && readsFromS3(runnable, hosts.cluster);
  const { aws, s3 } = readAws(raw, hosts.cluster, readsS3, context, findings);
  const flambe = findings.attempt(() => readFlambeOptions(raw));
  if (run?.command === undefined || flambe?.ray) {
    findings.attempt(() => readPipIndex(secrets?.secrets?.sections));
  }
  const carried = run?.command === undefined ? '' : '.';
  const workdir = check(
    'workdir',
    (text, field) => (text === '' ? undefined : folder(text, field, context)),
    carried,
  );
  const env = check('env', (text, field) => readJobEnv(text, field, findings));
  const maxRuntime = check('max-runtime', runtime);
  const results = check('results', readResults);
  const resultsPath = check('results-path', (text, field) =>
    readResultsPath(text, { field, workdir: workdir ?? context.cwd }, context),
  );
  const artifactName = check('artifact-name', (text, field) =>
    readArtifactName(text, field, context.noArtifacts),
  );
  const teardown = check('teardown', (text, field) => oneOf(policies, text, field));
  const mode = check('mode', (text, field) => oneOf(modes, text, field));
  const maxCost = check('max-cost', dollars);

  const read = {
    runnable,
    ...hosts,
    aws,
    s3,
    mode,
    maxCost,
    ...secrets,
    env,
    maxRuntime,
    results,
    resultsPath,
    teardown,
  };
  if (findings.problems.length > 0) throw new UserError(findings.problems);
  findings.warnings.push(...(run?.warnings ?? []), ...(flambe?.warnings ?? []));
  findings.warnings.push(...noWayIn(raw, hosts.cluster, hosts.privateKey, teardown));
  const inputs = {
    ...read,
    command: run?.command,
    flambe: flambe?.options,
    ray: flambe?.ray,
    workdir,
    artifactName: artifactName || undefined,
    again: commandLineFor(raw),
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

function oneOf<T extends string>(accepted: readonly T[], text: string, field: string): T {
  const found = accepted.find((name) => name === text);
  if (found) return found;
  const message = `${shown(text)} was given; accepted is ${listed(accepted)}.`;
  const fix = didYouMean(text, accepted);
  throw new UserError({ field, message, ...(fix && { fix }) });
}

/** `a, b or c`. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** US dollars; undefined where none were given. */
function dollars(text: string, field: string): number | undefined {
  if (text === '') return undefined;
  const [, digits] = /^\$?(\d{1,7}(?:\.\d{1,4})?)$/.exec(text.trim()) ?? [];
  if (digits !== undefined) return Number(digits);
  const message = `${shown(text)} was given; accepted are US dollars, like \`25\` or \`2.50\`.`;
  throw new UserError({ field, message });
}
