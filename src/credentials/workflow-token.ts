import { readFileSync } from 'node:fs';
import { ExitCode, UserError } from '../problem';
import type { CredentialDeps } from './credentials';
import { Passing } from './insist';

/** The identity of a workflow's job, signed by GitHub; it lives 5 min. */
export interface WorkflowToken {
  /** Secret. */
  readonly jwt: string;
  /** https://docs.github.com/en/actions/reference/security/oidc */
  readonly claims: {
    readonly iss: string;
    readonly sub: string;
    readonly aud: string | readonly string[];
    /** Seconds since the epoch, by GitHub's clock. */
    readonly iat: number;
  };
}

const field = 'role-to-assume';
const timeout = 10_000;

/**
 * Asks GitHub for a token, once.
 *
 * @throws Passing when there was no answer, or one that says "later"; UserError when this job gets none
 */
export async function mintToken(audience: string, deps: CredentialDeps): Promise<WorkflowToken> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: base, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } =
    deps.environment;
  if (!base || !bearer) throw noIdentity(deps.environment);
  const url = new URL(base);
  url.searchParams.set('audience', audience);
  const response = await get(url, bearer);
  if (response.status >= 500 || response.status === 429) {
    throw new Passing(unanswered(`it answered with HTTP status ${response.status}`));
  }
  if (!response.ok) throw refused(response.status, audience);
  const { value } = response.body as { value?: unknown };
  if (typeof value !== 'string') throw new Passing(unanswered('its answer held no token'));
  deps.mask(value);
  const claims = claimsOf(value);
  if (!claims) throw new Passing(unanswered('its answer was no token'));
  return { jwt: value, claims };
}

async function get(url: URL, bearer: string) {
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(timeout),
    });
    const text = await response.text();
    return { ok: response.ok, status: response.status, body: parsed(text) ?? {} };
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    throw new Passing(unanswered(cause?.code ?? name, error));
  }
}

function claimsOf(jwt: string): WorkflowToken['claims'] | undefined {
  const payload = Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claims = parsed(payload) as WorkflowToken['claims'] | undefined;
  return typeof claims?.sub === 'string' && typeof claims.iss === 'string' ? claims : undefined;
}

function parsed(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function unanswered(why: string, cause?: unknown): UserError {
  return new UserError(
    {
      field,
      message: `GitHub gave no identity token for this job: ${why}.`,
      fix: 'Run it again; https://www.githubstatus.com tells of outages.',
    },
    ExitCode.lost,
    { cause },
  );
}

function refused(status: number, audience: string): UserError {
  const message = `GitHub refused an identity token with the audience \`${audience}\` to this job (HTTP status ${status}).`;
  if (status !== 401 && status !== 403) return new UserError({ field: 'audience', message });
  const fix = 'It gives none to a job that is over, or that ran for too long; run it again.';
  return new UserError({ field, message, fix }, ExitCode.clusterUnavailable);
}

/** Nothing to ask with: GitHub gives that to a job only with the permission, and to no fork. */
function noIdentity(environment: NodeJS.ProcessEnv): UserError {
  if (environment.GITHUB_ACTIONS !== 'true') {
    return new UserError({
      field,
      message: 'A role is assumed with the identity of a workflow, and this is none.',
      fix: 'Leave it out and name a profile by `AWS_PROFILE`; one with `role_arn` in `~/.aws/config` assumes a role.',
    });
  }
  const fork = forkOf(environment);
  if (fork !== undefined) {
    return new UserError({
      field,
      message: `GitHub gives no identity to a pull request from a fork (${fork}), whatever its permissions.`,
      fix: 'Leave such runs out with `if: github.event.pull_request.head.repo.full_name == github.repository`, or run on `push` or `workflow_dispatch`.',
    });
  }
  return new UserError({
    field,
    message: 'The job may not ask for its identity: it lacks the permission `id-token: write`.',
    fix: 'Add `permissions: { id-token: write, contents: read }` to the job, and to the one that calls it where it is in a reusable workflow.',
  });
}

/** Whose pull request this is, if a fork's. */
function forkOf({ GITHUB_EVENT_PATH: path }: NodeJS.ProcessEnv): string | undefined {
  if (!path) return undefined;
  const { pull_request: pull, repository } = eventAt(path);
  if (!pull) return undefined;
  const from = pull.head?.repo?.full_name;
  return from === repository?.full_name ? undefined : (from ?? 'which is gone');
}

interface Event {
  readonly pull_request?: { readonly head?: { readonly repo?: Repository | null } };
  readonly repository?: Repository;
}

interface Repository {
  readonly full_name?: string;
}

function eventAt(path: string): Event {
  try {
    return parsed(readFileSync(path, 'utf8')) ?? {};
  } catch {
    return {};
  }
}
