import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../plan/layout';
import type { Fleet } from '../remote/fleet';
import type { Machine } from '../remote/machine';
import { authorizedKeysScript, endProcessesScript, writeFiles } from '../remote/node-scripts';

export interface Settlement {
  readonly id: string;
  readonly layout: Layout;
  /** Files of the run's folder on every node: path → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
}

/**
 * Makes the run's folder on every node and lets the nodes in to each other by the cluster's own
 * key, which is made on the orchestrator and never comes here.
 *
 * @throws UserError naming the node on which something failed
 */
export async function settle(fleet: Fleet, { id, layout, files, signal }: Settlement) {
  const { orchestrator, machines } = fleet;
  const script = readFileSync(join(__dirname, 'settle.sh'), 'utf8');
  const enter = readFileSync(join(__dirname, 'enter.sh'), 'utf8');
  const all = new Map([
    ...files,
    [`${layout.bin}/enter.sh`, enter],
    [`${layout.bin}/end-processes.sh`, endProcessesScript()],
  ]);
  const settleOn = async (machine: Machine) => {
    const args = [layout.runDir, layout.memoryDir, id, machine.node.role];
    const { stdout } = await machine.check('make the run folder', `${script}\n${writeFiles(all)}`, {
      args,
      signal,
    });
    return stdout.trim();
  };
  const [publicKey = ''] = await Promise.all(machines.map(settleOn));
  const line = authorizedKeysLine(publicKey, id, layout);
  await Promise.all(
    machines.map((machine) =>
      machine.check("admit the cluster's own key", authorizedKeysScript(), {
        args: [id, line],
        signal,
      }),
    ),
  );
  return orchestrator;
}

/** authorized_keys(5): whatever is asked for, it is `enter.sh` that runs. */
function authorizedKeysLine(publicKey: string, id: string, layout: Layout): string {
  const forced = `exec sh '${layout.bin}/enter.sh' ${id}`;
  return `command="${forced}",no-agent-forwarding,no-X11-forwarding ${publicKey}`;
}

/** Carries the cluster key, the runnable and the workdir from the orchestrator to the factories. */
export async function spread(fleet: Fleet, { layout, signal }: Settlement): Promise<void> {
  if (fleet.factories.length === 0) return;
  const script = readFileSync(join(__dirname, 'spread.sh'), 'utf8');
  await fleet.orchestrator.check('carry the files to the factories', script, {
    args: [layout.runDir, ...fleet.factories.map(({ name }) => name)],
    signal,
  });
}
