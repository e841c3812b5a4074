import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export const githubIssuer = 'https://token.actions.githubusercontent.com';
const requestToken = 'the-token-of-this-job';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface TokenCall {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly audience: string;
  readonly isAuthorized: boolean;
}

/** What mints a workflow job's OIDC tokens, as GitHub's server does it: RS256, good for five minutes. */
export class TokenServer implements AsyncDisposable {
  readonly calls: TokenCall[] = [];
  /** Every token that was minted: none of them may be shown anywhere. */
  readonly minted: string[] = [];
  /** What the next calls get, one by one, before `status` counts: an HTTP status, a body with no token, or no answer. */
  readonly next: (number | 'cut' | '{}' | '<html>')[] = [];
  /** Milliseconds by which GitHub's clock is ahead. */
  aheadMs = 0;
  /** The claim `sub` of tokens to come. */
  subject = 'repo:org/repo:ref:refs/heads/main';
  issuer = githubIssuer;
  /** Seconds a token is good for; negative: it is over already. */
  lifetime = 300;
  /** HTTP status of answers to come; other than 200 there is no token. */
  status = 200;
  /** Milliseconds that an answer takes. */
  delayMs = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  static async start(): Promise<TokenServer> {
    const server = new TokenServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** What a job with `id-token: write` finds in its environment. */
  get env(): Readonly<Record<string, string>> {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has ended.');
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${address.port}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve({ url = '', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const audience = new URL(url, 'http://localhost').searchParams.get('audience') ?? '';
    const isAuthorized = headers.authorization === `Bearer ${requestToken}`;
    this.calls.push({ at: Date.now(), audience, isAuthorized });
    await delay(this.delayMs);
    const next = this.next.shift();
    if (next === 'cut') {
      response.destroy();
      return;
    }
    if (typeof next === 'string') {
      response.end(next);
      return;
    }
    const status = next ?? (isAuthorized ? this.status : 401);
    const value = status === 200 ? this.#token(audience) : undefined;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value ? { count: value.length, value } : { message: 'no token' }));
  }

  #token(audience: string): string {
    const now = Math.floor((Date.now() + this.aheadMs) / 1000);
    const claims = {
      iss: this.issuer,
      sub: this.subject,
      aud: audience || 'https://github.com/org',
      iat: now,
      nbf: now,
      exp: now + this.lifetime,
    };
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'test' })}.${encode(claims)}`;
    const token = `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    this.minted.push(token);
    return token;
  }
}
