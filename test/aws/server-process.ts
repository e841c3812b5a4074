import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Seconds after which a server that nobody ended ends by itself. */
const lifetime = 2 * 60 * 60;
/** Milliseconds until a server answers, at most. */
const patience = 60_000;

/**
 * Starts a server of a test and waits until `isUp` says so: it gets what the server has printed.
 *
 * @throws when it ends or says nothing for a minute, with the end of what it printed
 */
export async function startServer(
  command: readonly string[],
  env: NodeJS.ProcessEnv,
  logFile: string,
  isUp: (printed: string) => boolean | Promise<boolean>,
): Promise<ServerProcess> {
  const log = openSync(logFile, 'w');
  const child = spawn('timeout', [String(lifetime), ...command], {
    detached: true,
    env,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const server = new ServerProcess(child, logFile);
  const deadline = performance.now() + patience;
  while (!(await isUp(server.printed))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await server[Symbol.asyncDispose]();
      throw new Error(`${command[0]} does not come up: ${server.printed.slice(-2000)}`);
    }
    await delay(50);
  }
  return server;
}

export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #logFile: string;

  constructor(child: ChildProcess, logFile: string) {
    this.#child = child;
    this.#logFile = logFile;
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()));
  }

  get printed(): string {
    return readFileSync(this.#logFile, 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    // The group: timeout(1) and the server.
    process.kill(-pid, 'SIGKILL');
    await this.#ended;
  }
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
