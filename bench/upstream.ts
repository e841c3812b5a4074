// How long it takes until flambé runs on a cluster where its environment is there already: our step,
// and flambé's own `flambe … --cluster`, one after the other on the same hosts (root; each has a systemd
// and a network of its own). Both begin when the command is started, and end when the process of flambé
// on the orchestrator starts.

import { whyNoFlambeHosts } from '../test/scenarios/flambe';
import { Lab } from './flambe/lab';
import { type Began, ours, stages, upstream } from './flambe/runs';
import { ratioOf, type Spread, showMarkdown, spreadOf } from './measure/samples';

/** Hosts: an orchestrator, and factories. */
const sizes = [3, 9];
const minutes = 8;
const rounds = 5;
/** Of the time of flambé's own, at the largest size. */
const goal = 0.25;

const largest = Math.max(...sizes);

const ourRuns = new Map(sizes.map((size) => [size, [] as Began[]]));
const upstreamRuns = new Map(sizes.map((size) => [size, [] as Began[]]));
/** Times that flambé's own gave up, by the number of hosts. */
const givenUp = new Map<number, number>();
const parts = [...Object.keys(stages), 'secrets, Ray, start'];

const obstacle = whyNoFlambeHosts();
if (obstacle === undefined) {
  await measure();
  showResults();
} else console.log(`not measured: ${obstacle}`);

/** The first round warms up, and notes on the hosts that their flambé works; it does not count. */
async function measure(): Promise<void> {
  await using lab = await Lab.open(largest);
  const until = performance.now() + minutes * 60_000;
  await ours(lab, largest);
  lab.clean();
  for (let round = 1, longest = 0; round <= rounds; round++) {
    const start = performance.now();
    if (round > 1 && start + longest > until) return;
    for (const size of sizes) {
      const our = await ours(lab, size);
      lab.clean();
      const other = await tryUpstream(lab, size);
      lab.clean();
      if (other === undefined) continue;
      ourRuns.get(size)?.push(our);
      upstreamRuns.get(size)?.push(other);
    }
    longest = Math.max(longest, performance.now() - start);
  }
}

/** Where its Ray is late it ends without flambé: no time to compare with, but told. */
async function tryUpstream(lab: Lab, size: number): Promise<Began | undefined> {
  try {
    return await upstream(lab, size);
  } catch (error) {
    if (!(error as Error).message.includes('Ray cluster not launched correctly')) throw error;
    givenUp.set(size, (givenUp.get(size) ?? 0) + 1);
    return undefined;
  }
}

function showResults(): void {
  const ofOurs = (size: number) => spreadOf((ourRuns.get(size) ?? []).map(({ took }) => took));
  const ofUpstream = (size: number) =>
    spreadOf((upstreamRuns.get(size) ?? []).map(({ took }) => took));
  const ratio = (size: number) => ratioOf(ofOurs(size), ofUpstream(size));
  const taken = ofUpstream(largest).samples.length;
  const title = `until flambé runs (${taken} rounds, median, quartiles)`;
  showMarkdown([
    [title, 'our step', 'flambé’s own', 'ours ÷ its own', 'processor time of both'],
    ...sizes.map((size) => [
      name(size),
      show(ofOurs(size), 1000, 1, ' s'),
      show(ofUpstream(size), 1000, 1, ' s'),
      show(ratio(size)),
      `${processorOf(ourRuns, size)}, ${processorOf(upstreamRuns, size)}`,
    ]),
  ]);
  console.log('\nof our step, in seconds (medians):');
  showMarkdown([['hosts', ...parts], ...sizes.map((size) => [name(size), ...partsOf(size)])]);
  for (const [size, times] of givenUp) {
    console.log(`\nat ${name(size)} flambé’s own gave up ${times} times: its Ray was late`);
  }
  const reached = ratio(largest).median <= goal ? 'reached' : 'missed here';
  console.log(`\ngoal at ${name(largest)}: ${goal}; ${reached}`);
}

function name(size: number): string {
  return `1+${size - 1}`;
}

function processorOf(runs: ReadonlyMap<number, readonly Began[]>, size: number): string {
  const { median } = spreadOf((runs.get(size) ?? []).map(({ processor }) => processor));
  return `${median.toFixed(0)} s`;
}

function partsOf(size: number): readonly string[] {
  const runs = ourRuns.get(size) ?? [];
  return parts.map((_, i) => {
    const { median } = spreadOf(runs.map((run) => run.stages[i] ?? Number.NaN));
    return (median / 1000).toFixed(1);
  });
}

function show(spread: Spread, unit = 1, digits = 2, unitName = ''): string {
  const { median, lowerQuartile, upperQuartile } = spread;
  const [middle, low, high] = [median, lowerQuartile, upperQuartile].map((value) =>
    (value / unit).toFixed(digits),
  );
  return `${middle}${unitName} (${low}–${high})`;
}
