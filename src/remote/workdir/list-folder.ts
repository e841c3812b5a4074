import type { Problem } from '../../problem';
import { type BytePath, toBytePath, within } from './byte-path';
import { listCandidates, type Rule } from './candidates';
import { type Finding, namesOf, warningsFor } from './findings';
import { type Inspection, Inspector } from './inspect';
import { type NeverPaths, neverContents } from './never';

export interface FolderOptions {
  readonly rule: Rule;
  readonly neverPaths: NeverPaths;
  /** Texts that no carried file may hold. */
  readonly neverContents: readonly Buffer[];
  /** The folder as the user knows it, and what names it, for warnings. */
  readonly root: string;
  readonly field: string;
  readonly signal: AbortSignal;
}

/** What is carried of a folder to the nodes. */
export interface Carried {
  /**
   * Relative to the root, sorted: files and symbolic links. A name is bytes, not text: each character
   * stands for one byte (latin1). `filesFrom` makes of them what rsync reads.
   */
  readonly files: readonly string[];
  /** Size of all files together. */
  readonly bytes: number;
  /** What was left out, and what will not work on the nodes. */
  readonly warnings: readonly Problem[];
  /** What is there and is never carried, for people; `.git` aside, which everybody knows. */
  readonly leftOut: string;
}

/** Files looked at side by side. */
const inspectors = 16;

/**
 * Lists what is carried of a folder: never what `neverPaths` and `neverContents` say, nor a `.git`, nor
 * a private key.
 *
 * @param realRoot the folder without symbolic links
 * @throws UserError when git cannot list it; the reason of `signal` when aborted
 */
export async function listFolder(realRoot: BytePath, options: FolderOptions): Promise<Carried> {
  const { rule, neverPaths: never, root, field, signal } = options;
  const findings: Finding[] = [];
  const onFinding = (finding: Finding) => void findings.push(finding);
  const candidates = await listCandidates(realRoot, { rule, never, onFinding, signal });
  const isNever = (path: BytePath) => never.has(within(realRoot, path));
  for (const path of candidates.filter(isNever)) onFinding({ kind: 'never', path });

  const files: BytePath[] = [];
  let bytes = 0;
  const contents = neverContents(options.neverContents);
  await inspectAll(
    candidates.filter((path) => !isNever(path)),
    () => new Inspector(realRoot, contents),
    signal,
    (path, inspection) => {
      if (inspection.finding) onFinding(inspection.finding);
      if (!inspection.carried) return;
      files.push(path);
      bytes += inspection.bytes;
    },
  );
  const leftOut = findings.filter(
    ({ kind, path }) => kind === 'never' && !/(^|\/)\.git$/.test(path),
  );
  const warnings = warningsFor(findings, toBytePath(root), field);
  return { files: files.sort(), bytes, warnings, leftOut: namesOf(leftOut) };
}

/** The paths as `rsync --from0 --files-from=-` reads them. */
export function filesFrom(files: readonly string[]): Buffer {
  // rsync takes a name that begins with `#` or `;` for a comment, even with --from0.
  return Buffer.from(files.map((path) => `./${path}\0`).join(''), 'latin1');
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
