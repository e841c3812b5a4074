import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { ExitCode, UserError } from '../problem';
import { kindOfFailure, requestHandler, serverClock, stsWords } from './aws-failure';
import { noSuchHost } from './sts-refusals';

export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly arn: string;
}

/**
 * Whose credentials these are, for the log; needs no rights.
 *
 * @param region whose STS is asked
 * @throws UserError when there are none, or AWS does not take them
 */
export async function whoAmI(
  credentials: AwsCredentialIdentityProvider,
  region: string,
): Promise<Caller> {
  const { STSClient, GetCallerIdentityCommand } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    region,
    credentials,
    maxAttempts: 5,
    requestHandler,
  });
  try {
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (!Account || !Arn) throw new Error('STS did not say who is calling.');
    return { account: Account, arn: Arn };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unknownCaller(error, region);
  } finally {
    client.destroy();
  }
}

const skewLimit = 300_000;

function unknownCaller(error: unknown, region: string): UserError {
  const { name } = error as Error;
  const kind = kindOfFailure(error);
  if (kind === 'no-such-host') return noSuchHost(region);
  const message = `AWS does not take these credentials (STS in ${region}): ${stsWords(error)}`;
  const refused = (fix: string) =>
    new UserError({ message, fix }, ExitCode.clusterUnavailable, { cause: error });
  if (kind === 'passing') {
    const fix = 'Run it again; https://health.aws.amazon.com tells of outages.';
    const outage = `STS in ${region} does not say whose credentials these are: ${stsWords(error)}`;
    return new UserError({ message: outage, fix }, ExitCode.lost, { cause: error });
  }
  const theirs = serverClock(error);
  if (theirs !== undefined && Math.abs(theirs - Date.now()) > skewLimit) {
    const [aws, ours] = [theirs, Date.now()].map((time) => new Date(time).toISOString());
    return refused(`Set this machine's clock: it says ${ours}, that of AWS ${aws}.`);
  }
  if (/^ExpiredToken/.test(name)) {
    return refused(
      'They have expired: get new ones, or give `role-to-assume`, whose credentials are renewed.',
    );
  }
  if (name === 'InvalidClientTokenId') {
    return refused(
      'The key may be deleted or deactivated, the session token missing, or the region not enabled in the account (`aws-region`).',
    );
  }
  if (name === 'SignatureDoesNotMatch') {
    return refused('AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID.');
  }
  throw error;
}
