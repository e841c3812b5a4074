import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TrialFacts } from './report/facts';

const tailLines = 20;
/** Of one stage; more are not shown anyway. */
const mostTrials = 2000;

/**
 * The trials of an Experiment by the files that Ray Tune writes (experiment_state-*.json, and for each
 * params.json, progress.csv, error_*.txt) and flambé (console.out). What is not there, or is no such file, is left out.
 *
 * @param output `output__NAME` on this machine
 * @param isWanted whether one counts, by its folder below `output`
 */
export async function readTrials(
  output: string,
  isWanted: (trial: string) => Promise<boolean> = async () => true,
): Promise<readonly TrialFacts[]> {
  const stages = await stagesOf(output);
  const trials = await Promise.all(
    stages.map(async ({ stage, states }) => {
      const statuses = await statusesIn(states.map((name) => join(output, stage, name)));
      const folders = await foldersIn(join(output, stage));
      const read = folders.map(async (folder) => {
        if (!(await isWanted(join(stage, folder)))) return undefined;
        return readTrial(join(output, stage, folder), stage, folder, statuses.get(folder));
      });
      const found = (await Promise.all(read)).filter((trial) => trial !== undefined);
      return found.slice(0, mostTrials);
    }),
  );
  return trials.flat();
}

/** In the order in which they were begun: Ray Tune's own file of a stage is named after that time. */
async function stagesOf(output: string) {
  const begun = await Promise.all(
    (await foldersIn(output)).map(async (stage) => {
      const names = await readdir(join(output, stage)).catch(() => []);
      const states = names.filter((name) => /^experiment_state-.*\.json$/.test(name)).sort();
      return { stage, states };
    }),
  );
  return begun
    .filter(({ states }) => states.length > 0)
    .sort(({ states: [a = ''] }, { states: [b = ''] }) => (a < b ? -1 : 1));
}

/** What Ray Tune says of each trial, by the name of its folder; the last of its sessions counts. */
async function statusesIn(states: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(states.map(textOf));
  return new Map(texts.flatMap(statuses));
}

/** Nothing of a file that is not whole. */
function statuses(text: string): [folder: string, status: string][] {
  // Python's own numbers, of which each trial has some, are no JSON.
  const json = text.replace(/(?<=[:[,]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g, 'null');
  try {
    const trials: readonly { logdir?: string; status?: string }[] = JSON.parse(json).checkpoints;
    return trials.map(({ logdir, status }) => [basename(logdir ?? ''), status ?? '']);
  } catch {
    return [];
  }
}

async function readTrial(dir: string, stage: string, folder: string, status: string | undefined) {
  const names = await readdir(dir).catch(() => [] as string[]);
  if (!names.includes('params.json')) return undefined;
  const steps = csvRows(await textOf(join(dir, 'progress.csv')));
  const last = steps.at(-1);
  const metrics = steps.map((step) => metric(step.get('episode_reward_mean')));
  const facts: TrialFacts = {
    stage,
    name: parameters(await textOf(join(dir, 'params.json'))) || withoutTime(folder),
    metrics: metrics.filter((metric) => metric !== undefined),
    host: last?.get('hostname'),
    seconds: number(last?.get('time_total_s')),
    failure: hasFailed(status, last) ? await failureOf(dir, names) : undefined,
  };
  return facts;
}

/**
 * Of the trials with an error those that were tried again may have gone well. flambé saves after each
 * step, so that a checkpoint says nothing.
 */
function hasFailed(status: string | undefined, last: ReadonlyMap<string, string> | undefined) {
  if (status === 'ERROR' || status === 'TERMINATED') return status === 'ERROR';
  return last?.get('done') !== 'True';
}

async function failureOf(dir: string, names: readonly string[]): Promise<string | undefined> {
  const errors = names.filter((name) => /^error_.*\.txt$/.test(name)).sort();
  const error = errors.at(-1);
  if (error === undefined) return undefined;
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

/** Also what Python's csv writes of one that diverged. */
function metric(text: string | undefined): number | undefined {
  const diverged = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };
  return number(text) ?? diverged[text as keyof typeof diverged];
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
