import { code, table, text } from './markdown';
import type { PlanFacts } from './plan-facts';
import { planSections, planTitle } from './plan-sections';

/** A plan in lines for a terminal. */
export function planText(facts: PlanFacts): string {
  const sections = planSections(facts);
  const width = Math.max(...sections.flatMap(({ rows }) => rows.map(([label]) => label.length)));
  const lines = sections.flatMap(({ title, rows }) => [
    title,
    ...rows.map(([label, value]) => `  ${label.padEnd(width)}  ${value}`),
  ]);
  return [planTitle(facts), ...lines, 'Nothing was made.'].join('\n');
}

/** A plan as Markdown for a job summary. */
export function planMarkdown(facts: PlanFacts): string {
  const sections = planSections(facts).map(
    ({ title, rows }) =>
      `### ${title}\n\n${table(
        ['', ''],
        rows.map(([label, value]) => [text(label), code(value)]),
      )}`,
  );
  const head = `## 📋 ${text(planTitle(facts))}\n\nNothing was made.`;
  return `${[head, ...sections].join('\n\n')}\n`;
}
