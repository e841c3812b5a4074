import { formatCount } from './format';
import { code, table, text } from './markdown';

/** Things of one kind that belong together and had the same lot. */
export interface SweepGroup {
  readonly region: string;
  /** `security group` */
  readonly kind: string;
  readonly ids: readonly string[];
  /** `flambe-action:id` */
  readonly cluster: string;
  /** `flambe-action:run` */
  readonly run: string;
  /** `waits`: it goes later, when what holds it has gone. `left`: it could not be ended. */
  readonly outcome: 'ended' | 'waits' | 'left' | 'stays';
  readonly why: string;
  /** The command lines that end what is not ended. */
  readonly commands: readonly string[];
}

export interface SweepFacts {
  /** Nothing was ended: `ended` is what would be. */
  readonly dryRun: boolean;
  readonly regions: readonly string[];
  readonly groups: readonly SweepGroup[];
  /** What could not be looked through, and why. */
  readonly failures: readonly { readonly region: string; readonly why: string }[];
}

const mostIds = 3;
const mostCommands = 20;

const outcomes = ['ended', 'left', 'waits', 'stays'] as const;

/** A sweep as Markdown for a job summary. Names that others wrote cannot act in it. */
export function sweepSummary(facts: SweepFacts): string {
  const { dryRun, groups, failures } = facts;
  const rows = sorted(groups).map((group) => [
    words(group.outcome, dryRun),
    `${code(group.region)} ${text(named(group))}`,
    code(group.cluster),
    code(group.run),
    text(group.why),
  ]);
  const commands = groups.flatMap((one) => (one.outcome === 'left' ? one.commands : []));
  const sections = [
    `## ${isWell(facts) ? '🧹' : '❌'} ${text(headline(facts))}`,
    ...(rows.length > 0 ? [table(['', 'what', 'cluster', 'run', 'because'], rows)] : []),
    ...failures.map(({ region, why }) => `❌ ${code(region)}: ${text(why)}`),
    ...(commands.length > 0 ? [byHand(commands)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** A sweep in a few lines for a terminal, on which failures have been shown already. */
export function sweepText(facts: SweepFacts): string {
  const lines = sorted(facts.groups).map((group) => {
    const place = `${group.region} ${named(group)} of ${group.cluster}`;
    return `  ${words(group.outcome, facts.dryRun)}: ${place}: ${group.why}`;
  });
  return [...lines, headline(facts)].join('\n');
}

/** Whether nothing is left that should have been ended, and everything was looked through. */
export function isWell({ groups, failures }: SweepFacts): boolean {
  return failures.length === 0 && groups.every(({ outcome }) => outcome !== 'left');
}

function headline({ dryRun, groups, regions }: SweepFacts): string {
  const counts = outcomes.map((outcome) => {
    const count = groups
      .filter((one) => one.outcome === outcome)
      .reduce((sum, { ids }) => sum + ids.length, 0);
    return count > 0 || outcome === 'ended' ? `${count} ${words(outcome, dryRun)}` : undefined;
  });
  const title = dryRun ? 'Sweep (dry run)' : 'Sweep';
  const where = formatCount(regions.length, 'region');
  return `${title} of ${where}: ${counts.filter((one) => one !== undefined).join(', ')}`;
}

function words(outcome: SweepGroup['outcome'], dryRun: boolean): string {
  if (outcome === 'ended' && dryRun) return 'to be ended';
  return { ended: 'ended', waits: 'for a later sweep', left: 'left behind', stays: 'not touched' }[
    outcome
  ];
}

function named({ kind, ids }: SweepGroup): string {
  const shown = ids.slice(0, mostIds).join(', ');
  return ids.length > mostIds
    ? `${formatCount(ids.length, kind)} (${shown} …)`
    : `${kind} ${shown}`;
}

function sorted(groups: readonly SweepGroup[]): readonly SweepGroup[] {
  return outcomes.flatMap((outcome) => groups.filter((one) => one.outcome === outcome));
}

function byHand(commands: readonly string[]): string {
  const more = commands.length - mostCommands;
  const lines = commands.slice(0, mostCommands).map((command) => `- ${code(command)}`);
  return [
    'What is left is removed by:\n',
    ...lines,
    ...(more > 0 ? [`- … and ${formatCount(more, 'more command')} in the log`] : []),
  ].join('\n');
}
