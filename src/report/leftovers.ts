import type { Leftover } from '../providers/provider';
import { code, table, text } from './markdown';

/** What teardown could not remove, as Markdown for the job summary of the step. */
export function leftoverSummary(leftovers: readonly Leftover[]): string {
  const rows = leftovers.map(({ what, why, command }) => [text(what), text(why), code(command)]);
  return `## ❌ Left behind\n\n${table(['still there', 'because', 'removed by'], rows)}\n`;
}
