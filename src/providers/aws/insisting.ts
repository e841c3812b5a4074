import type { AwsCredentialIdentityProvider, MiddlewareStack } from '@aws-sdk/types';
import { errorKind, isUnreadable } from './errors';

/** Of any service. */
interface SdkClient<Input extends object, Output extends object> {
  readonly config: { readonly credentials: AwsCredentialIdentityProvider };
  readonly middlewareStack: MiddlewareStack<Input, Output>;
}

/**
 * Makes a client ask again where the SDK gives up: when the answer was cut off on its way, as if none
 * had come; and, with credentials that were had anew, once when those that it had are too old.
 *
 * @returns the client itself
 */
export function insisting<Input extends object, Output extends object, Client>(
  client: Client & SdkClient<Input, Output>,
): Client {
  const { middlewareStack, config } = client;
  middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        // What the SDK looks at before it asks again.
        if (isUnreadable(error)) Object.assign(error as Error, { $retryable: {} });
        throw error;
      }
    },
    { step: 'finalizeRequest', priority: 'low', name: 'askAgainWhenUnreadable' },
  );
  middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (errorKind(error) !== 'expired') throw error;
        await config.credentials({ forceRefresh: true });
        return next(args);
      }
    },
    { step: 'initialize', priority: 'high', name: 'askAgainWithNewCredentials' },
  );
  return client;
}
