import { EC2Client } from '@aws-sdk/client-ec2';
import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import { proxyAgents } from '../../proxies';
import { insisting } from './insisting';

/** What any client of AWS is made with. */
export interface AwsAccess {
  /** Of the cluster. */
  readonly region: string;
  readonly credentials: AwsCredentialIdentityProvider;
}

export interface Ec2Clients {
  /** For calls that may be repeated: waits and asks again when it is throttled or not answered. */
  readonly ec2: EC2Client;
  /** Asks once: EC2 says "no capacity" with status 500, which must not be asked again here. */
  readonly once: EC2Client;
}

/** Milliseconds since the epoch by the clock of AWS, as it was in its last answer. */
export function timeOfAws({ ec2 }: Ec2Clients): number {
  return Date.now() + ec2.config.systemClockOffset;
}

const requestHandler = {
  ...proxyAgents,
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  // Without it the SDK only says that it waits.
  throwOnRequestTimeout: true,
} as const;

/** For SDK clients of any service: no call hangs, few are made, and they wait when throttled. */
export const clientDefaults = { retryMode: 'adaptive', maxAttempts: 5, requestHandler } as const;

export function ec2Clients(access: AwsAccess): Ec2Clients {
  return {
    ec2: insisting(new EC2Client({ ...access, ...clientDefaults })),
    once: insisting(new EC2Client({ ...access, requestHandler, maxAttempts: 1 })),
  };
}
