import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Page {
  readonly body?: Buffer;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether `Range` is heeded, under `If-Range`. */
  readonly ranges?: boolean;
  /** The connection is cut after so many bytes of the body, in the first answers. */
  readonly cuts?: readonly number[];
  /** Nothing follows after the first half. */
  readonly stalls?: number;
  /** Length is not told. */
  readonly chunked?: boolean;
  /** Opens it. */
  readonly password?: string;
}

interface Asked {
  readonly path: string;
  readonly range: string | undefined;
}

/** A real server on loopback that misbehaves as it is told. */
export class WebServer implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly #server: Server;
  readonly #pages = new Map<string, Page>();
  readonly #answers = new Map<string, number>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<WebServer> {
    const server = createServer();
    const web = new WebServer(server);
    server.on('request', (request, answer) => web.#answer(request, answer));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return web;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @returns its URL */
  put(path: string, page: Page): string {
    this.#pages.set(path, page);
    this.#answers.delete(path);
    return `${this.origin}${path}`;
  }

  ranges(path: string): readonly (string | undefined)[] {
    return this.asked.filter((one) => one.path === path).map(({ range }) => range);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, answer: ServerResponse): void {
    const { url = '', headers } = request;
    const path = url.replace(/\?.*/, '');
    this.asked.push({ path, range: headers.range });
    const page = this.#pages.get(path);
    const password = page?.password && Buffer.from(page.password).toString('base64');
    if (!page) return void answer.writeHead(404).end();
    if (password && headers.authorization !== `Basic ${password}`) {
      return void answer.writeHead(401).end();
    }
    const { body = Buffer.alloc(0), status = 200, ranges = true, chunked = false } = page;
    const first = ranges ? firstByte(request, page) : 0;
    const rest = body.subarray(first);
    answer.writeHead(first > 0 ? 206 : status, {
      ...page.headers,
      ...(!chunked && { 'content-length': rest.length }),
      ...(first > 0 && { 'content-range': `bytes ${first}-${body.length - 1}/${body.length}` }),
    });
    const nth = this.#answers.get(path) ?? 0;
    this.#answers.set(path, nth + 1);
    const cut = page.cuts?.[nth];
    if (cut !== undefined) {
      // What has arrived in the moment of the cut may not be seen by the other side.
      answer.write(rest.subarray(0, cut), () => setTimeout(() => answer.destroy(), 100));
    } else if (nth < (page.stalls ?? 0)) answer.write(rest.subarray(0, rest.length / 2));
    else answer.end(rest);
  }
}

function firstByte({ headers }: IncomingMessage, page: Page): number {
  const validators = [page.headers?.['etag'], page.headers?.['last-modified']];
  const condition = headers['if-range'];
  if (condition !== undefined && !validators.includes(String(condition))) return 0;
  return Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
}
