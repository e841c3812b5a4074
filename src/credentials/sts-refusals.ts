import { ExitCode, type Problem, UserError } from '../problem';
import { hiding, kindOfFailure, serverClock, stsWords } from './aws-failure';
import { Passing } from './insist';
import type { WorkflowIdentity } from './workflow-role';
import type { WorkflowToken } from './workflow-token';

interface Asked {
  readonly identity: WorkflowIdentity;
  readonly token: WorkflowToken;
}

/**
 * What AssumeRoleWithWebIdentity did not do and why (AWS STS API Reference, its errors; their texts
 * as aws-actions/configure-aws-credentials' issues quote them).
 *
 * @returns Passing where another token or another moment may do; never the token
 */
export function refusal(error: unknown, asked: Asked): Error {
  const { identity, token } = asked;
  const { name, message } = error as Error;
  const words = hiding([token.jwt], stsWords(error));
  const region = identity.stsRegion;
  switch (name.replace(/Exception$/, '')) {
    case 'AccessDenied':
    case 'IDPRejectedClaim':
      return refused(untrusted(asked, words));
    case 'InvalidIdentityToken':
      if (/no openidconnect provider/i.test(message)) return refused(noProvider(asked));
      if (/audience/i.test(message)) return refused(wrongAudience(asked));
      if (/verification key|retrieve/i.test(message)) return passing(region, words);
      return refused(untrusted(asked, words));
    case 'ExpiredToken':
      return new Passing(new UserError(tooOld(asked, error), ExitCode.lost));
    case 'ValidationError':
      if (/duration/i.test(message)) return new UserError(tooLong(identity));
      break;
    case 'IDPCommunicationError':
      return passing(region, words);
    case 'RegionDisabled':
      return refused({
        field: 'aws-region',
        message: `STS is switched off in ${region} for account ${partsOf(identity.role).account}.`,
        fix: 'Switch it on in the account settings of IAM, or give another region.',
      });
  }
  const kind = kindOfFailure(error);
  if (kind === 'no-such-host') return new Passing(noSuchHost(region));
  if (kind === 'passing') return passing(region, words);
  return refused({
    field: 'role-to-assume',
    message: `AWS refuses \`${identity.role}\`: ${words}`,
  });
}

function refused(problem: Problem): UserError {
  return new UserError(problem, ExitCode.clusterUnavailable);
}

/** STS gave nothing, and may do so later. */
export function passing(region: string, words: string): Passing {
  const message = `STS in ${region} gave no credentials: ${words}`;
  const fix = 'Run it again; https://health.aws.amazon.com tells of outages.';
  return new Passing(new UserError({ message, fix }, ExitCode.lost));
}

export function noSuchHost(region: string): UserError {
  const message = `The name of STS in \`${region}\` cannot be resolved: either there is no such region, or this machine has no way to AWS.`;
  return new UserError({ field: 'aws-region', message }, ExitCode.clusterUnavailable);
}

function untrusted({ identity, token }: Asked, words: string): Problem {
  const { iss, sub } = token.claims;
  const host = issuerHost(iss);
  const aud = audienceOf(token);
  const condition = { StringEquals: { [`${host}:aud`]: aud, [`${host}:sub`]: sub } };
  const ids = /^repo:[^/]+@\d+\/[^:]+@\d+:/.test(sub) ? 'as here' : 'not so here';
  return {
    field: 'role-to-assume',
    message: `AWS does not trust this workflow with \`${identity.role}\`, or there is no such role: ${words} The token's sub is \`${sub}\`, its aud \`${aud}\`.`,
    fix: `Allow \`sts:AssumeRoleWithWebIdentity\` in the role's trust policy to \`"Principal": { "Federated": "${providerArn(identity, iss)}" }\` with \`"Condition": ${JSON.stringify(condition)}\`. Repositories created, renamed or transferred since 2026-07-15 carry ids in sub, \`repo:org@ID/repo@ID:…\` (${ids}).`,
  };
}

function noProvider({ identity, token }: Asked): Problem {
  const { iss } = token.claims;
  return {
    field: 'role-to-assume',
    message: `Account ${partsOf(identity.role).account} has no OIDC provider for ${iss}.`,
    fix: `Make it once: \`aws iam create-open-id-connect-provider --url ${iss} --client-id-list ${audienceOf(token)}\`.`,
  };
}

function wrongAudience({ identity, token }: Asked): Problem {
  const { iss, sub } = token.claims;
  const aud = audienceOf(token);
  return {
    field: 'audience',
    message: `The OIDC provider of account ${partsOf(identity.role).account} does not accept the audience \`${aud}\` (the token's sub is \`${sub}\`).`,
    fix: `Give one that it accepts, or add this one: \`aws iam add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn ${providerArn(identity, iss)} --client-id ${aud}\`.`,
  };
}

function tooLong({ role, durationSeconds }: WorkflowIdentity): Problem {
  const name = role.split('/').at(-1);
  return {
    field: 'role-duration-seconds',
    message: `${durationSeconds} s are more than the maximum session duration of \`${role}\`.`,
    fix: `Leave it out, since credentials are renewed by themselves; or allow it: \`aws iam update-role --role-name ${name} --max-session-duration ${durationSeconds}\`.`,
  };
}

function tooOld({ token }: Asked, error: unknown): Problem {
  const theirs = serverClock(error);
  const clocks = [
    `issued at ${isoTime(token.claims.iat * 1000)} by GitHub's clock`,
    ...(theirs === undefined ? [] : [`${isoTime(theirs)} by that of AWS`]),
    `${isoTime(Date.now())} by this machine's`,
  ];
  return {
    field: 'role-to-assume',
    message: `AWS takes a token as expired that GitHub has just issued: ${clocks.join(', ')}.`,
    fix: 'Set the clock that differs, on GitHub Enterprise Server or on this runner.',
  };
}

function isoTime(time: number): string {
  return Number.isFinite(time) ? new Date(time).toISOString() : 'an unknown time';
}

function audienceOf({ claims }: WorkflowToken): string {
  return [claims.aud].flat().join(', ');
}

/** As condition keys and the provider's ARN name an issuer: without its scheme. */
function issuerHost(iss: string): string {
  return iss.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function partsOf(role: string): { readonly partition: string; readonly account: string } {
  const [, partition = 'aws', , , account = ''] = role.split(':');
  return { partition, account };
}

function providerArn({ role }: WorkflowIdentity, iss: string): string {
  const { partition, account } = partsOf(role);
  return `arn:${partition}:iam::${account}:oidc-provider/${issuerHost(iss)}`;
}
