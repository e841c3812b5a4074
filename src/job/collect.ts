import { readFileSync } from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';
import { download } from '../remote/rsync';

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
  /** Globs that found nothing. */
  readonly unmatched: readonly string[];
}

/** What came from here needs not come back (flambe/experiment/experiment.py). */
const uploadedResources = '/output__*/_resources/';

/** Beside `{results}`: the job's own output. */
export const logName = 'job.log';

/**
 * Brings home `{results}` and what the globs find. Relative matches keep their path below the
 * workdir, absolute ones their last part. Links that lead out of what is brought stay behind.
 *
 * @throws UserError when the orchestrator or this machine's disk does not go along
 */
export async function collectResults(fleet: Fleet, options: Collect): Promise<Collection> {
  const { layout, resultsPath, signal, onProgress } = options;
  const { orchestrator, sshConfigFile } = fleet;
  await mkdir(resultsPath, { recursive: true });
  const files = new Map<string, number>();
  const transfer = {
    machine: orchestrator,
    sshConfigFile,
    signal,
    options: ['--safe-links'],
    onFile: (path: string, bytes: number) => files.set(path, bytes),
    ...(onProgress && { onProgress }),
  };
  await download(`${layout.results}/`, `${resultsPath}/`, transfer);
  const { found, unmatched } = await expand(fleet, options);
  const inWorkdir = found.filter((path) => !path.startsWith('/'));
  if (inWorkdir.length > 0) {
    const names = Buffer.from(inWorkdir.map((path) => `./${path}\0`).join(''));
    await download(`${layout.workdir}/`, `${resultsPath}/`, { ...transfer, files: names });
  }
  for (const path of found.filter((path) => path.startsWith('/'))) {
    const options = [...transfer.options, `--exclude=${uploadedResources}`];
    await download(path.replace(/\/+$/, ''), `${resultsPath}/`, { ...transfer, options });
  }
  const log = await stat(join(resultsPath, logName)).catch(() => undefined);
  if (log) files.set(logName, log.size);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return { files: sorted.map(([path, bytes]) => ({ path, bytes })), unmatched };
}

async function expand({ orchestrator }: Fleet, { layout, globs, signal }: Collect) {
  if (globs.length === 0) return { found: [], unmatched: [] };
  const script = readFileSync(join(__dirname, 'collect.sh'), 'utf8');
  const { stdout } = await orchestrator.check('find the results', script, {
    args: [layout.workdir, ...globs],
    signal,
  });
  const answers = stdout.split('\0').filter(Boolean);
  const starting = (mark: string) =>
    answers.filter((answer) => answer.startsWith(mark)).map((answer) => answer.slice(1));
  return { found: starting('+'), unmatched: starting('-') };
}
