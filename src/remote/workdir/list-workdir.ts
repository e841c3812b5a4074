import { realpath, stat } from 'node:fs/promises';
import { type Problem, UserError } from '../../problem';
import { type BytePath, toBytePath, within } from './byte-path';
import { listCandidates } from './candidates';
import { type Finding, warningsFor } from './findings';
import { type Inspection, Inspector } from './inspect';
import { type Never, NeverPaths, neverContents } from './never';

export interface WorkdirOptions {
  /** Absolute path of a folder. */
  readonly root: string;
  readonly never: Never;
  readonly signal: AbortSignal;
}

/** What is carried of a folder to the nodes. */
export interface Workdir {
  /**
   * Relative to the root, sorted: files and symbolic links. A name is bytes, not text: each character
   * stands for one byte (latin1). `filesFrom` makes of them what rsync reads.
   */
  readonly files: readonly string[];
  /** Size of all files together. */
  readonly bytes: number;
  /** What was left out, and what will not work on the nodes. */
  readonly warnings: readonly Problem[];
}

/** Files looked at side by side. */
const inspectors = 16;

/**
 * Lists what is carried of a `workdir`: what git tracks and what it does not ignore, without git
 * everything. Never what `never` names, by path or by content, nor `.git`, nor another private key.
 *
 * @throws UserError when the folder cannot be listed or lies in one that is never carried; the
 *   reason of `signal` when aborted
 */
export async function listWorkdir({ root, never, signal }: WorkdirOptions): Promise<Workdir> {
  signal.throwIfAborted();
  const neverPaths = await NeverPaths.of(never.paths);
  const realRoot = await resolveRoot(root, neverPaths);
  const findings: Finding[] = [];
  const onFinding = (finding: Finding) => void findings.push(finding);
  const candidates = await listCandidates(realRoot, { never: neverPaths, onFinding, signal });
  const allowed = candidates.filter((path) => !neverPaths.has(within(realRoot, path)));

  const files: BytePath[] = [];
  let bytes = 0;
  const contents = neverContents(never.contents);
  await inspectAll(
    allowed,
    () => new Inspector(realRoot, contents),
    signal,
    (path, inspection) => {
      if (inspection.finding) onFinding(inspection.finding);
      if (!inspection.carried) return;
      files.push(path);
      bytes += inspection.bytes;
    },
  );
  return { files: files.sort(), bytes, warnings: warningsFor(findings, toBytePath(root)) };
}

/** The paths as `rsync --from0 --files-from=-` reads them. */
export function filesFrom(files: readonly string[]): Buffer {
  // rsync takes a name that begins with `#` or `;` for a comment, even with --from0.
  return Buffer.from(files.map((path) => `./${path}\0`).join(''), 'latin1');
}

async function resolveRoot(root: string, never: NeverPaths): Promise<BytePath> {
  const folder = await stat(root).catch(() => undefined);
  if (!folder?.isDirectory()) {
    const message = `${root} is not a folder that can be read.`;
    throw new UserError({ field: 'workdir', message, fix: 'Name a folder that is there.' });
  }
  const path = toBytePath(await realpath(root, { encoding: 'buffer' }));
  if (!never.has(path)) return path;
  throw new UserError({
    field: 'workdir',
    message: `${root} lies in a folder that is never carried: \`results-path\`, RUNNER_TEMP or a \`.git\`.`,
    fix: 'Name another folder.',
  });
}

async function inspectAll(
  paths: readonly BytePath[],
  makeInspector: () => Inspector,
  signal: AbortSignal,
  onInspected: (path: BytePath, inspection: Inspection) => void,
): Promise<void> {
  // One iterator for all: when one of them fails it is closed, and the others stop too.
  const remaining = each(paths);
  const work = async (inspector: Inspector) => {
    for (const path of remaining) onInspected(path, await inspector.inspect(path, signal));
  };
  await Promise.all(Array.from({ length: inspectors }, () => work(makeInspector())));
}

function* each<T>(items: readonly T[]): Generator<T> {
  yield* items;
}
