import { lastLines } from '../last-lines';
import { ExitCode, UserError } from '../problem';
import type { ExecResult } from '../remote/connection';
import type { Machine } from '../remote/machine';
import type { Target } from '../wheelhouse/wheel-tags';

/** What a node cannot have by itself, in the words of its script. */
export interface Asked {
  readonly what: 'uv' | 'python' | 'wheels';
  readonly target: Target;
  /** What it has already, as `name==version`. */
  readonly have: readonly string[];
}

export interface Supplied {
  run(machine: Machine): Promise<ExecResult>;
  bring(asked: ReadonlyMap<Machine, Asked>): Promise<void>;
}

/** Exit code of a script that asks. */
const asks = 4;

/**
 * Runs a script on nodes, all at the same time, and again on those that asked for something, once it
 * was brought.
 *
 * @returns the last result of each, in the order of the nodes
 * @throws UserError when something cannot be had here, or was brought and is asked for again
 */
export async function runSupplied(
  machines: readonly Machine[],
  { run, bring }: Supplied,
): Promise<ReadonlyMap<Machine, ExecResult>> {
  const results = new Map<Machine, ExecResult>();
  const brought = new Map<Machine, Set<string>>(machines.map((machine) => [machine, new Set()]));
  for (let waiting = machines; waiting.length > 0; ) {
    const latest = await Promise.all(waiting.map(run));
    waiting.forEach((machine, i) => {
      results.set(machine, latest[i] as ExecResult);
    });
    const asked = new Map<Machine, Asked>();
    for (const machine of waiting) {
      const one = readAsked(results.get(machine) as ExecResult);
      if (!one) continue;
      if (brought.get(machine)?.has(one.what)) throw useless(machine, one, results);
      brought.get(machine)?.add(one.what);
      asked.set(machine, one);
    }
    if (asked.size > 0) await bring(asked);
    waiting = [...asked.keys()];
  }
  return new Map(machines.map((machine) => [machine, results.get(machine) as ExecResult]));
}

function readAsked({ code, stdout }: ExecResult): Asked | undefined {
  const found = /^needs=(uv|python|wheels) arch=(\S*) glibc=(\S*) python=(\S*)$/m.exec(stdout);
  if (code !== asks || !found) return undefined;
  const [, what, arch = '', glibc, python = ''] = found;
  const have = [...stdout.matchAll(/^have=(\S+)$/gm)].map(([, pin = '']) => pin);
  return { what: what as Asked['what'], target: { arch, glibc: glibc || undefined, python }, have };
}

function useless(machine: Machine, { what }: Asked, results: ReadonlyMap<Machine, ExecResult>) {
  const said = lastLines(results.get(machine)?.stderr ?? '');
  const message = `It cannot use the ${what} that this machine has brought: ${said}`;
  return new UserError({ field: machine.title, message }, ExitCode.clusterUnavailable);
}
