/** What is measured: one sample each time it is called, in milliseconds. */
export type Subject = () => number | Promise<number>;

export interface Spread {
  /** In the order in which they were taken. */
  readonly samples: readonly number[];
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/**
 * Samples of several subjects, taken in turns so that whatever else the machine does meets all of
 * them alike. The first round warms up and does not count.
 */
export async function interleave<Name extends string>(
  subjects: ReadonlyMap<Name, Subject>,
  rounds: number,
): Promise<ReadonlyMap<Name, Spread>> {
  const samples = new Map([...subjects.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, subject] of subjects) {
      const sample = await subject();
      if (round > 0) samples.get(name)?.push(sample);
    }
  }
  return new Map([...samples].map(([name, list]) => [name, spreadOf(list)]));
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.round(part * (sorted.length - 1))] ?? Number.NaN;
  return { samples, median: at(0.5), lowerQuartile: at(0.25), upperQuartile: at(0.75) };
}

/** How many times `one` is `other`, round by round: what slows down a whole round drops out. */
export function ratioOf(one: Spread, other: Spread): Spread {
  return spreadOf(
    one.samples.map((sample, round) => sample / (other.samples[round] ?? Number.NaN)),
  );
}

/** Shows rows of equal length under each other; numbers to the right. */
export function showTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, i) =>
      i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
}

/** Shows rows of equal length as a Markdown table, the first as its head. */
export function showMarkdown([head = [], ...rows]: readonly (readonly string[])[]): void {
  const rule = head.map((_, i) => (i === 0 ? ':--' : '--:'));
  for (const row of [head, rule, ...rows]) console.log(`| ${row.join(' | ')} |`);
}
