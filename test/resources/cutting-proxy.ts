import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a server; it cuts answers off, or changes a byte of them. */
export class CuttingProxy implements AsyncDisposable {
  readonly ranges: (string | undefined)[] = [];
  readonly #server: Server;
  #cut: { readonly path: string; readonly after: (number | undefined)[] } | undefined;
  #spoiled: string | undefined;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(backend: string): Promise<CuttingProxy> {
    const server = createServer();
    const proxy = new CuttingProxy(server);
    server.on('request', (asked, answer) => {
      const { method, url = '', headers } = asked;
      if (method === 'GET') proxy.ranges.push(headers.range);
      // As it stands: a URL has no `..`.
      const { hostname, port } = new URL(backend);
      const behind = request({ hostname, port, path: url, method: method ?? 'GET', headers });
      asked.pipe(behind);
      behind.on('response', (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        const cut = method === 'GET' ? proxy.#nextCut(url) : undefined;
        let sent = 0;
        response.on('data', (chunk: Buffer) => {
          if (proxy.#spoiled && url.startsWith(proxy.#spoiled)) chunk.writeUInt8(chunk[0] ? 0 : 1);
          if (cut === undefined) answer.write(chunk);
          else if (sent < cut) {
            answer.write(chunk.subarray(0, cut - sent));
            sent += chunk.length;
            if (sent >= cut) setTimeout(() => answer.destroy(), 100);
          }
        });
        response.on('end', () => cut === undefined && answer.end());
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @param after bytes of the next answers; undefined: all */
  cutAfter(path: string, after: readonly (number | undefined)[]): void {
    this.#cut = { path, after: [...after] };
  }

  /** The first byte of each piece is another. */
  spoil(path: string | undefined): void {
    this.#spoiled = path && `/resources-of-tests${path}`;
  }

  #nextCut(url: string): number | undefined {
    return this.#cut && url.includes(this.#cut.path) ? this.#cut.after.shift() : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
