import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { pushTo } from './repositories';

interface Request {
  readonly url: string;
  readonly authorization: string | undefined;
}

/**
 * git's own server (git-http-backend) for any host name over https: git gets to it by a proxy, so
 * that addresses like `https://github.com/user/repo` are taken as they stand.
 */
export class GitServer implements AsyncDisposable {
  readonly #dir: string;
  readonly #tls: Server;
  readonly #proxy: Server;
  /** `host/user/repo` → `user:password` that opens it. */
  readonly #private = new Map<string, string>();
  readonly #known = new Set<string>();
  readonly requests: Request[] = [];

  private constructor(dir: string, tls: Server, proxy: Server) {
    this.#dir = dir;
    this.#tls = tls;
    this.#proxy = proxy;
  }

  /** @param dir for its files */
  static async start(dir: string, hosts = ['github.com', 'bitbucket.org', 'git.example.org']) {
    const [key, cert] = [join(dir, 'tls-key.pem'), join(dir, 'tls-cert.pem')];
    const names = `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`;
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-days', '2', '-subj', '/CN=test', '-addext', names, '-keyout', key, '-out', cert],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
    const proxy = createServer();
    const server = new GitServer(dir, tls, proxy);
    tls.on('request', (asked, answer) => void server.#serve(asked, answer));
    proxy.on('connect', (_, socket, head) => {
      const inside = connect((tls.address() as AddressInfo).port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connected\r\n\r\n');
        inside.write(head);
        inside.pipe(socket).pipe(inside);
      });
      for (const end of [inside, socket])
        end.on('error', () => [inside, socket].map((s) => s.destroy()));
    });
    for (const each of [tls, proxy]) {
      each.listen(0, '127.0.0.1');
      await once(each, 'listening');
    }
    return server;
  }

  /** Lines of a gitconfig by which git gets here. */
  get config(): string {
    const { port } = this.#proxy.address() as AddressInfo;
    return `[http]\n\tproxy = http://127.0.0.1:${port}\n\tsslCAInfo = ${join(this.#dir, 'tls-cert.pem')}\n`;
  }

  /** The same for a git without configuration. */
  get environment(): Readonly<Record<string, string>> {
    const { port } = this.#proxy.address() as AddressInfo;
    return {
      https_proxy: `http://127.0.0.1:${port}`,
      GIT_SSL_CAINFO: join(this.#dir, 'tls-cert.pem'),
    };
  }

  /** @param name `host/user/repo` */
  path(name: string): string {
    return join(this.#dir, 'repositories', name);
  }

  /** Adds branches to a repository, which is made if need be. @returns the last one's commit */
  push(name: string, branches: Parameters<typeof pushTo>[1]): string {
    return pushTo(this.path(name), branches);
  }

  /** Lets in only who shows these. */
  close(name: string, userAndPassword: string): void {
    this.#private.set(name, userAndPassword);
  }

  /** Says to who shows these that what they may not read is not there, as GitHub does. */
  know(userAndPassword: string): void {
    this.#known.add(userAndPassword);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of [this.#proxy, this.#tls]) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(this.#dir, { recursive: true, force: true });
  }

  async #serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(asked.url ?? '/', 'https://x');
    const path = `/${asked.headers.host}${pathname.replace(/\.git(?=\/)/, '')}`;
    const { authorization } = asked.headers;
    this.requests.push({ url: `${path}${search}`, authorization });
    const name = path.split('/').slice(1, 4).join('/');
    const wanted = this.#private.get(name);
    const shown = Buffer.from(authorization?.replace(/^basic /i, '') ?? '', 'base64').toString();
    if (wanted !== undefined && shown !== wanted && this.#known.has(shown)) {
      answer.writeHead(404).end('Repository not found.\n');
      return;
    }
    if (wanted !== undefined && shown !== wanted) {
      answer.writeHead(401, { 'www-authenticate': 'Basic realm="git"' });
      answer.end(`No entry with ${authorization}\n`);
      return;
    }
    const child = spawn('git', ['http-backend'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: join(this.#dir, 'repositories'),
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        GIT_PROTOCOL: String(asked.headers['git-protocol'] ?? ''),
        PATH_INFO: path,
        QUERY_STRING: search.slice(1),
        REQUEST_METHOD: asked.method,
        CONTENT_TYPE: asked.headers['content-type'] ?? '',
        HTTP_CONTENT_ENCODING: asked.headers['content-encoding'] ?? '',
      },
    });
    child.stdin.on('error', () => {});
    asked.pipe(child.stdin);
    let header: Buffer | undefined = Buffer.alloc(0);
    child.stdout.on('data', (chunk: Buffer) => {
      if (header === undefined) return void answer.write(chunk);
      header = Buffer.concat([header, chunk]);
      const end = header.indexOf('\r\n\r\n');
      if (end < 0) return;
      const fields = header.subarray(0, end).toString().split('\r\n');
      const values = fields.map((field) => field.split(/:\s*/, 2) as [string, string]);
      const status = values.find(([key]) => key.toLowerCase() === 'status');
      answer.writeHead(Number.parseInt(status?.[1] ?? '200', 10), Object.fromEntries(values));
      answer.write(header.subarray(end + 4));
      header = undefined;
    });
    child.on('close', () => answer.end());
  }
}
