import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import type { AwsIdentity } from '../inputs/inputs';

export interface CredentialDeps {
  /** Of this process: what a workflow asks its token with (`ACTIONS_ID_TOKEN_REQUEST_*`), `GITHUB_*`. */
  readonly environment: NodeJS.ProcessEnv;
  /** Who runs: `owner/repo/run_id/attempt`; names the session at AWS. */
  readonly run: string;
  /** Told every token and key before it is used. */
  readonly mask: (value: string) => void;
}

/**
 * Credentials of a run, had anew whenever they are needed and renewed before they end. They stay in
 * this process: in no environment, file or record.
 *
 * @returns what SDK clients take as `credentials`. It throws a UserError that says why there are
 * none; all clients of a run should share one, so that all of them use one set
 */
export async function credentialsFor(
  identity: AwsIdentity,
  deps: CredentialDeps,
): Promise<AwsCredentialIdentityProvider> {
  const { role } = identity;
  if (role === undefined) {
    const { standardChain } = await import('./standard-chain');
    return standardChain(identity, deps);
  }
  const { workflowRole } = await import('./workflow-role');
  return workflowRole({ ...identity, role }, deps);
}
