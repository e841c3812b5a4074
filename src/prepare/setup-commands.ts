import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines } from '../last-lines';
import type { Layout } from '../plan/layout';
import { ExitCode, UserError } from '../problem';
import type { Fleet } from '../remote/fleet';

/**
 * Runs the cluster file's `setup_cmds` in order, on all nodes at the same time, each in the login
 * user's own shell, as sshd would (flambe/cluster/cluster.py, flambe/cluster/instance/instance.py).
 *
 * @throws UserError with node, command and the end of its output, for each node that failed
 */
export async function runSetupCommands(
  { machines }: Fleet,
  { runDir }: Layout,
  commands: readonly string[],
  onDone: (node: string, command: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const script = readFileSync(join(__dirname, 'setup-command.sh'), 'utf8');
  for (const [i, command] of commands.entries()) {
    const outcomes = await Promise.all(
      machines.map(async (machine) => {
        // Nodes may have the run's folder in common.
        const args = [runDir, `${machine.name}-${i + 1}`, command];
        const result = await machine.run(script, { args, signal });
        if (result.code === 0) onDone(machine.name, command);
        return { machine, result };
      }),
    );
    const problems = outcomes
      .filter(({ result }) => result.code !== 0)
      .map(({ machine, result }) => ({
        field: `setup_cmds on ${machine.name}`,
        message: `\`${command}\` ended with exit code ${result.code}: ${lastLines(result.stdout + result.stderr)}`,
      }));
    if (problems.length > 0) throw new UserError(problems, ExitCode.clusterUnavailable);
  }
}
