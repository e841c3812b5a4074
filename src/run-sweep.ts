import { credentialsFor } from './credentials/credentials';
import { runName } from './identity';
import type { SweepInputs } from './inputs/sweep-inputs';
import { tagNames } from './plan/tags';
import { ExitCode, formatProblem, UserError } from './problem';
import { ec2Clients } from './providers/aws/clients';
import { type Ending, endOwned } from './providers/aws/end-owned';
import { awsWords } from './providers/aws/errors';
import { type FoundOwned, findOwned } from './providers/aws/find-owned';
import { type Owned, removalCommand } from './providers/aws/owned';
import { isWell, type SweepFacts, type SweepGroup, sweepSummary, sweepText } from './report/sweep';
import type { Surface } from './surfaces/surface';
import { askRuns } from './teardown/github-runs';
import { judge, runsToAsk, type SweepClock, type Verdict } from './teardown/sweep';

export interface SweepDeps {
  readonly inputs: SweepInputs;
  readonly surface: Surface;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly clock: SweepClock;
}

/** One region, as far as it could be looked through. */
interface Region {
  readonly name: string;
  readonly ec2: ReturnType<typeof ec2Clients>['ec2'];
  readonly found: readonly Owned[];
  readonly failures: readonly string[];
}

/**
 * Ends what dead runs have left in these regions, and tells what became of it. What fails in one
 * region, or with one resource, does not stop the others.
 *
 * @returns whether nothing is left that should have gone
 */
export async function runSweep(deps: SweepDeps): Promise<boolean> {
  try {
    return await sweep(deps);
  } catch (error) {
    if (!deps.signal.aborted) throw error;
    const message = 'The sweep was stopped.';
    throw new UserError({ message }, ExitCode.interrupted, { cause: error });
  }
}

async function sweep(deps: SweepDeps): Promise<boolean> {
  const { inputs, surface, environment, signal, clock } = deps;
  const { regions: names, token, dryRun } = inputs;
  if (token) surface.mask(token);
  const regions = await surface.stage(`look through ${names.join(', ')}`, () => lookThrough(deps));
  const all = regions.flatMap(({ found }) => found);
  const apiUrl = (environment.GITHUB_API_URL || 'https://api.github.com').replace(/\/+$/, '');
  const asked = runsToAsk(all, clock);
  const answers = await askRuns(asked, { token, apiUrl, signal });
  signal.throwIfAborted();
  const verdicts = judge(all, answers, clock);
  const endings = dryRun
    ? new Map<Owned, Ending>()
    : await surface.stage('end what is left', () => endAll(regions, verdicts, signal));
  const facts: SweepFacts = {
    dryRun,
    regions: names,
    groups: grouped(verdicts, endings),
    failures: regions.flatMap(({ name, failures }) =>
      failures.map((why) => ({ region: name, why })),
    ),
  };
  await tell(facts, surface);
  return isWell(facts);
}

async function lookThrough(deps: SweepDeps): Promise<readonly Region[]> {
  const { inputs, surface, environment, signal } = deps;
  const credentials = await credentialsFor(inputs.identity, {
    environment,
    run: runName(environment),
    mask: (value) => surface.mask(value),
  });
  // Without any nothing can be done: told once, not for each region.
  await credentials();
  const look = async (name: string): Promise<Region> => {
    const { ec2 } = ec2Clients({ region: name, credentials });
    const { found, failures } = await findOwned(ec2, name, signal);
    // Without its instances it is not known what holds the others.
    const blind = failures.some(({ kind }) => kind === 'instance');
    return { name, ec2, found: blind ? [] : found, failures: failureWords(failures) };
  };
  return Promise.all(inputs.regions.map(look));
}

/** What AWS said, and for which kinds it said so. */
function failureWords(failures: FoundOwned['failures']): readonly string[] {
  const kinds = new Map<string, string[]>();
  for (const { kind, error } of failures) {
    const words =
      error instanceof UserError ? error.problems.map(formatProblem).join('\n') : awsWords(error);
    kinds.set(words, [...(kinds.get(words) ?? []), `${kind.replaceAll('-', ' ')}s`]);
  }
  return [...kinds].map(([words, names]) => `Cannot look for ${names.join(', ')}: ${words}`);
}

async function endAll(
  regions: readonly Region[],
  verdicts: readonly Verdict[],
  signal: AbortSignal,
): Promise<ReadonlyMap<Owned, Ending>> {
  const endings = new Map<Owned, Ending>();
  const end = async ({ name, ec2 }: Region) => {
    const going = verdicts
      .filter(({ resource, goes }) => goes && resource.region === name)
      .map(({ resource }) => resource);
    const outcomes = await endOwned(ec2, going, signal);
    outcomes.forEach((ending, index) => {
      const resource = going[index];
      if (resource) endings.set(resource, ending);
    });
  };
  await Promise.all(regions.map(end));
  return endings;
}

/** Those of one cluster and kind that had the same lot stand together. */
function grouped(
  verdicts: readonly Verdict[],
  endings: ReadonlyMap<Owned, Ending>,
): readonly SweepGroup[] {
  const groups = new Map<string, SweepGroup & { ids: string[]; commands: string[] }>();
  for (const { resource, goes, why: verdict } of verdicts) {
    const { region, kind: of, tags, id } = resource;
    const ending = endings.get(resource) ?? { outcome: goes ? 'ended' : 'stays' };
    const { outcome } = ending;
    const why = 'why' in ending ? `${verdict}; but ${ending.why}` : verdict;
    const [cluster = '', run = ''] = [tags[tagNames.id], tags[tagNames.run]];
    const kind = of.replaceAll('-', ' ');
    const key = JSON.stringify([region, kind, cluster, run, outcome, why]);
    const group = groups.get(key) ?? {
      ...{ region, kind, cluster, run, outcome, why, ids: [], commands: [] },
    };
    groups.set(key, group);
    group.ids.push(id);
    if (outcome === 'waits' || outcome === 'left') group.commands.push(removalCommand(resource));
  }
  return [...groups.values()];
}

async function tell(facts: SweepFacts, surface: Surface): Promise<void> {
  const { groups, failures } = facts;
  for (const { region, why } of failures) surface.error({ field: region, message: why });
  for (const { kind, ids, region, why, outcome, commands } of groups) {
    if (outcome !== 'left') continue;
    const message = `Left behind: ${kind} ${ids.join(', ')} in ${region}: ${why}.`;
    surface.error({ message, fix: `Remove it with: ${commands.join('; ')}` });
  }
  const ended = groups
    .filter(({ outcome }) => outcome === 'ended')
    .map(({ outcome, commands, ...group }) => group);
  surface.output('ended', JSON.stringify(ended));
  await surface.summary({ markdown: sweepSummary(facts), text: sweepText(facts) });
}
