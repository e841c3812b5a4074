import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Machine } from '../remote/machine';

/** What a glob found on the orchestrator. */
export interface Match {
  /** rsync is told otherwise of each. */
  readonly kind: MatchKind;
  /** `BASE/./NAME` (rsync(1), `--relative`), a character per byte: names need not be UTF-8. */
  readonly source: string;
}
export type MatchKind = 'workdir' | 'elsewhere' | 'linkToFile';

interface Found {
  readonly matches: readonly Match[];
  /** Globs that found nothing. */
  readonly unmatched: ReadonlySet<string>;
}

const kinds: ReadonlyMap<string, MatchKind> = new Map([
  ['w', 'workdir'],
  ['/', 'elsewhere'],
  ['@', 'linkToFile'],
]);

/** Names in a list: rsync compares each that comes with each that was asked for (exclude.c). */
const longestList = 1000;

/** @throws UserError when the orchestrator does not go along */
export async function findMatches(
  orchestrator: Machine,
  workdir: string,
  globs: readonly string[],
  signal: AbortSignal,
): Promise<Found> {
  const script = readFileSync(join(__dirname, 'collect.sh'), 'utf8');
  const chunks: Buffer[] = [];
  await orchestrator.check('find the results', script, {
    args: [workdir, ...globs],
    signal,
    onStdout: (chunk) => void chunks.push(chunk),
  });
  const said = Buffer.concat(chunks).toString('latin1').split('\0');
  // After a lost connection it says everything again.
  const answers = said.slice(said.lastIndexOf('*') + 1);
  const matches: Match[] = [];
  const unmatched = new Set<string>();
  for (const answer of answers) {
    const kind = kinds.get(answer.charAt(0));
    const text = answer.slice(1);
    if (kind) matches.push({ kind, source: text });
    else if (text) unmatched.add(Buffer.from(text, 'latin1').toString());
  }
  return { matches, unmatched };
}

/** Where a match lies on the orchestrator, and below what folder of this machine it is to come home. */
function placesOf({ source }: Match): { readonly from: string; readonly name: string } {
  const text = Buffer.from(source, 'latin1').toString();
  const plain = (path: string) => posix.normalize(path).replace(/\/$/, '');
  return { from: plain(text), name: plain(text.slice(text.indexOf('/./') + 3)) };
}

/**
 * Names that several results would have at home, each with where they lie.
 *
 * @param others results besides the matches, by their names at home
 */
export function sharedNames(
  matches: readonly Match[],
  others: ReadonlyMap<string, string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { from, name } of matches.map(placesOf)) {
    const other = others.get(name);
    const those = all.get(name) ?? new Set(other === undefined ? [] : [other]);
    all.set(name, those.add(from));
  }
  return new Map([...all].filter(([, places]) => places.size > 1));
}

/** The file or folder at the top of what is brought home that a match comes as, or in. */
export function topOf(match: Match): string {
  return placesOf(match).name.split('/', 1)[0] ?? '';
}

/** For rsync's `--files-from`, each short enough. */
export function* listsOf(matches: readonly Match[]): Iterable<Buffer> {
  for (let i = 0; i < matches.length; i += longestList) {
    const sources = matches.slice(i, i + longestList).map(({ source }) => `${source}\0`);
    yield Buffer.from(sources.join(''), 'latin1');
  }
}
