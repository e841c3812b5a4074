/** What goes wrong with a call. `cut-before`: AWS never heard of it; `cut-after`: AWS did it, and the answer is lost. */
export type FaultName =
  | 'throttled'
  | '500'
  | 'cut-before'
  | 'cut-after'
  | 'capacity'
  | 'quota'
  | 'denied'
  | 'expired'
  | 'malformed';

/** An error answer of AWS: HTTP status, error code, message. */
export interface AwsError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface FaultRule {
  /** Name of the API call: `RunInstances`; `*` for every call. */
  readonly action: string;
  /** Which call of this action, from 1, attempts of the SDK counted one by one; all without it. */
  readonly nth?: number;
  /** How many calls from there on; 1 with `nth`, all without. */
  readonly times?: number;
  /** In this region alone; in all without it. */
  readonly region?: string;
  readonly fault: FaultName | AwsError;
}

export type Service = 'ec2' | 'sts' | 'ssm' | 'servicequotas';

const throttled = { ec2: 'RequestLimitExceeded', sts: 'Throttling', json: 'ThrottlingException' };

/** The answer of AWS to a call with this fault, as each of its services words it. */
export function errorOf(fault: FaultName | AwsError, service: Service, action: string): AwsError {
  if (typeof fault !== 'string') return fault;
  const isEc2 = service === 'ec2';
  switch (fault) {
    case 'throttled':
      return {
        status: isEc2 ? 503 : 400,
        code: throttled[isEc2 || service === 'sts' ? service : 'json'],
        message: isEc2 ? 'Request limit exceeded.' : 'Rate exceeded',
      };
    case 'capacity':
      return insufficientCapacity('the requested instance type', 'the requested zone');
    case 'quota':
      return quotaError(action);
    case 'denied':
      return isEc2
        ? notAllowed
        : {
            status: service === 'sts' ? 403 : 400,
            code: service === 'sts' ? 'AccessDenied' : 'AccessDeniedException',
            message: `User is not authorized to perform: ${service}:${action}`,
          };
    case 'expired':
      // EC2 words it like a clock that is wrong, which the SDK then suspects, too.
      return isEc2
        ? { status: 400, code: 'RequestExpired', message: 'Request has expired.' }
        : {
            status: service === 'sts' ? 403 : 400,
            code: service === 'sts' ? 'ExpiredToken' : 'ExpiredTokenException',
            message: 'The security token included in the request is expired',
          };
    default:
      return {
        status: 500,
        code: isEc2 ? 'InternalError' : 'InternalFailure',
        message: 'An internal error has occurred',
      };
  }
}

export const notAllowed: AwsError = {
  status: 403,
  code: 'UnauthorizedOperation',
  message: 'You are not authorized to perform this operation.',
};

/** Where an account never had spot instances, and the caller may not make the role that they need. */
export const noSpotRole: AwsError = {
  status: 403,
  code: 'AuthFailure.ServiceLinkedRoleCreationNotPermitted',
  message:
    'The provided credentials do not have permission to create the service-linked role for EC2 Spot Instances.',
};

export function insufficientCapacity(type: string, zone: string): AwsError {
  return {
    status: 500,
    code: 'InsufficientInstanceCapacity',
    message: `We currently do not have sufficient ${type} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.`,
  };
}

export function vcpuLimitExceeded(limit: number): AwsError {
  return {
    status: 400,
    code: 'VcpuLimitExceeded',
    message: `You have requested more vCPU capacity than your current vCPU limit of ${limit} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
  };
}

function quotaError(action: string): AwsError {
  if (action === 'RunInstances') return vcpuLimitExceeded(0);
  const isGroup = action === 'CreateSecurityGroup';
  return {
    status: 400,
    code: isGroup ? 'SecurityGroupLimitExceeded' : 'ResourceLimitExceeded',
    message: isGroup
      ? 'The maximum number of security groups for VPC has been reached.'
      : 'The maximum number of resources has been reached.',
  };
}

/** The rules of a test, and how often each action was called. */
export class Faults {
  readonly #rules: FaultRule[] = [];
  readonly #counts = new Map<string, number>();

  add(...rules: readonly FaultRule[]): void {
    this.#rules.push(...rules);
  }

  /** From now on nothing goes wrong; counting starts anew. */
  clear(): void {
    this.#rules.length = 0;
    this.#counts.clear();
  }

  /** Counts one more call of the action, and tells what goes wrong with it. */
  next(action: string, region: string): FaultRule['fault'] | undefined {
    const count = (this.#counts.get(action) ?? 0) + 1;
    this.#counts.set(action, count);
    return this.#rules.find((rule) => {
      if (rule.action !== '*' && rule.action !== action) return false;
      if (rule.region !== undefined && rule.region !== region) return false;
      const first = rule.nth ?? 1;
      const times = rule.times ?? (rule.nth === undefined ? Number.POSITIVE_INFINITY : 1);
      return count >= first && count < first + times;
    })?.fault;
  }
}
