/**
 * What an error of EC2 means for us (Amazon EC2 API Reference, "Error codes for the Amazon EC2 API"):
 * `elsewhere`: there is none to be had of this type in this place; the next one is tried at once.
 * `on-demand`: no more spot instances; others may be had.
 * `quota`: the account may have no more.
 * `denied`: this role may not do it.
 * `expired`: the credentials are too old.
 * `absent`: it is not there (any more).
 * `ended`: what was asked for by the same words was there, and has ended.
 * `mismatch`: other words were used for the same before.
 * `in-use`: it cannot go before something else has gone.
 * `throttled` and `outage`: later.
 */
export type ErrorKind =
  | 'elsewhere'
  | 'on-demand'
  | 'quota'
  | 'denied'
  | 'expired'
  | 'absent'
  | 'ended'
  | 'mismatch'
  | 'in-use'
  | 'throttled'
  | 'outage'
  | 'other';

const kinds: Readonly<Record<string, ErrorKind>> = {
  InsufficientInstanceCapacity: 'elsewhere',
  InsufficientHostCapacity: 'elsewhere',
  InsufficientReservedInstanceCapacity: 'elsewhere',
  InsufficientFreeAddressesInSubnet: 'elsewhere',
  InsufficientCapacity: 'elsewhere',
  UnfulfillableCapacity: 'elsewhere',
  SpotMaxPriceTooLow: 'elsewhere',
  Unsupported: 'elsewhere',
  UnsupportedOperation: 'other',
  MaxSpotInstanceCountExceeded: 'on-demand',
  'AuthFailure.ServiceLinkedRoleCreationNotPermitted': 'on-demand',
  VcpuLimitExceeded: 'quota',
  InstanceLimitExceeded: 'quota',
  ResourceLimitExceeded: 'quota',
  SecurityGroupLimitExceeded: 'quota',
  UnauthorizedOperation: 'denied',
  AccessDenied: 'denied',
  AccessDeniedException: 'denied',
  AuthFailure: 'denied',
  InvalidClientTokenId: 'denied',
  ExpiredToken: 'expired',
  ExpiredTokenException: 'expired',
  RequestExpired: 'expired',
  IdempotentInstanceTerminated: 'ended',
  IdempotentParameterMismatch: 'mismatch',
  DependencyViolation: 'in-use',
  'InvalidGroup.InUse': 'in-use',
  'InvalidNetworkInterface.InUse': 'in-use',
  VolumeInUse: 'in-use',
  'InvalidGroup.NotFound': 'absent',
  'InvalidKeyPair.NotFound': 'absent',
  'InvalidSecurityGroupID.NotFound': 'absent',
  'InvalidNetworkInterfaceID.NotFound': 'absent',
  'InvalidSpotInstanceRequestID.NotFound': 'absent',
  'InvalidVolume.NotFound': 'absent',
  'InvalidInstanceID.NotFound': 'absent',
  'InvalidInstanceID.Malformed': 'other',
  RequestLimitExceeded: 'throttled',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  RequestThrottled: 'throttled',
  InternalError: 'outage',
  InternalFailure: 'outage',
  ServiceUnavailable: 'outage',
  Unavailable: 'outage',
};

/** What an error of this name means; undefined for one that is not known here. */
export function kindOf(name: string): ErrorKind | undefined {
  return kinds[name];
}

/** What mends it once for the account, where one command does. @param words what AWS said */
export function mending(words: string): string | undefined {
  return words.includes('ServiceLinkedRoleCreationNotPermitted')
    ? 'This account never had spot instances; make the role that they need: `aws iam create-service-linked-role --aws-service-name spot.amazonaws.com`.'
    : undefined;
}

/** Looks through the causes, too: the SDK wraps what a credential provider throws. */
export function errorKind(error: unknown): ErrorKind {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isUnreadable(at)) return 'outage';
    const known = kinds[at.name];
    if (known) return known;
    const { statusCode, code } = at as { statusCode?: number; code?: string };
    if (code && /^(ECONN|EPIPE|ETIMEDOUT|EAI_AGAIN)/.test(code)) return 'outage';
    if (at.name === 'TimeoutError') return 'outage';
    const status = statusCode ?? statusOf(at);
    if (status !== undefined && status >= 500) return 'outage';
  }
  return 'other';
}

function statusOf(error: Error): number | undefined {
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  return $metadata?.httpStatusCode;
}

/** An answer that came, and cannot be read: it was cut off. What AWS itself says has a `$fault`. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Error && '$response' in error && !('$fault' in error);
}

/** `Name: message` of an error of AWS. */
export function awsWords(error: unknown): string {
  if (isUnreadable(error)) return 'what comes back cannot be read';
  const { name, message } = error as Error;
  return message && message !== name ? `${name}: ${message}` : name;
}
