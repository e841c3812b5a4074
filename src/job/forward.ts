import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { runChild } from '../remote/child';
import type { Fleet } from '../remote/fleet';

/** Milliseconds after which a connection that has not ended is taken for one that stands. */
const settleTime = 2000;

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
  const options = ['-F', sshConfigFile, '-N', '-o', 'ExitOnForwardFailure=yes'];
  const ended = runChild('ssh', [...options, ...forwards, orchestrator.name], { signal }).then(
    ({ code, stderr }) => stderr.trim() || `ssh ended with exit code ${code}`,
    (error: Error) => error.message,
  );
  return Promise.race([ended, sleep(settleTime).then(() => undefined)]);
}

/** Shows an address in the user's browser, if there is one. */
export function openBrowser(url: string): void {
  const program = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(program, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
