import { promises } from 'node:fs';

/** The runner drops a summary above 1 MiB as a whole (actions/runner: CreateStepSummaryCommand). */
const MOST_BYTES = 900_000;

/** Adds Markdown to the step's summary; what is too long is cut after a whole line, visibly. */
export async function appendSummary(markdown: string): Promise<void> {
  const file = process.env.GITHUB_STEP_SUMMARY;
  if (file) await promises.appendFile(file, cut(markdown));
}

export function cut(markdown: string): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= MOST_BYTES) return markdown;
  // On top, where an unfinished code block or table cannot swallow it.
  const notice = '> [!WARNING]\n> This summary was cut at 900 kB.\n\n';
  const end = bytes.lastIndexOf('\n', MOST_BYTES - notice.length - 1) + 1;
  return notice + bytes.subarray(0, end).toString();
}
