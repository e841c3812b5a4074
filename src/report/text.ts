import type { RunFacts } from './facts';
import { formatCount, formatFiles } from './format';
import { outcome, succeeded } from './outcome';

/** The run in a few lines for a terminal, on which problems and warnings have been shown already. */
export function runText(facts: RunFacts): string {
  const { name, nodes, results } = facts;
  const sign = succeeded(facts) ? '✓' : '✗';
  const where = nodes.length > 0 ? ` on ${formatCount(nodes.length, 'node')}` : '';
  return [
    `${sign} ${name} ${outcome(facts)}${where}`,
    ...(results.length > 0 ? [`  ${formatFiles(results)} brought back`] : []),
  ].join('\n');
}
