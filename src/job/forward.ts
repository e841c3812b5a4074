import { spawn } from 'node:child_process';
import { runChild } from '../remote/child';
import type { Fleet } from '../remote/fleet';
import { byConfig } from '../remote/ssh-config';

/**
 * Makes ports of the orchestrator ports of this machine, through SSH, until `signal` aborts or this
 * process ends: what a firewall keeps from others comes home that way.
 *
 * @returns why that did not work; undefined when it does
 */
export async function forwardPorts(
  { orchestrator, sshConfigFile }: Fleet,
  ports: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const forwards = ports.flatMap((port) => ['-L', `127.0.0.1:${port}:127.0.0.1:${port}`]);
  const { cwd, config } = byConfig(sshConfigFile);
  // It speaks when all ports are open here (ssh_config(5)); until then ssh gives up by itself.
  const speaks = ['-o', 'PermitLocalCommand=yes', '-o', 'LocalCommand=echo open'];
  const options = [...config, '-N', '-o', 'ExitOnForwardFailure=yes', ...speaks];
  return new Promise((resolve) => {
    const onStdout = () => resolve(undefined);
    runChild('ssh', [...options, ...forwards, orchestrator.name], { signal, cwd, onStdout }).then(
      ({ code, stderr }) => resolve(stderr.trim() || `ssh ended with exit code ${code}`),
      (error: Error) => resolve(error.message),
    );
  });
}

/** Shows an address in the user's browser, if there is one. */
export function openBrowser(url: string): void {
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(program, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
