import { shellCommand } from '../plan/quote';
import { ExitCode, UserError } from '../problem';
import type { ClusterNode } from '../providers/provider';
import { backOff } from './backoff';
import { Connection, ConnectionLost, type Endpoint, type ExecResult } from './connection';
import { hostFailure } from './host-failure';
import { unlessAborted } from './under-way';

/** A host that does not answer for this long is lost. */
const lostAfterSeconds = 120;
/** A connection that lasted for so long was not cut by what cut the one before: a dead one is found sooner. */
const servedSeconds = 30;
const ignore = () => undefined;

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
  #node: ClusterNode;
  readonly #route: Route;
  readonly #privateKey: string;
  readonly #runId: string;
  #connection: Promise<Connection> | undefined;
  /** Aborted when nobody wants to talk to it any more. */
  readonly #over = new AbortController();

  /** @param runId marks every process of the run on the node, so that teardown finds them */
  constructor(node: ClusterNode, route: Route, privateKey: string, runId: string) {
    this.#node = node;
    this.#route = route;
    this.#privateKey = privateKey;
    this.#runId = runId;
  }

  get node(): ClusterNode {
    return this.#node;
  }

  /** From now on other nodes are told this address of it. */
  tellInside(privateHost: string): void {
    this.#node = { ...this.#node, privateHost, privateName: this.#node.privateHost };
  }

  get name(): string {
    return this.node.name;
  }

  /** What a user calls it. */
  get title(): string {
    return `${this.name} (${this.node.host})`;
  }

  /** Stands in the environment of every process of ours there, so that teardown finds them. */
  get mark(): string {
    return `FLAMBE_ACTION_NODE=${this.#runId}`;
  }

  /** Host key as known_hosts writes it. @throws UserError (exit code 75), as `run` */
  hostKey(signal: AbortSignal): Promise<string> {
    return this.persist(async ({ hostKey }) => hostKey, signal);
  }

  /**
   * The connection that is there, or one made anew; one for all who ask at the same time.
   * @throws ConnectionLost when the host cannot be reached now
   */
  async connect(signal: AbortSignal): Promise<Connection> {
    this.#over.signal.throwIfAborted();
    const known = this.#connection;
    const current = known && (await unlessAborted(known.catch(ignore), signal, ignore));
    if (current && !current.lost) return current;
    if (this.#connection !== known) return this.connect(signal);
    const opening = this.#open(signal);
    this.#connection = opening;
    opening.catch(ignore);
    return opening;
  }

  /**
   * Runs a POSIX shell script on the machine. After a lost connection it is run again from the
   * start, so a script must bear being run twice, and at the same time: the first may still run.
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
    const message = `Failed to ${what} (exit code ${result.code}): ${words || 'no output'}`;
    throw hostFailure(this.title, message);
  }

  /** Does something over a connection; when it breaks, again over a new one, for `patience` seconds. */
  async persist<T>(
    work: (connection: Connection) => Promise<T>,
    signal: AbortSignal,
    patience = lostAfterSeconds,
  ): Promise<T> {
    let brokenSince: number | undefined;
    for (let failed = 1; ; failed++) {
      const asked = performance.now();
      let connected: number | undefined;
      try {
        const connection = await this.connect(signal);
        connected = performance.now();
        return await work(connection);
      } catch (error) {
        signal.throwIfAborted();
        this.#over.signal.throwIfAborted();
        if (!(error instanceof ConnectionLost)) throw error;
        const now = performance.now();
        if (connected !== undefined && now - connected > servedSeconds * 1000) {
          brokenSince = now;
          failed = 1;
        }
        // To be given no connection takes as long as the host was silent.
        brokenSince ??= connected === undefined ? asked : now;
        const seconds = (now - brokenSince) / 1000;
        if (seconds >= patience) throw this.#lost(Math.round(seconds), error);
        await backOff(failed, AbortSignal.any([signal, this.#over.signal]));
      }
    }
  }

  /** Ends the connection, for good: what is still under way on the machine fails. */
  async close(): Promise<void> {
    this.#over.abort(new Error(`${this.title}: no longer talked to`));
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
  }

  #exec(
    connection: Connection,
    script: string,
    { args = [], onStdout, signal, unmarked }: RunOptions,
  ): Promise<ExecResult> {
    const mark = unmarked ? [] : [this.mark];
    // All that the login shell reads: one that is not POSIX's (fish, tcsh) quotes otherwise.
    const command = shellCommand(['env', ...mark, 'sh', '-s']);
    // The shell reads the script from its standard input: what the script runs must not.
    const input = `${shellCommand(['set', '--', ...args])}\n{\n${script}\n} </dev/null\n`;
    return connection.exec(command, { input, signal, ...(onStdout && { onStdout }) });
  }

  async #open(signal: AbortSignal): Promise<Connection> {
    const wanted = AbortSignal.any([signal, this.#over.signal]);
    const through = await this.#route.through?.connect(wanted);
    return Connection.open(this.#route.endpoint, this.#privateKey, through, wanted);
  }

  #lost(seconds: number, cause: Error): UserError {
    return new UserError(
      {
        field: this.title,
        message: `The host has not answered for ${seconds} s: ${cause.message}.`,
      },
      ExitCode.lost,
      { cause },
    );
  }
}
