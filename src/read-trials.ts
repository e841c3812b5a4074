import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrialFacts } from './report/facts';

const tailLines = 20;
/** Of one Experiment; more are not shown anyway. */
const mostTrials = 2000;

/**
 * The trials of an Experiment by the files that Ray Tune writes for each (params.json, progress.csv,
 * error_*.txt) and flambé (console.out). What is not there, or is no such file, is left out.
 *
 * @param output `output__NAME` on this machine
 */
export async function readTrials(output: string): Promise<readonly TrialFacts[]> {
  const stages = await stagesOf(output);
  const trials = await Promise.all(
    stages.map(async (stage) => {
      const folders = await foldersIn(join(output, stage));
      const read = folders.map((folder) => readTrial(join(output, stage, folder), stage, folder));
      return (await Promise.all(read)).filter((trial) => trial !== undefined);
    }),
  );
  return trials.flat().slice(0, mostTrials);
}

/** In the order in which they were begun: Ray Tune's own file of a stage is named after that time. */
async function stagesOf(output: string): Promise<readonly string[]> {
  const begun = await Promise.all(
    (await foldersIn(output)).map(async (stage) => {
      const names = await readdir(join(output, stage)).catch(() => []);
      const states = names.filter((name) => /^experiment_state-.*\.json$/.test(name)).sort();
      return { stage, state: states[0] };
    }),
  );
  return begun
    .filter(({ state }) => state !== undefined)
    .sort((a, b) => ((a.state ?? '') < (b.state ?? '') ? -1 : 1))
    .map(({ stage }) => stage);
}

async function readTrial(dir: string, stage: string, folder: string) {
  const names = await readdir(dir).catch(() => [] as string[]);
  if (!names.includes('params.json')) return undefined;
  const steps = csvRows(await textOf(join(dir, 'progress.csv')));
  const last = steps.at(-1);
  const metrics = steps.map((step) => number(step.get('episode_reward_mean')));
  const facts: TrialFacts = {
    stage,
    name: parameters(await textOf(join(dir, 'params.json'))) || withoutTime(folder),
    metrics: metrics.filter((metric) => metric !== undefined),
    host: last?.get('hostname'),
    seconds: number(last?.get('time_total_s')),
    failure: await failureOf(dir, names),
  };
  return facts;
}

/** A trial that was tried again and went well has its errors, too, and an end. */
async function failureOf(dir: string, names: readonly string[]): Promise<string | undefined> {
  const errors = names.filter((name) => /^error_.*\.txt$/.test(name)).sort();
  const error = errors.at(-1);
  if (error === undefined || names.includes('checkpoint')) return undefined;
  const said = (await textOf(join(dir, 'console.out'))) || (await textOf(join(dir, error)));
  return said.trimEnd().split('\n').slice(-tailLines).join('\n') || 'it said nothing';
}

function parameters(json: string): string {
  try {
    const { hyper_params: given } = JSON.parse(json);
    return Object.entries(given ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
  } catch {
    return '';
  }
}

/** `rate=1.0_2026-11-24_20-56-22kb9pez32`. */
function withoutTime(folder: string): string {
  return folder.replace(/_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\w*$/, '');
}

async function foldersIn(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

function number(text: string | undefined): number | undefined {
  const value = Number(text);
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
}

/** As Python's csv writes them (RFC 4180); the last line may be half. */
function csvRows(text: string): ReadonlyMap<string, string>[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const [head = [], ...rows] = lines.map(csvCells);
  return rows
    .filter((cells) => cells.length === head.length)
    .map((cells) => new Map(head.map((name, i) => [name, cells[i] ?? ''])));
}

function csvCells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
