import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentityProvider } from '@aws-sdk/types';
import type { AwsIdentity } from '../inputs/inputs';
import { requestHandler } from './aws-failure';
import type { CredentialDeps } from './credentials';
import { insist, Passing } from './insist';
import { type Issued, renewing } from './renewing';
import { sessionName } from './session-name';
import { passing, refusal } from './sts-refusals';
import { mintToken, type WorkflowToken } from './workflow-token';

export interface WorkflowIdentity extends AwsIdentity {
  readonly role: string;
}

/** Credentials of a role for a workflow's own identity, as long as the job lasts. */
export function workflowRole(
  identity: WorkflowIdentity,
  deps: CredentialDeps,
): AwsCredentialIdentityProvider {
  // A token lives 5 min and may be refused a second time: each attempt has its own.
  return renewing(() =>
    insist(async () => {
      const [sts, token] = await Promise.all([
        import('@aws-sdk/client-sts'),
        mintToken(identity.audience, deps),
      ]);
      const client = new sts.STSClient({
        region: identity.stsRegion,
        // The call is not signed; whatever keys the environment holds are none of ours.
        credentials: async () => ({ accessKeyId: '', secretAccessKey: '' }),
        maxAttempts: 1,
        retryMode: 'standard',
        defaultsMode: 'standard',
        requestHandler,
      });
      try {
        return await assume(new sts.AssumeRoleWithWebIdentityCommand(request(token)), client);
      } catch (error) {
        throw error instanceof Passing ? error : refusal(error, { identity, token });
      } finally {
        client.destroy();
      }
    }),
  );

  function request({ jwt }: WorkflowToken) {
    return {
      RoleArn: identity.role,
      RoleSessionName: identity.sessionName ?? sessionName(deps.run),
      DurationSeconds: identity.durationSeconds,
      WebIdentityToken: jwt,
    };
  }

  async function assume(
    command: InstanceType<typeof import('@aws-sdk/client-sts').AssumeRoleWithWebIdentityCommand>,
    client: STSClient,
  ): Promise<Issued> {
    const ahead = clockOf(client);
    const { Credentials } = await client.send(command);
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.Expiration) {
      throw passing(identity.stsRegion, 'its answer held none.');
    }
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials;
    for (const secret of [AccessKeyId, SecretAccessKey, SessionToken]) {
      if (secret) deps.mask(secret);
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken && { sessionToken: SessionToken }),
      expiration: new Date(+Expiration + ahead()),
    };
  }
}

/**
 * Milliseconds by which this machine's clock is ahead of the one of AWS, by the last answer.
 * Differences of seconds are the way of the answer.
 */
function clockOf(client: STSClient): () => number {
  let ahead = 0;
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Readonly<Record<string, string>> };
      const theirs = Date.parse(headers?.date ?? '');
      const difference = Date.now() - theirs;
      if (Math.abs(difference) > 30_000) ahead = difference;
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'clock' },
  );
  return () => ahead;
}
