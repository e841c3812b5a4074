import { stripVTControlCharacters } from 'node:util';
import { formatProblem } from '../problem';
import type { ResultFile, RunFacts } from './facts';
import { formatBytes, formatFiles } from './format';
import { code, fenced, table, text } from './markdown';
import { outcome, succeeded } from './outcome';
import { timeline } from './timeline';
import { trialsSection } from './trials';

const MOST_RESULTS = 50;
const LONGEST_LINE = 1000;

/** The run as Markdown for a job summary. Text that users or the job wrote cannot act in it. */
export function runSummary(facts: RunFacts): string {
  const { nodes, sites, stages, results, trials, warnings } = facts;
  const sections = [
    `## ${succeeded(facts) ? '✅' : '❌'} ${text(facts.name)} ${outcome(facts)}`,
    `${code(facts.command)} · run ${code(facts.run)} · cluster ${code(facts.id)}`,
    ...cause(facts),
    ...section('Warnings', warnings.length > 0 && fenced(warnings.map(formatProblem).join('\n'))),
    ...section('Trials', trials.length > 0 && trialsSection(trials)),
    ...section('Nodes', nodes.length > 0 && nodeTable(nodes)),
    ...section('Sites', sites.length > 0 && siteTable(sites)),
    ...section('Timeline', stages.length > 0 && timeline(stages)),
    ...section('Results', results.length > 0 && resultTable(facts)),
    ...section('Run it again', fenced(facts.rerun, 'sh')),
  ];
  return `${sections.join('\n\n')}\n`;
}

function section(title: string, body: string | false): string[] {
  return body === false ? [] : [`### ${title}`, body];
}

function cause(facts: RunFacts): string[] {
  if (succeeded(facts)) return [];
  const tail = facts.logTail.map(displayed).join('\n');
  return [
    ...(facts.problem ? [fenced(formatProblem(facts.problem))] : []),
    ...(tail === ''
      ? []
      : [`The log’s last lines (all of it: ${code(facts.logPath)}):`, fenced(tail)]),
  ];
}

/** A line of the log as a terminal would leave it: no colours, a progress bar at its last state. */
function displayed(line: string): string {
  const last = stripVTControlCharacters(line)
    .split('\r')
    .findLast((state) => state !== '');
  return (last ?? '').replace(/[^\P{Cc}\t]/gu, '\ufffd').slice(0, LONGEST_LINE);
}

function nodeTable(nodes: RunFacts['nodes']): string {
  return table(
    ['node', 'host'],
    nodes.map(({ name, host }) => [text(name), code(host)]),
  );
}

function siteTable(sites: RunFacts['sites']): string {
  const rows = sites.map(({ name, url }) => [text(name), code(url)]);
  return `${table(['site', 'address'], rows)}\n\nThey are there as long as the job.`;
}

function resultTable({ results, resultsPath }: RunFacts): string {
  const row = ({ path, bytes }: ResultFile) => [code(path), formatBytes(bytes)];
  const rest = results.slice(MOST_RESULTS);
  const more = rest.length > 0 ? [[`… and ${formatFiles(rest)} more`, '']] : [];
  const rows = [...results.slice(0, MOST_RESULTS).map(row), ...more];
  return `${formatFiles(results)} in ${code(resultsPath)}\n\n${table(['file', 'size'], rows)}`;
}
