import { setTimeout as sleep } from 'node:timers/promises';
import { shellCommand } from '../plan/quote';
import { ExitCode, UserError } from '../problem';
import type { ClusterNode } from '../providers/provider';
import { Connection, ConnectionLost, type Endpoint, type ExecResult } from './connection';

/** A host that does not answer for this long is lost. */
export const lostAfterSeconds = 120;

/** How a machine is reached: in whole, so that a connection can be made anew at any time. */
export interface Route {
  readonly endpoint: Endpoint;
  /** The machine or jump host that leads there. */
  readonly through: Machine | undefined;
}

export interface RunOptions {
  readonly args?: readonly string[];
  readonly onStdout?: (chunk: Buffer) => Promise<void> | void;
  readonly signal: AbortSignal;
  /** How long a host may be silent, in seconds. */
  readonly patience?: number;
  /** Not a process of the run, and so not ended with it: teardown itself. */
  readonly unmarked?: boolean;
}

/** One machine to talk to; a broken connection is made anew without a word. */
export class Machine {
  readonly node: ClusterNode;
  readonly #route: Route;
  readonly #privateKey: string;
  readonly #runId: string;
  #connection: Promise<Connection> | undefined;

  /** @param runId marks every process of the run on the node, so that teardown finds them */
  constructor(node: ClusterNode, route: Route, privateKey: string, runId: string) {
    this.node = node;
    this.#route = route;
    this.#privateKey = privateKey;
    this.#runId = runId;
  }

  get name(): string {
    return this.node.name;
  }

  /** Host key as known_hosts writes it, once a connection has shown it. */
  async hostKey(signal: AbortSignal): Promise<string> {
    return (await this.connect(signal)).hostKey;
  }

  /** @throws ConnectionLost when the host cannot be reached now */
  async connect(signal: AbortSignal): Promise<Connection> {
    const current = await this.#connection?.catch(() => undefined);
    if (current && !current.lost) return current;
    const opening = this.#open(signal);
    this.#connection = opening;
    opening.catch(() => {});
    return opening;
  }

  /**
   * Runs a POSIX shell script on the machine. After a lost connection it is run again from the
   * start, so a script must bear being run twice.
   *
   * @returns its exit code and output, whatever the code is
   * @throws UserError (exit code 75) when the host does not answer for `patience` seconds
   */
  async run(script: string, options: RunOptions): Promise<ExecResult> {
    const { signal, patience } = options;
    return this.persist((connection) => this.#exec(connection, script, options), signal, patience);
  }

  /** Like `run`, but once: what was begun is not begun again. @throws ConnectionLost */
  async attempt(script: string, options: RunOptions): Promise<ExecResult> {
    return this.#exec(await this.connect(options.signal), script, options);
  }

  /** Like `run`, for scripts that fail only when something is wrong on the node. */
  async check(what: string, script: string, options: RunOptions): Promise<ExecResult> {
    const result = await this.run(script, options);
    if (result.code === 0) return result;
    const words = (result.stderr.trim() || result.stdout.trim()).split('\n').slice(-20).join('\n');
    throw new UserError(
      {
        field: `${this.name} (${this.node.host})`,
        message: `Failed to ${what} (exit code ${result.code}): ${words || 'no output'}`,
      },
      ExitCode.clusterUnavailable,
    );
  }

  /** Does something over a connection; when it breaks, again over a new one, for `patience` seconds. */
  async persist<T>(
    work: (connection: Connection) => Promise<T>,
    signal: AbortSignal,
    patience = lostAfterSeconds,
  ): Promise<T> {
    let brokenSince: number | undefined;
    for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
      try {
        return await work(await this.connect(signal));
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof ConnectionLost)) throw error;
        brokenSince ??= performance.now();
        const seconds = (performance.now() - brokenSince) / 1000;
        if (seconds >= patience) throw this.#lost(Math.round(seconds), error);
        await sleep(pause, undefined, { signal });
      }
    }
  }

  /** Ends the connection, if there is one. */
  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
    this.#connection = undefined;
  }

  #exec(
    connection: Connection,
    script: string,
    { args = [], onStdout, signal, unmarked }: RunOptions,
  ): Promise<ExecResult> {
    const mark = unmarked ? [] : [`FLAMBE_ACTION_NODE=${this.#runId}`];
    const command = shellCommand(['env', ...mark, 'sh', '-s', '--', ...args]);
    // The shell reads the script from its standard input: what the script runs must not.
    const input = `{\n${script}\n} </dev/null\n`;
    return connection.exec(command, { input, signal, ...(onStdout && { onStdout }) });
  }

  async #open(signal: AbortSignal): Promise<Connection> {
    const through = await this.#route.through?.connect(signal);
    return Connection.open(this.#route.endpoint, this.#privateKey, through, signal);
  }

  #lost(seconds: number, cause: Error): UserError {
    return new UserError(
      {
        field: `${this.name} (${this.node.host})`,
        message: `The host has not answered for ${seconds} s: ${cause.message}.`,
      },
      ExitCode.lost,
      { cause },
    );
  }
}
