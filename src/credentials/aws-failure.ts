import { proxyAgents } from '../proxies';

/** For SDK clients of STS: the SDK only warns of a request that takes too long unless told to throw. */
export const requestHandler = {
  ...proxyAgents,
  connectionTimeout: 5_000,
  requestTimeout: 5_000,
  throwOnRequestTimeout: true,
} as const;

interface AwsFailure extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: {
    readonly statusCode?: number;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** `passing`: no answer, or one that says "later". `no-such-host`: a name that DNS does not know. */
export type FailureKind = 'passing' | 'no-such-host' | 'other';

export function kindOfFailure(error: unknown): FailureKind {
  const { name, code, $metadata, $response } = error as AwsFailure;
  if (code === 'ENOTFOUND') return 'no-such-host';
  if (code && /^(E[A-Z_]+|UND_ERR.*)$/.test(code)) return 'passing';
  const status = $response?.statusCode ?? $metadata?.httpStatusCode ?? 0;
  // An answer that says yes and cannot be read was cut off.
  if (status >= 500 || status === 429 || status === 200) return 'passing';
  return /^(Timeout|Throttl|TooManyRequests|RequestLimitExceeded)/.test(name) ? 'passing' : 'other';
}

/** `Name: message.`; where nobody answered, how that showed. */
export function stsWords(error: unknown): string {
  const { name, message, code } = error as AwsFailure;
  const [line = ''] = message.split('\n');
  const label = code ?? name;
  const told = line.includes(label) ? line : line ? `${label}: ${line}` : label;
  return told.endsWith('.') ? told : `${told}.`;
}

/** STS quotes a parameter that it finds malformed, the token too. */
export function hiding(secrets: readonly string[], text: string): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, '(secret)'), text);
}

/** Milliseconds since the epoch by the clock of who answered, if somebody did. */
export function serverClock(error: unknown): number | undefined {
  const time = Date.parse((error as AwsFailure).$response?.headers?.date ?? '');
  return Number.isNaN(time) ? undefined : time;
}
