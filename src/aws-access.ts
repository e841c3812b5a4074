import type { AwsInputs } from './inputs/inputs';
import { UserError } from './problem';
import type { AwsAccess } from './providers/aws/clients';
import type { Surface } from './surfaces/surface';
import type { AwsRecord } from './teardown/record';

/** Whoever asks AWS for a run: main, post, or a command. */
export interface AwsAsker {
  /** `owner/repo/run_id/attempt`, or `user@machine`. */
  readonly run: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly surface: Surface;
}

/** The way to AWS, by credentials of this process alone; they are asked for when they are first needed. */
export function awsAccess({ region, identity }: AwsInputs, asker: AwsAsker): AwsAccess {
  const { run, environment, surface } = asker;
  const provider = import('./credentials/credentials').then(({ credentialsFor }) =>
    credentialsFor(identity, { environment, run, mask: (value) => surface.mask(value) }),
  );
  provider.catch(() => {});
  return { region, credentials: async (options) => (await provider)(options) };
}

/**
 * Asks for credentials, and says in whose name all that follows is done.
 *
 * @returns the account, 12 digits
 */
export async function introduce(
  { credentials }: AwsAccess,
  { identity: { stsRegion } }: AwsInputs,
  surface: Surface,
): Promise<string> {
  const { whoAmI } = await import('./credentials/who-am-i');
  const { account, arn } = await whoAmI(credentials, stsRegion);
  surface.info(`AWS account ${account} as ${arn}`);
  return account;
}

/**
 * The way to the account in which a run was made. Without a role, another step may have brought
 * credentials of another account: there nothing would be found, and nothing would seem to be left.
 */
export function accessAgain(aws: AwsRecord, asker: AwsAsker): AwsAccess {
  const access = awsAccess(aws, asker);
  const { account } = aws;
  if (account === undefined) return access;
  let same: Promise<void> | undefined;
  return {
    ...access,
    credentials: async (options) => {
      // A network that was away may be back when they are asked for again.
      same ??= checkAccount(access, aws, account).catch((error: unknown) => {
        same = undefined;
        throw error;
      });
      await same;
      return access.credentials(options);
    },
  };
}

async function checkAccount({ credentials }: AwsAccess, aws: AwsInputs, account: string) {
  const { whoAmI } = await import('./credentials/who-am-i');
  const now = await whoAmI(credentials, aws.identity.stsRegion);
  if (now.account === account) return;
  throw new UserError({
    message: `The credentials are now of AWS account ${now.account}; the machines are in ${account}.`,
    fix: 'Give the action `role-to-assume`: what other steps do to AWS_* then changes nothing.',
  });
}
