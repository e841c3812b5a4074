import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '../last-lines';
import { ExitCode, type Problem, UserError } from '../problem';
import type { ExecResult } from '../remote/connection';
import type { Machine } from '../remote/machine';
import { findPythonScript } from '../wheelhouse/find-python';
import { uvVersion } from '../wheelhouse/uv-program';
import { packageIndexScript, withoutLogin } from './package-index';
import { type OnProgress, runTelling } from './run-telling';
import type { SuppliedSet, Supplies } from './supplies';
import { runSupplied } from './supplies-asked';

/** An environment as its script makes it on a node. */
export interface Environment extends SuppliedSet {
  /** With the functions that it stands on. */
  readonly script: string;
  readonly args: readonly string[];
}

/** Steps of an environment's own, with the functions that they stand on. */
export function environmentScript(steps: string): string {
  const uv = readFileSync(join(__dirname, 'uv.sh'), 'utf8');
  return [findPythonScript(), uv, steps].join('\n');
}

/** A name's end that changes with what is in an environment. */
export function contentHash(content: readonly unknown[]): string {
  const text = JSON.stringify([...content, uvVersion]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

export interface WantedPython {
  /** What it is, behind "No". */
  readonly title: string;
  readonly environment: Environment;
  readonly supplies: Supplies;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/**
 * An environment on every node, by the same script on all at the same time; what a node cannot have
 * by itself this machine brings.
 *
 * @returns paths of Python by node name
 * @throws UserError naming every node where none could be had, with the end of what was said there
 */
export async function pythonsOn(
  machines: readonly Machine[],
  wanted: WantedPython,
): Promise<ReadonlyMap<string, string>> {
  const { environment, supplies } = wanted;
  const results = await runSupplied(machines, {
    run: (machine) => runOn(machine, wanted),
    bring: (asked) => supplies.bring(environment, asked),
  });
  const outcomes = [...results].map(([machine, result]) => outcomeOf(machine, result, wanted));
  const problems = outcomes.filter((outcome) => typeof outcome !== 'string');
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  return new Map(machines.map(({ name }, i) => [name, outcomes[i] as string]));
}

function runOn(machine: Machine, wanted: WantedPython): Promise<ExecResult> {
  const { environment, supplies, signal, onProgress } = wanted;
  const script = [
    packageIndexScript(supplies.index, supplies.layout),
    supplies.script,
    environment.script,
  ].join('\n');
  return runTelling(machine, script, { args: environment.args, signal }, onProgress);
}

function outcomeOf(
  machine: Machine,
  { code, stdout, stderr }: ExecResult,
  { title, environment, supplies }: WantedPython,
): string | Problem {
  const python = /^python=(.+)$/m.exec(stdout)?.[1];
  if (code === 0 && python !== undefined) return python;
  const words = lastLines(withoutLogin(stderr, supplies.index));
  return {
    field: machine.title,
    message: `No ${title} could be had (exit code ${code}): ${words}`,
    fix: `All of it is in ~/.flambe-action-envs/${environment.name}.log there. See that this version exists and that the home has room for it; docs/packages.md says what a host needs.`,
  };
}
