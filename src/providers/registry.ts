import type { RunRecord } from '../teardown/record';
import type { AwsProviderOptions } from './aws/aws-provider';
import { type LocalProviderOptions, localProvider } from './local/local-provider';
import type { Provider } from './provider';
import { type SshProviderOptions, sshProvider } from './ssh/ssh-provider';

/** What the providers of this version need, all of them together. */
export type ProviderOptions = LocalProviderOptions & SshProviderOptions & AwsProviderOptions;

type MakeProvider = (options: ProviderOptions) => Provider | Promise<Provider>;

/** By the `kind` of a cluster file, which is also the `provider` of a record. */
export const providers = {
  local: localProvider,
  ssh: sshProvider,
  // The SDK is read only where it is used: it is larger than all the rest.
  aws: async (options) => (await import('./aws/aws-provider')).awsProvider(options),
} satisfies Record<RunRecord['provider'], MakeProvider>;
