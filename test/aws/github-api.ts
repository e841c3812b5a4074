import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What GitHub knows of a run; a number: it answers this status; `silent`: it does not answer. */
export type KnownRun =
  | { readonly status: string; readonly attempt: number }
  | { readonly body: string }
  | number
  | 'silent'
  | 'rate-limited';

/**
 * GitHub's REST API as far as the sweep asks it: one run of a workflow. GitHub itself cannot be had
 * in tests; this one knows one token that may see everything, answers few of the fields of a run,
 * and limits nobody's rate unless told to.
 */
export class GitHubApi implements AsyncDisposable {
  static readonly token = 'ghs_ThisIsTheTokenOfTheJob0123456789abcd';
  /** By `owner/repo/run_id`; any other is not found. */
  readonly runs = new Map<string, KnownRun>();
  /** Paths that were asked for, in order. */
  readonly asked: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => this.#serve(request, response));
  }

  static async start(): Promise<GitHubApi> {
    const api = new GitHubApi();
    await new Promise<void>((resolve) => api.#server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server has ended.');
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    this.asked.push(url);
    const answer = (status: number, body: object | string, more = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...more })
        .end(typeof body === 'string' ? body : JSON.stringify(body));
    // GitHub refuses requests without one.
    if (!headers['user-agent']) return void answer(403, { message: 'Request forbidden' });
    const given = headers.authorization;
    if (given !== undefined && given !== `Bearer ${GitHubApi.token}`) {
      return void answer(401, { message: 'Bad credentials' });
    }
    const [, repository = '', id = ''] =
      /^\/repos\/([^/]+\/[^/]+)\/actions\/runs\/(\d+)$/.exec(url) ?? [];
    const run = this.runs.get(`${repository}/${id}`) ?? 404;
    if (run === 'silent') return;
    if (run === 'rate-limited') {
      const limit = { 'x-ratelimit-remaining': '0', 'x-ratelimit-limit': '1000' };
      return void answer(403, { message: 'API rate limit exceeded' }, limit);
    }
    if (typeof run === 'number') return void answer(run, { message: `${run}` });
    if ('body' in run) return void answer(200, run.body);
    answer(200, { id: Number(id), status: run.status, run_attempt: run.attempt });
  }
}
