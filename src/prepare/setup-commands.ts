import { lastLines } from '../last-lines';
import { shellQuote } from '../plan/quote';
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
  commands: readonly string[],
  onDone: (node: string, command: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const command of commands) {
    const script = `exec "\${SHELL:-/bin/sh}" -c ${shellQuote(command)}`;
    const outcomes = await Promise.all(
      machines.map(async (machine) => {
        const result = await machine.run(script, { signal });
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
