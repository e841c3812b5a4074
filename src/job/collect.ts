import { readFileSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';
import { download } from '../remote/rsync';

export interface Collect {
  readonly layout: Layout;
  /** Paths or globs on the orchestrator, relative ones from the workdir. */
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

/**
 * Brings home `{results}` and what the globs find. Relative matches keep their path below the
 * workdir, absolute ones their last part.
 *
 * @returns every file below `resultsPath`
 * @throws UserError when the orchestrator or this machine's disk does not go along
 */
export async function collectResults(fleet: Fleet, options: Collect): Promise<Collected[]> {
  const { layout, globs, resultsPath, signal, onProgress } = options;
  const { orchestrator, sshConfigFile } = fleet;
  await mkdir(resultsPath, { recursive: true });
  const transfer = {
    machine: orchestrator,
    sshConfigFile,
    signal,
    ...(onProgress && { onProgress }),
  };
  await download(`${layout.results}/`, `${resultsPath}/`, transfer);
  const found = globs.length > 0 ? await expand(fleet, options) : [];
  const inWorkdir = found.filter((path) => !path.startsWith('/'));
  if (inWorkdir.length > 0) {
    const files = Buffer.from(inWorkdir.map((path) => `./${path}\0`).join(''));
    await download(`${layout.workdir}/`, `${resultsPath}/`, { ...transfer, files });
  }
  for (const path of found.filter((path) => path.startsWith('/'))) {
    await download(path.replace(/\/+$/, ''), `${resultsPath}/`, transfer);
  }
  return listFiles(resultsPath);
}

async function expand({ orchestrator }: Fleet, { layout, globs, signal }: Collect) {
  const script = readFileSync(join(__dirname, 'collect.sh'), 'utf8');
  const { stdout } = await orchestrator.check('find the results', script, {
    args: [layout.workdir, ...globs],
    signal,
  });
  return stdout.split('\n').filter(Boolean);
}

async function listFiles(folder: string): Promise<Collected[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path: relative(folder, path), bytes: (await stat(path)).size };
    }),
  );
}
