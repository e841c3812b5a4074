import type { TrialFacts } from './facts';
import { formatCount, formatDuration } from './format';
import { fenced, table, text } from './markdown';

const mostRows = 50;
const mostBars = 20;

/** Stages and trials of an Experiment: what came of each, a chart, and why some failed. */
export function trialsSection(trials: readonly TrialFacts[]): string {
  const stages = [...new Set(trials.map(({ stage }) => stage))];
  const parts = stages.flatMap((stage) => stagePart(trials.filter((one) => one.stage === stage)));
  const failed = trials.filter(({ failure }) => failure !== undefined).slice(0, 10);
  const failures = failed.flatMap(({ stage, name, failure }) => [
    `${text(stage)}: ${text(name)} failed:`,
    fenced(failure ?? ''),
  ]);
  return [...parts, ...failures].join('\n\n');
}

function stagePart(all: readonly TrialFacts[]): readonly string[] {
  const measured = all.filter(({ metrics }) => metrics.length > 0);
  // `reduce` ends a trial before it does anything.
  const reduced = measured.length === 0 ? [] : all.filter(isReduced);
  const trials = all.filter((trial) => !reduced.includes(trial));
  const finite = measured.filter((trial) => Number.isFinite(last(trial)));
  const best = bestOf(finite.filter(({ failure }) => failure === undefined));
  const row = (trial: TrialFacts) => {
    const { stage, name, metrics, host, seconds, failure } = trial;
    const sign = failure === undefined ? '' : '✗ failed';
    return [
      text(stage),
      text(name),
      shown(metrics.at(-1)),
      trial === best ? '★ best' : sign,
      text(host ?? ''),
      seconds === undefined ? '' : formatDuration(seconds),
    ];
  };
  const rows = trials.slice(0, mostRows).map(row);
  const more = trials.length - rows.length;
  const notes = [
    ...(more > 0 ? [`… and ${formatCount(more, 'trial')} more.`] : []),
    ...(reduced.length > 0 ? [`${formatCount(reduced.length, 'trial')} left out by reduce.`] : []),
  ];
  const chart = finite.length > 1 ? [fenced(bars(finite), 'mermaid')] : [];
  return [table(['stage', 'trial', 'metric', '', 'host', 'took'], rows), ...notes, ...chart];
}

function isReduced({ metrics, failure }: TrialFacts): boolean {
  return metrics.length === 0 && failure === undefined;
}

/** flambé takes the largest for the best (flambe/experiment/utils.py). */
function bestOf(finite: readonly TrialFacts[]): TrialFacts | undefined {
  return finite.reduce<TrialFacts | undefined>((best, trial) => {
    const isBetter = best === undefined || last(trial) > last(best);
    return isBetter ? trial : best;
  }, undefined);
}

function last({ metrics }: TrialFacts): number {
  return metrics.at(-1) ?? Number.NEGATIVE_INFINITY;
}

function shown(metric: number | undefined): string {
  return metric === undefined ? '' : String(Number(metric.toPrecision(6)));
}

function bars(finite: readonly TrialFacts[]): string {
  const shownTrials = finite.slice(0, mostBars);
  const names = distinct(shownTrials.map(({ name }) => plain(name))).map((name) => `"${name}"`);
  const values = decimals(shownTrials.map(last));
  return [
    'xychart-beta',
    `    title "${plain(shownTrials[0]?.stage ?? '')}"`,
    `    x-axis [${names.join(', ')}]`,
    '    y-axis "metric"',
    `    bar [${values.join(', ')}]`,
  ].join('\n');
}

/** Bars of the same name would lie on top of each other: where there are any, all are numbered. */
function distinct(names: readonly string[]): readonly string[] {
  if (new Set(names).size === names.length) return names;
  return names.map((name, i) => `${i + 1}. ${name}`);
}

/** Mermaid reads no exponents; what is too small to be seen beside the largest is 0. */
function decimals(values: readonly number[]): readonly string[] {
  const least = Math.max(...values.map(Math.abs)) / 1e6;
  const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 6, useGrouping: false });
  return values.map((value) => format.format(Math.abs(value) < least ? 0 : value));
}

/** Mermaid has no escape for the quotes around a text. */
function plain(value: string): string {
  return value.replace(/[^\p{L}\p{N} ._=,+/-]+/gu, ' ').slice(0, 40);
}
