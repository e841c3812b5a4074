import { join } from 'node:path';
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';
import type { AwsIdentity } from '../inputs/inputs';
import { ExitCode, UserError } from '../problem';
import { proxyAgents } from '../proxies';
import { kindOfFailure, stsWords } from './aws-failure';
import type { CredentialDeps } from './credentials';

/** What the SDK's own chain finds: environment, profile, SSO, process, web identity file, role of the machine. */
export async function standardChain(
  { stsRegion }: AwsIdentity,
  deps: CredentialDeps,
): Promise<AwsCredentialIdentityProvider> {
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const told: string[] = [];
  const chain = fromNodeProviderChain({
    parentClientConfig: { region: stsRegion, requestHandler: proxyAgents },
    logger: { ...silent, debug: (line: unknown) => told.push(String(line)) },
  });
  let shown: AwsCredentialIdentity | undefined;
  return async (options) => {
    told.length = 0;
    try {
      const found = await chain(options);
      if (found !== shown) {
        for (const secret of [found.accessKeyId, found.secretAccessKey, found.sessionToken]) {
          if (secret) deps.mask(secret);
        }
        shown = found;
      }
      return found;
    } catch (error) {
      throw failure(error, deps.environment, told.join('\n'));
    }
  };
}

const silent = { info() {}, warn() {}, error() {} };

function failure(error: unknown, environment: NodeJS.ProcessEnv, told: string): UserError {
  const { name, message } = error as Error;
  const nothing = /could not load credentials from any providers/i.test(message);
  if (name === 'CredentialsProviderError' && nothing) return notFound(environment, told);
  const profile = profileOf(environment);
  const fix = /sso|token is expired|login/i.test(message)
    ? `Log in again: \`aws sso login --profile ${profile}\`.`
    : undefined;
  return new UserError(
    { message: `AWS credentials could not be had: ${stsWords(error)}`, ...(fix && { fix }) },
    kindOfFailure(error) === 'other' ? ExitCode.clusterUnavailable : ExitCode.lost,
    { cause: error },
  );
}

function notFound(environment: NodeJS.ProcessEnv, told: string): UserError {
  const looked = [keys(environment), profileWords(environment, told), ...others(environment)];
  const fix =
    environment.GITHUB_ACTIONS === 'true'
      ? 'Give `role-to-assume`, and the job `permissions: { id-token: write, contents: read }`; or run aws-actions/configure-aws-credentials in a step before this one.'
      : 'Name a profile by `AWS_PROFILE`, log in (`aws sso login`), or set the two keys.';
  return new UserError({
    message: `There are no AWS credentials. Looked at: ${looked.join('; ')}.`,
    fix,
  });
}

function keys(environment: NodeJS.ProcessEnv): string {
  if (environment.AWS_PROFILE) return 'the environment (left aside, since AWS_PROFILE is set)';
  const states = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map((name) => {
    const value = environment[name];
    const state = value === undefined ? 'not set' : value === '' ? 'empty' : 'set';
    return `${name} (${state})`;
  });
  return states.join(' and ');
}

function profileOf(environment: NodeJS.ProcessEnv): string {
  return environment.AWS_PROFILE || 'default';
}

function profileWords(environment: NodeJS.ProcessEnv, told: string): string {
  const home = environment.HOME ?? '~';
  const files = [
    environment.AWS_CONFIG_FILE || join(home, '.aws/config'),
    environment.AWS_SHARED_CREDENTIALS_FILE || join(home, '.aws/credentials'),
  ];
  // The SDK goes on after a failed credential_process. Its words hold the command line: not shown.
  const failed = /Command failed|credential_process returned/.test(told);
  const why = failed ? ' (its credential_process failed)' : ' (gives none)';
  return `profile \`${profileOf(environment)}\` in ${files.join(' and ')}${why}`;
}

function others(environment: NodeJS.ProcessEnv): string[] {
  const file = environment.AWS_WEB_IDENTITY_TOKEN_FILE;
  const off = environment.AWS_EC2_METADATA_DISABLED;
  return [
    `AWS_WEB_IDENTITY_TOKEN_FILE with AWS_ROLE_ARN (${file ? 'AWS_ROLE_ARN not set' : 'not set'})`,
    `role of this machine (${off && off !== 'false' ? 'switched off by AWS_EC2_METADATA_DISABLED' : 'none'})`,
  ];
}
