import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { vi } from 'vitest';
import { credentialsFor } from '../../src/credentials/credentials';
import type { AwsIdentity } from '../../src/inputs/inputs';
import { formatProblem, UserError } from '../../src/problem';
import { type Call, FaultProxy } from '../aws/fault-proxy';
import type { AwsError, FaultName } from '../aws/faults';
import { githubIssuer, TokenServer } from '../aws/oidc';
import { accountId, answerSts, type Sts } from '../aws/sts';

export const githubHost = githubIssuer.replace('https://', '');
export const githubProvider = `arn:aws:iam::${accountId}:oidc-provider/${githubHost}`;

/** A job with `id-token: write`, GitHub's token service, and an STS whose role trusts `repo:octo/lab`. */
export class Setting implements AsyncDisposable {
  static #roles = 0;
  readonly masked: string[] = [];

  private constructor(
    readonly tokens: TokenServer,
    readonly sts: Sts,
    readonly aws: FaultProxy,
    readonly role: string,
  ) {}

  /** Every AWS_* of the caller is gone until `vi.unstubAllEnvs()`. */
  static async make(sts: Sts): Promise<Setting> {
    sts.issuers = [githubIssuer];
    sts.audiences = ['sts.amazonaws.com', 'other.example'];
    sts.aheadMs = 0;
    const role = await Setting.#addRole(sts, githubProvider, {
      StringEquals: { [`${githubHost}:aud`]: 'sts.amazonaws.com' },
      StringLike: { [`${githubHost}:sub`]: 'repo:octo/lab:*' },
    });
    const none = async (): Promise<never> => Promise.reject(new Error('STS alone is here.'));
    const backends = { ec2: none, ssm: none, servicequotas: none };
    const proxy = await FaultProxy.start(
      { ...backends, sts: (request) => answerSts(sts, request) },
      (key) => sts.isExpired(key),
    );
    const tokens = await TokenServer.start();
    tokens.subject = 'repo:octo/lab:ref:refs/heads/main';
    withoutAws();
    vi.stubEnv('AWS_ENDPOINT_URL_STS', proxy.url);
    return new Setting(tokens, sts, proxy, role);
  }

  /** @returns the ARN of another role, whose trust policy has this principal and condition */
  addRole(federated: string, condition: object): Promise<string> {
    return Setting.#addRole(this.sts, federated, condition);
  }

  static #addRole(sts: Sts, federated: string, condition: object): Promise<string> {
    Setting.#roles += 1;
    const statement = {
      Effect: 'Allow',
      Principal: { Federated: federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: condition,
    };
    return sts.addRole(`ci-${Setting.#roles}`, { Version: '2012-10-17', Statement: [statement] });
  }

  async provider(
    identity: Partial<AwsIdentity> = {},
    environment: NodeJS.ProcessEnv = {},
  ): Promise<AwsCredentialIdentityProvider> {
    return credentialsFor(
      { ...workflow, role: this.role, ...identity },
      {
        environment: { ...this.environment, ...environment },
        run: 'octo/lab/4711/1',
        mask: (value) => this.masked.push(value),
      },
    );
  }

  get environment(): NodeJS.ProcessEnv {
    return { GITHUB_ACTIONS: 'true', ...this.tokens.env };
  }

  /** The clocks of GitHub and AWS are ahead of this machine's. */
  ahead(seconds: number): void {
    this.tokens.aheadMs = this.sts.aheadMs = this.aws.aheadMs = seconds * 1000;
  }

  get assumed(): readonly Call[] {
    return this.aws.callsOf('AssumeRoleWithWebIdentity');
  }

  /** What goes wrong with the first calls, one by one. */
  refuse(...faults: readonly (FaultName | AwsError)[]): void {
    for (const action of ['AssumeRoleWithWebIdentity', 'GetCallerIdentity']) {
      this.aws.addFaults(...faults.map((fault, at) => ({ action, nth: at + 1, fault })));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.tokens[Symbol.asyncDispose](), this.aws[Symbol.asyncDispose]()]);
  }
}

export const workflow: AwsIdentity = {
  role: undefined,
  stsRegion: 'eu-central-1',
  audience: 'sts.amazonaws.com',
  sessionName: undefined,
  durationSeconds: 3600,
};

/** Takes the caller's AWS_* away, and any profile and role of this machine. */
export function withoutAws(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  }
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

/** What the user reads; anything but a UserError is thrown on. */
export async function told(work: Promise<unknown>): Promise<{ text: string; exitCode: number }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { text: error.problems.map(formatProblem).join('\n'), exitCode: error.exitCode };
  }
  throw new Error('Nothing was refused.');
}
