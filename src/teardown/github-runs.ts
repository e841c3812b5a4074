/** What GitHub says of a run. One that cannot be asked for is unknown, never over. */
export interface RunAnswer {
  readonly state: 'over' | 'alive' | 'unknown';
  /** To be read after the name of what the run started. */
  readonly why: string;
}

export interface GitHubAccess {
  /** Without one only runs of public repositories can be asked for. */
  readonly token: string | undefined;
  /** Without a slash at its end: `https://api.github.com`. */
  readonly apiUrl: string;
  readonly signal: AbortSignal;
}

export interface GitHubRun {
  /** `owner/repo` */
  readonly repository: string;
  readonly id: string;
  readonly attempt: number;
}

/** Milliseconds for one answer. */
const patience = 10_000;
/** Requests under way at the same time. */
const atOnce = 4;

/** Undefined for what is no run of GitHub's, like `user@machine`. */
export function parseRun(run: string): GitHubRun | undefined {
  // Without names of dots alone, which would lead elsewhere in the API.
  const form = /^([\w-][\w.-]*\/(?!\.{1,2}\/)[\w.-]+)\/(\d{1,20})\/(\d{1,6})$/;
  const [, repository, id, attempt] = form.exec(run) ?? [];
  if (!repository || !id) return undefined;
  return { repository, id, attempt: Number(attempt) };
}

/**
 * Asks GitHub for each of these runs once, whatever the number of their attempts (GitHub REST API,
 * "Get a workflow run": `status`, and `run_attempt`, the number of the latest attempt). Never throws:
 * whatever goes wrong is an unknown run. Stops asking when GitHub says that it was asked too often.
 *
 * @param runs values of the tag `flambe-action:run`
 */
export async function askRuns(
  runs: readonly string[],
  access: GitHubAccess,
): Promise<ReadonlyMap<string, RunAnswer>> {
  const asked = new Map<string, GitHubRun[]>();
  for (const run of runs.map(parseRun).filter((one) => one !== undefined)) {
    const key = `${run.repository}/${run.id}`;
    asked.set(key, [...(asked.get(key) ?? []), run]);
  }
  const answers = new Map<string, RunAnswer>();
  const waiting = [...asked.values()];
  let limited = false;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [run] = next;
      if (!run) continue;
      const latest = limited ? tooOften : await ask(run, access);
      limited ||= latest === tooOften;
      for (const { repository, id, attempt } of next) {
        answers.set(`${repository}/${id}/${attempt}`, answerFor(attempt, latest));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}

/** The latest attempt of a run, or why it is not known. */
type Latest = { readonly attempt: number; readonly completed: boolean } | { readonly why: string };

const tooOften: Latest = { why: 'GitHub was asked too often' };

function answerFor(attempt: number, latest: Latest): RunAnswer {
  if ('why' in latest) return { state: 'unknown', why: `its run is unknown (${latest.why})` };
  if (attempt < latest.attempt) {
    return { state: 'over', why: `its run is over: attempt ${latest.attempt} came after it` };
  }
  if (attempt > latest.attempt) {
    return { state: 'unknown', why: 'its run is unknown (GitHub has no such attempt)' };
  }
  return latest.completed
    ? { state: 'over', why: 'its run is over' }
    : { state: 'alive', why: 'its run goes on' };
}

async function ask(run: GitHubRun, { token, apiUrl, signal }: GitHubAccess): Promise<Latest> {
  try {
    const answer = await fetch(`${apiUrl}/repos/${run.repository}/actions/runs/${run.id}`, {
      headers: {
        accept: 'application/vnd.github+json',
        'user-agent': 'flambe-action',
        'x-github-api-version': '2022-11-28',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    if (isLimited(answer)) return tooOften;
    if (!answer.ok) return { why: `GitHub answers ${answer.status}` };
    return latestOf(await answer.json(), run);
  } catch (error) {
    const { name, message } = error as Error;
    const isTimeout = name === 'TimeoutError';
    return { why: isTimeout ? `no answer from GitHub in ${patience / 1000} s` : message };
  }
}

/** GitHub REST API, "Rate limits": 429, or 403 with one of these headers. */
function isLimited({ status, headers }: Response): boolean {
  if (status === 429) return true;
  return (
    status === 403 && (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after'))
  );
}

function latestOf(body: unknown, { id }: GitHubRun): Latest {
  const fields = (body ?? {}) as { id?: unknown; status?: unknown; run_attempt?: unknown };
  const { status, run_attempt: attempt } = fields;
  if (String(fields.id) !== id || typeof status !== 'string' || !Number.isInteger(attempt)) {
    return { why: 'GitHub answers something else' };
  }
  return { attempt: attempt as number, completed: status === 'completed' };
}
