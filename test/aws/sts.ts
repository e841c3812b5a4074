import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { AwsError } from './faults';
import { githubIssuer } from './oidc';
import { type Answer, type AwsRequest, errorAnswer } from './protocol';
import { freePort, type ServerProcess, startServer } from './server-process';
import { parseXml } from './xml';

/** The account whose roles there are. */
export const accountId = '123456789012';

/**
 * Starts ministack, which evaluates `aud` and `sub` of a role's trust policy. What it does not look
 * at is checked here as AWS does: the token's expiry, the issuer, the audience of the identity
 * provider, the duration. Nobody checks the signature.
 */
export async function startSts(): Promise<Sts> {
  const dir = mkdtempSync(join(tmpdir(), 'sts-'));
  const port = await freePort();
  const python = process.env.FLAMBE_TEST_PYTHON ?? 'python3';
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    TMPDIR: dir,
    STATE_DIR: dir,
    AUTH: 'true',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    DOCKER_HOST: `unix://${dir}/none`,
  };
  const isUp = async () => (await fetch(url).catch(() => undefined)) !== undefined;
  try {
    const command = [join(dirname(python), 'ministack')];
    return new Sts(url, dir, await startServer(command, env, join(dir, 'log'), isUp));
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

interface Role {
  readonly maxSeconds: number;
}

export class Sts implements AsyncDisposable {
  /** Issuers that the account has an identity provider for. */
  issuers: readonly string[] = [githubIssuer];
  /** Audiences of the account's identity providers. */
  audiences: readonly string[] = ['sts.amazonaws.com'];
  /** Milliseconds that credentials to come are good for, whatever duration was asked for. */
  goodForMs: number | undefined;
  /** Milliseconds until their expiration as they tell it; without it the truth. */
  statedForMs: number | undefined;
  /** Milliseconds by which the clock of AWS is ahead. */
  aheadMs = 0;
  readonly #roles = new Map<string, Role>();
  /** Access key id → milliseconds since the epoch. */
  readonly #expiry = new Map<string, number>();
  readonly #holders = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly dir: string,
    private readonly server: ServerProcess,
  ) {}

  /**
   * Makes a role.
   *
   * @param trustPolicy its trust policy, a JSON document
   * @param maxSeconds the longest duration that it grants
   * @returns its ARN
   */
  async addRole(name: string, trustPolicy: object, maxSeconds = 3600): Promise<string> {
    const answer = await this.#send('iam', {
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
      MaxSessionDuration: String(maxSeconds),
    });
    if (answer.status !== 200) throw new Error(`No role ${name}: ${answer.body}`);
    const arn = `arn:aws:iam::${accountId}:role/${name}`;
    this.#roles.set(arn, { maxSeconds });
    return arn;
  }

  /** All credentials that were given out so far have expired. */
  expireAll(): void {
    for (const key of this.#expiry.keys()) this.#expiry.set(key, 0);
  }

  isExpired(accessKeyId: string): boolean {
    return Date.now() >= (this.#expiry.get(accessKeyId) ?? Number.POSITIVE_INFINITY);
  }

  /** Who holds credentials of a role; undefined when they were not given out here. */
  holder(accessKeyId: string): string | undefined {
    return this.#holders.get(accessKeyId);
  }

  /** AssumeRoleWithWebIdentity. */
  async assume({ params }: AwsRequest): Promise<Answer> {
    const refusal = this.#refusal(params);
    if (refusal) {
      const [code, message] = refusal;
      return errorAnswer('sts', { status: 400, code, message });
    }
    const answer = await this.#send('sts', params);
    if (answer.status !== 200) return answer;
    const root = parseXml(answer.body);
    const holder = root.all('AssumedRoleUser')[0]?.at('Arn') ?? '';
    for (const credentials of root.all('Credentials')) {
      const asked = Number(params.DurationSeconds ?? 3600) * 1000;
      const goodFor = this.goodForMs ?? asked;
      const key = credentials.at('AccessKeyId');
      this.#expiry.set(key, Date.now() + goodFor);
      this.#holders.set(key, holder);
      const stated = new Date(Date.now() + this.aheadMs + (this.statedForMs ?? goodFor));
      credentials.set('Expiration', stated.toISOString());
    }
    return { ...answer, body: String(root) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Error code and message of AWS; undefined when there is nothing to say against it. */
  #refusal(params: AwsRequest['params']): readonly [code: string, message: string] | undefined {
    const seconds = Number(params.DurationSeconds ?? 3600);
    const role = this.#roles.get(params.RoleArn ?? '');
    if (seconds < 900)
      return [
        'ValidationError',
        `1 validation error detected: Value '${seconds}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
      ];
    if (role && seconds > role.maxSeconds)
      return [
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      ];
    const claims = claimsOf(params.WebIdentityToken ?? '');
    if (!claims) return ['InvalidIdentityToken', 'The ID Token provided is not a valid JWT.'];
    if (!this.issuers.includes(claims.iss))
      return [
        'InvalidIdentityToken',
        `No OpenIDConnect provider found in your account for ${claims.iss}`,
      ];
    if (claims.exp * 1000 <= Date.now() + this.aheadMs)
      return [
        'ExpiredTokenException',
        `Token expired: current date/time must be before the expiration date/time ${claims.exp}`,
      ];
    if (!this.audiences.includes(claims.aud))
      return ['InvalidIdentityToken', 'Incorrect token audience'];
    return undefined;
  }

  async #send(service: string, params: AwsRequest['params']): Promise<Answer> {
    const day = new Date().toISOString().slice(0, 10).replaceAll('-', '');
    const scope = `${accountId}/${day}/us-east-1/${service}/aws4_request`;
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams(params).toString(),
    });
    return { status: answer.status, type: 'text/xml', body: await answer.text() };
  }
}

/** STS of a world; without an `Sts` nobody gets a role there. */
export async function answerSts(sts: Sts | undefined, request: AwsRequest): Promise<Answer> {
  const { action, accessKeyId = '' } = request;
  if (action === 'AssumeRoleWithWebIdentity' && sts) return sts.assume(request);
  if (action !== 'GetCallerIdentity') return errorAnswer('sts', accessDenied(action));
  const arn = sts?.holder(accessKeyId) ?? `arn:aws:iam::${accountId}:user/${accessKeyId}`;
  const parts = `<Arn>${arn}</Arn><UserId>AIDATEST</UserId><Account>${accountId}</Account>`;
  const result = `<GetCallerIdentityResult>${parts}</GetCallerIdentityResult>`;
  const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
  const body = `<GetCallerIdentityResponse xmlns="${namespace}">${result}</GetCallerIdentityResponse>`;
  return { status: 200, type: 'text/xml', body };
}

function accessDenied(action: string): AwsError {
  const message = `User is not authorized to perform: sts:${action}`;
  return { status: 403, code: 'AccessDenied', message };
}

interface Claims {
  readonly iss: string;
  readonly aud: string;
  readonly exp: number;
}

function claimsOf(token: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}
