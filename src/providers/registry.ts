import type { RunRecord } from '../teardown/record';
import { type LocalProviderOptions, localProvider } from './local/local-provider';
import type { Provider } from './provider';
import { type SshProviderOptions, sshProvider } from './ssh/ssh-provider';

/** What the providers of this version need, all of them together. */
export type ProviderOptions = LocalProviderOptions & SshProviderOptions;

/** By the `kind` of a cluster file, which is also the `provider` of a record. */
export const providers = {
  local: localProvider,
  ssh: sshProvider,
} satisfies Partial<Record<RunRecord['provider'], (options: ProviderOptions) => Provider>>;
