import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@aws-sdk/types';

/** Credentials that end, at a time of this machine's clock. */
export interface Issued extends AwsCredentialIdentity {
  readonly expiration: Date;
}

/** As SDK clients: with less than this left they ask for new ones. Milliseconds. */
const renewWithin = 300_000;
/** Between attempts to renew while the last ones live: each call of a client asks here. */
const pauseAfterFailure = 30_000;

/**
 * One set of credentials for all clients, issued anew in time, once for all who ask at the same
 * moment. When that fails, the last ones serve for as long as they live.
 *
 * @param issue throws why there are none
 */
export function renewing(issue: () => Promise<Issued>): AwsCredentialIdentityProvider {
  let last: Issued | undefined;
  let underWay: Promise<Issued> | undefined;
  let notBefore = 0;

  const lives = (least: number) => last !== undefined && +last.expiration - Date.now() > least;

  async function renew(): Promise<Issued> {
    try {
      last = await issue();
      return last;
    } catch (error) {
      if (last === undefined || !lives(0)) throw error;
      notBefore = Date.now() + pauseAfterFailure;
      return last;
    }
  }

  return async (options) => {
    if (last && !options?.forceRefresh) {
      if (lives(renewWithin) || (lives(0) && Date.now() < notBefore)) return last;
    }
    underWay ??= renew().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
