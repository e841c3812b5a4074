import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '../last-lines';
import type { Layout } from '../plan/layout';
import { ExitCode, type Problem, UserError } from '../problem';
import type { ExecResult } from '../remote/connection';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import { packageIndexScript, withoutLogin } from './package-index';
import { type OnProgress, runTelling } from './run-telling';
import type { Supplies } from './supplies';
import { runSupplied } from './supplies-asked';

export interface Overlay {
  readonly layout: Layout;
  /** Python with flambé, by node name. */
  readonly pythons: ReadonlyMap<string, string>;
  /** Modules of all extensions. */
  readonly modules: readonly string[];
  /** What pip installs: folders on the nodes, and requirements. Nothing with `install: false`. */
  readonly sources: readonly string[];
  /** The same, with the folders on this machine. */
  readonly sourcesHere: readonly string[];
  readonly supplies: Supplies;
  readonly install: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/**
 * Makes the run's own Python environment on all nodes, with the extensions in it; the one with flambé
 * below it stays as it is.
 *
 * @returns the version of Ray in it; undefined where there is none
 * @throws UserError for each node on which an extension could not be installed, or is not importable
 */
export async function makeOverlays(
  { machines, orchestrator }: Fleet,
  overlay: Overlay,
): Promise<string | undefined> {
  const { sourcesHere, supplies } = overlay;
  const extensions = {
    name: 'extensions',
    requirements: sourcesHere,
    before: '',
    pythonVersion: '',
  };
  const results = await runSupplied(machines, {
    run: (machine) => makeOverlay(machine, overlay),
    bring: (asked) => supplies.bring(extensions, asked),
  });
  const problems = [...results].flatMap(([machine, result]) =>
    problemsOf(machine, result, overlay),
  );
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  return /^ray=(.+)$/m.exec(results.get(orchestrator)?.stdout ?? '')?.[1];
}

function makeOverlay(machine: Machine, overlay: Overlay): Promise<ExecResult> {
  const { layout, pythons, modules, sources, install, supplies, signal, onProgress } = overlay;
  const steps = readFileSync(join(__dirname, 'overlay.sh'), 'utf8');
  const script = [packageIndexScript(supplies.index, layout), supplies.script, steps].join('\n');
  const python = pythons.get(machine.name) ?? '';
  const args = [layout.runDir, python, modules.join(' '), install ? 'yes' : 'no', ...sources];
  return runTelling(machine, script, { args, signal }, onProgress);
}

const howToInstall =
  'See that `pip install` takes it there, with this Python. What it needs besides Python goes into `setup_cmds` (docs/extensions.md, docs/packages.md).';

function problemsOf(
  machine: Machine,
  { code, stdout, stderr }: ExecResult,
  { install, supplies }: Overlay,
): readonly Problem[] {
  const field = machine.title;
  if (code !== 0) {
    const words = lastLines(withoutLogin(stderr, supplies.index));
    const what = install ? 'The extensions' : 'The run’s own Python environment';
    return [{ field, message: `${what} could not be installed: ${words}`, fix: howToInstall }];
  }
  const missing = [...stdout.matchAll(/^missing=(.+)$/gm)].map(([, module]) => ({
    field,
    message: `Python has no module \`${module}\`, which the runnable lists among its extensions.`,
    fix: install
      ? 'The name before the colon is that of the package’s own module: compare them.'
      : 'Install it on the host, or let `install-extensions` do it.',
  }));
  const broken = [...stdout.matchAll(/^broken=(\S+) (.+)$/gm)].map(([, module, words]) => ({
    field,
    message: `Python cannot import \`${module}\`, which the runnable lists among its extensions: ${words}.`,
    fix: 'Mend it on the host, or let `install-extensions` install it.',
  }));
  return [...missing, ...broken];
}
