import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type AwsError,
  errorOf,
  type FaultName,
  type FaultRule,
  Faults,
  type Service,
} from './faults';
import { type Answer, type AwsRequest, errorAnswer, parseRequest } from './protocol';

/** One call that reached the proxy, each attempt of the SDK for itself. */
export interface Call {
  readonly service: Service;
  readonly action: string;
  readonly params: AwsRequest['params'];
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of the caller; undefined when the call is not signed. */
  readonly accessKeyId: string | undefined;
  /** `ok`, an error code of AWS, `cut-before`, `cut-after` or `malformed`; undefined while under way. */
  outcome: string | undefined;
}

export type Backend = (request: AwsRequest) => Promise<Answer>;
type Listener = (call: Call) => void | Promise<void>;

/** Calls signed with this key are the test's own: neither recorded nor subject to faults. */
export const ownAccessKeyId = 'AKIATHETESTSOWNKEY00';

/** The endpoint of all services of AWS that a test has: what `AWS_ENDPOINT_URL` names. */
export class FaultProxy implements AsyncDisposable {
  readonly calls: Call[] = [];
  /** Milliseconds by which the clock of AWS is ahead, as its answers tell. */
  aheadMs = 0;
  readonly #faults = new Faults();
  readonly #before = new Set<Listener>();
  readonly #after = new Set<Listener>();
  readonly #backends: Readonly<Record<Service, Backend>>;
  readonly #isExpired: (accessKeyId: string) => boolean;
  readonly #server: Server;

  private constructor(
    backends: Readonly<Record<Service, Backend>>,
    isExpired: (accessKeyId: string) => boolean,
  ) {
    this.#backends = backends;
    this.#isExpired = isExpired;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // A hole in the world, not a fault of AWS: it must be seen.
        console.error('The test world could not answer:', error);
        response.writeHead(501).end(String(error));
      });
    });
  }

  /** @param isExpired whether credentials of this key are no longer good */
  static async start(
    backends: Readonly<Record<Service, Backend>>,
    isExpired: (accessKeyId: string) => boolean = () => false,
  ): Promise<FaultProxy> {
    const proxy = new FaultProxy(backends, isExpired);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy has ended.');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The calls of this action, in the order in which they came. */
  callsOf(action: string): readonly Call[] {
    return this.calls.filter((call) => call.action === action);
  }

  addFaults(...rules: readonly FaultRule[]): void {
    this.#faults.add(...rules);
  }

  /** Nothing goes wrong any more; `nth` counts anew. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /**
   * Calls `listener` before a call reaches AWS, and waits for it. When the caller is dead by then, AWS
   * never hears of the call.
   *
   * @returns what takes the listener back
   */
  onBefore(listener: Listener): () => void {
    this.#before.add(listener);
    return () => this.#before.delete(listener);
  }

  /** Calls `listener` when AWS has done it and the answer has not left yet. */
  onAfter(listener: Listener): () => void {
    this.#after.add(listener);
    return () => this.#after.delete(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = parseRequest(incoming, await text(incoming));
    if (request.accessKeyId === ownAccessKeyId)
      return this.#send(response, await this.#ask(request));
    const { service, action, params, region, accessKeyId } = request;
    const call: Call = {
      service,
      action,
      params,
      region,
      accessKeyId,
      at: Date.now(),
      outcome: undefined,
    };
    this.calls.push(call);
    const fault = this.#faultOf(request);
    for (const listener of this.#before) await listener(call);
    // The end of a caller that a listener has killed is noticed then.
    await nextTurn();
    if (fault === 'cut-before' || incoming.socket.destroyed) {
      call.outcome = 'cut-before';
      incoming.socket.destroy();
      return;
    }
    const isAfter = fault === undefined || fault === 'cut-after' || fault === 'malformed';
    const answer = isAfter
      ? await this.#ask(request)
      : errorAnswer(service, errorOf(fault, service, action));
    for (const listener of this.#after) await listener(call);
    await nextTurn();
    if (fault === 'cut-after' || incoming.socket.destroyed) {
      call.outcome = 'cut-after';
      incoming.socket.destroy();
      return;
    }
    call.outcome = fault === 'malformed' ? fault : outcomeOf(answer);
    // The end is missing: AWS has done it, and what it says cannot be read.
    const half = answer.body.slice(0, answer.body.length / 2);
    this.#send(response, fault === 'malformed' ? { ...answer, body: half } : answer);
  }

  #faultOf({ action, region, accessKeyId }: AwsRequest): FaultName | AwsError | undefined {
    const fault = this.#faults.next(action, region);
    const isExpired = accessKeyId !== undefined && this.#isExpired(accessKeyId);
    return fault ?? (isExpired ? 'expired' : undefined);
  }

  #send(response: ServerResponse, { status, type, body }: Answer): void {
    const date = new Date(Date.now() + this.aheadMs).toUTCString();
    response.writeHead(status, { 'content-type': type, date }).end(body);
  }

  #ask(request: AwsRequest): Promise<Answer> {
    return this.#backends[request.service](request);
  }
}

function outcomeOf({ status, body }: Answer): string {
  if (status === 200) return 'ok';
  const code = /<Code>([^<]+)<|"__type": ?"(?:[^"#]*#)?([^"]+)"/.exec(body);
  return code?.[1] ?? code?.[2] ?? String(status);
}
