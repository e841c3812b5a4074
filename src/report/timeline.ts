import type { StageFacts } from './facts';
import { formatDuration } from './format';
import { fenced, table, text } from './markdown';

/** The stages in order: a chart (mermaid, which GitHub draws) and a table. */
export function timeline(stages: readonly StageFacts[]): string {
  const ordered = [...stages].sort((a, b) => a.startedAt - b.startedAt);
  const rows = ordered.map(({ title, seconds, ok }) => [
    text(title),
    formatDuration(seconds),
    ok ? '✓' : '✗ failed',
  ]);
  return [fenced(gantt(ordered), 'mermaid'), table(['stage', 'took', ''], rows)].join('\n\n');
}

function gantt(stages: readonly StageFacts[]): string {
  const tasks = stages.map(({ title, startedAt, seconds, ok }) => {
    const start = Math.round(startedAt);
    const end = Math.max(start + 1, Math.round(startedAt + seconds * 1000));
    return `    ${taskName(title)} :${ok ? '' : 'crit, '}${start}, ${end}`;
  });
  return ['gantt', '    dateFormat x', '    axisFormat %H:%M:%S', ...tasks].join('\n');
}

/** Mermaid has no escape for the characters that its lines are made of. */
function taskName(title: string): string {
  return title.replace(/[^\p{L}\p{N}._()/-]+/gu, ' ').trim() || 'stage';
}
