import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import { ExitCode, type Problem, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';
import { hostFailure } from '../remote/host-failure';
import type { Machine } from '../remote/machine';
import { authorizedKeysScript, endProcessesScript, writeFiles } from '../remote/node-scripts';

export interface Settlement {
  readonly id: string;
  /** Tells this process from others of the same run, whose folders have the same names. */
  readonly startedAt: string;
  readonly layout: Layout;
  /** Files of the run's folder on every node, in the order in which they are written: path → text. */
  readonly files: ReadonlyMap<string, string>;
  /** A script that takes away all that a run has on a node. */
  readonly undo: string;
  /** What must fit into memory-backed storage. */
  readonly secretsBytes: number;
  readonly signal: AbortSignal;
}

export interface Settled {
  /** Nodes whose secrets will lie on disk: they have no memory-backed storage for them. */
  readonly onDisk: readonly Machine[];
  /** Folder of an earlier run on the orchestrator: what it has of this run need not be sent again. */
  readonly kept: string | undefined;
}

/**
 * Makes the run's folder on every node and lets the nodes in to each other by the cluster's own
 * key, which is made on the orchestrator and never comes here.
 *
 * @throws UserError naming the node on which something failed, or another process has the folder
 */
export async function settle(fleet: Fleet, settlement: Settlement): Promise<Settled> {
  const { orchestrator, machines } = fleet;
  const { id, layout, signal } = settlement;
  const places = await makeAllFolders(machines, settlement);
  const keyScript = readFileSync(join(__dirname, 'cluster-key.sh'), 'utf8');
  const { stdout } = await orchestrator.check("make the cluster's own key", keyScript, {
    args: [layout.clusterKey, comment(id)],
    signal,
  });
  const line = authorizedKeysLine(publicKeyIn(stdout, orchestrator, id), id, layout);
  await Promise.all(
    machines.map((machine) =>
      machine.check("admit the cluster's own key", authorizedKeysScript(), {
        args: [id, line],
        signal,
      }),
    ),
  );
  const onDisk = machines.filter((_, i) => places[i]?.secrets === 'disk');
  return { onDisk, kept: places[0]?.kept };
}

/** Folders that an earlier process of this run has left for a look make room. */
async function makeAllFolders(machines: readonly Machine[], settlement: Settlement) {
  const { undo, signal } = settlement;
  const makeAll = () => Promise.all(machines.map((machine) => makeFolders(machine, settlement)));
  let places = await makeAll();
  const kept = machines.filter((_, i) => places[i]?.over !== undefined);
  if (kept.length > 0) {
    const what = 'take away what an earlier process of this run has left';
    // It ends what bears this run's mark.
    const options = { signal, unmarked: true };
    await Promise.all(kept.map((machine) => machine.check(what, undo, options)));
    places = await makeAll();
  }
  const problems = machines.flatMap((machine, i) => takenProblem(machine, places[i], settlement));
  if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  return places;
}

function takenProblem(
  { title }: Machine,
  place: FoldersAnswer | undefined,
  { id, layout }: Settlement,
): Problem[] {
  if (place?.secrets !== undefined) return [];
  return [
    {
      field: title,
      message: `Another process has the run ${id} on this host since ${place?.taken ?? place?.over}, which this machine knows nothing of; it may still be at work, and was not touched.`,
      fix: `Wait for it. If it is gone, end what it has left there with: sh ${layout.bin}/release.sh`,
    },
  ];
}

/** What folders.sh says. */
interface FoldersAnswer {
  readonly secrets: string | undefined;
  readonly kept: string | undefined;
  readonly over: string | undefined;
  readonly taken: string | undefined;
}

async function makeFolders(machine: Machine, settlement: Settlement): Promise<FoldersAnswer> {
  const { id, startedAt, layout, files, secretsBytes, signal } = settlement;
  const script = readFileSync(join(__dirname, 'folders.sh'), 'utf8');
  const enter = readFileSync(join(__dirname, 'enter.sh'), 'utf8');
  const all = new Map([
    ...files,
    [`${layout.bin}/enter.sh`, enter],
    [`${layout.bin}/end-processes.sh`, endProcessesScript()],
  ]);
  const { stdout } = await machine.check('make the run folder', `${script}\n${writeFiles(all)}`, {
    args: [layout.runDir, layout.memoryDir, String(secretsBytes), id, startedAt],
    signal,
  });
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(stdout)?.[1];
  const [secrets, kept] = [value('secrets'), value('kept')];
  return { secrets, kept, over: value('over'), taken: value('taken') };
}

/** By it teardown knows the key again (authorized-keys.sh). */
function comment(id: string): string {
  return `flambe-action:${id}`;
}

/**
 * The line that is this run's public key and nothing else: all that is put into authorized_keys is to
 * be of one line, which is restricted and which teardown finds.
 */
function publicKeyIn(stdout: string, machine: Machine, id: string): string {
  const isKey = /^ssh-ed25519 [A-Za-z0-9+/]+=* (\S+)$/;
  const key = stdout.split('\n').find((line) => isKey.exec(line)?.[1] === comment(id));
  if (key !== undefined) return key;
  throw hostFailure(machine.title, "It has not said the cluster's own public key.");
}

/** authorized_keys(5): whatever is asked for, it is `enter.sh` that runs. */
function authorizedKeysLine(publicKey: string, id: string, layout: Layout): string {
  const forced = `exec sh '${layout.bin}/enter.sh' ${id}`;
  return `command="${forced}",no-agent-forwarding,no-X11-forwarding ${publicKey}`;
}

/**
 * Carries the cluster key, the runnable and the workdir from the orchestrator to the factories.
 *
 * @param kept the folder of an earlier run, which factories may have at the same path
 */
export async function spread(
  fleet: Fleet,
  { layout, signal }: Settlement,
  kept = '',
): Promise<void> {
  if (fleet.factories.length === 0) return;
  const script = readFileSync(join(__dirname, 'spread.sh'), 'utf8');
  await fleet.orchestrator.check('carry the files to the factories', script, {
    args: [layout.runDir, kept, ...fleet.factories.map(({ name }) => name)],
    signal,
  });
}
