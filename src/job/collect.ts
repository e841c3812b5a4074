import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { uploadedResources } from '../plan/flambe-places';
import type { Layout } from '../plan/layout';
import type { Problem } from '../problem';
import type { Fleet } from '../remote/fleet';
import { download } from '../remote/rsync';
import { findMatches, listsOf, type MatchKind, sharedNames, topOf } from './matches';

export interface Collect {
  readonly layout: Layout;
  /** Paths or globs on the orchestrator: absolute, of the home (`~/…`), or from the workdir. */
  readonly globs: readonly string[];
  /** Absolute path on this machine. */
  readonly resultsPath: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number, detail: string) => void;
}

/** A file that was brought home. */
export interface Collected {
  /** Below `resultsPath`. */
  readonly path: string;
  readonly bytes: number;
}

export interface Collection {
  /** By path; what lay in the folder before is not among them. */
  readonly files: readonly Collected[];
  /** What did not come home, or not under its own name. */
  readonly warnings: readonly Problem[];
}

/** Beside `{results}`: the job's own output. */
export const logName = 'job.log';
/** A folder for results that would come in its place. */
const besideLog = 'same-name';

const optionsOf: Readonly<Record<MatchKind, readonly string[]>> = {
  workdir: [],
  elsewhere: [`--exclude=${uploadedResources}`],
  // There is no folder among them in which links would be followed, too.
  linkToFile: ['--copy-links'],
};

/**
 * Brings home `{results}` and what the globs find. Relative matches keep their path below the
 * workdir, absolute ones that from the glob's first wildcard on, or their last part. A link that is
 * itself a match is followed; another one that leads out of what is brought stays behind.
 *
 * @throws UserError when the orchestrator or this machine's disk does not go along
 */
export async function collectResults(fleet: Fleet, options: Collect): Promise<Collection> {
  const { layout, globs, resultsPath, signal, onProgress } = options;
  const { orchestrator, sshConfigFile } = fleet;
  await mkdir(resultsPath, { recursive: true });
  const files = new Map<string, number>();
  const links = new Set<string>();
  const bring = (source: string, folder: string, options: readonly string[], list?: Buffer) =>
    download(source, `${join(resultsPath, folder)}/`, {
      machine: orchestrator,
      sshConfigFile,
      signal,
      options: ['--safe-links', ...options],
      onFile: (path, bytes) => files.set(join(folder, path), bytes),
      onLink: (path) => links.add(join(folder, path)),
      ...(list && { files: list }),
      ...(onProgress && { onProgress }),
    });
  // The log is being written here while the job runs.
  const butLog = `--exclude=/${logName}`;
  await bring(`${layout.results}/`, '', [butLog]);
  const own = new Map([...files.keys()].map((name) => [name, `${layout.results}/${name}`]));
  const asked = [...globs, ...hiddenLogs(options)];
  const { matches, unmatched } = await findMatches(orchestrator, layout.workdir, asked, signal);
  for (const [kind, options] of Object.entries(optionsOf)) {
    const these = matches.filter((match) => match.kind === kind);
    const beside = these.filter((match) => topOf(match) === logName);
    const others = these.filter((match) => topOf(match) !== logName);
    for (const list of listsOf(others)) await bring('/', '', [...options, butLog], list);
    for (const list of listsOf(beside)) await bring('/', besideLog, options, list);
  }
  const log = await stat(join(resultsPath, logName)).catch(() => undefined);
  if (log) files.set(logName, log.size);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const warnings = [
    ...globs.filter((glob) => unmatched.has(glob)).map(foundNothing),
    ...[...sharedNames(matches, own)].map(hideEachOther),
    ...(matches.some((match) => topOf(match) === logName) ? [cameBesideLog] : []),
    ...(await leadNowhere(links, resultsPath)),
  ];
  return { files: sorted.map(([path, bytes]) => ({ path, bytes })), warnings };
}

/** Globs for what would be left out as the log in folders whose content alone comes home. */
function hiddenLogs({ layout, globs }: Collect): readonly string[] {
  const folders = [layout.results, ...globs.filter((glob) => /(^|\/)\.\/*$/.test(glob))];
  return folders.map((folder) => `${folder}/${logName}`);
}

function foundNothing(glob: string): Problem {
  return {
    field: 'results',
    message: `\`${glob}\` found nothing on the orchestrator.`,
    fix: 'Relative paths start from the workdir.',
  };
}

function hideEachOther([name, places]: readonly [string, ReadonlySet<string>]): Problem {
  const all = [...places].map((place) => `\`${place}\``).join(', ');
  return {
    field: 'results',
    message: `Several results have the name \`${name}\` at home, and one of them hides the others: ${all}.`,
    fix: 'Give each a name of its own.',
  };
}

const cameBesideLog: Problem = {
  field: 'results',
  message: `A result called \`${logName}\` came home as \`${besideLog}/${logName}\`, since \`${logName}\` is the log of the job.`,
  fix: 'Give it another name.',
};

/** @param links by their paths at home, whether or not they came */
async function leadNowhere(links: Iterable<string>, resultsPath: string): Promise<Problem[]> {
  const broken: string[] = [];
  for (const link of links) {
    await stat(join(resultsPath, link)).catch(() => broken.push(link));
  }
  const [first, ...others] = broken;
  if (first === undefined) return [];
  const [which, more] =
    others.length === 0 ? ['A link leads', ''] : [`${broken.length} links lead`, ' and others'];
  return [
    {
      field: 'results',
      message: `${which} to what did not come home: \`${first}\`${more}.`,
      fix: 'Name that in `results`, too, or copy it to `{results}`.',
    },
  ];
}
