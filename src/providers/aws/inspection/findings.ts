import { ExitCode, type Problem, UserError } from '../../../problem';
import { awsWords, errorKind } from '../errors';

/** Errors of AWS that say nothing of a right: the credentials themselves are no good. */
const badCredentials =
  /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException|Signature\w*|IncompleteSignature)$/;

/** What AWS says of good credentials, too, in a region that their account has not enabled. */
const isOfNobody = /^(AuthFailure|InvalidClientTokenId|UnrecognizedClientException)$/;

/** Gathers what an account lacks for a run, over all questions that are asked of it. */
export class AccountFindings {
  readonly warnings: Problem[] = [];
  readonly infos: string[] = [];
  readonly #problems: Problem[] = [];
  #accountLacks = false;

  /** @param maxCost US dollars that the run may cost; undefined: whatever it does */
  constructor(private readonly maxCost?: number) {}

  /** The account lacks something, or has it in another state than the run needs. */
  lacks(problem: Problem): void {
    this.#accountLacks = true;
    this.#problems.push(problem);
  }

  /** The cluster file cannot be right, whatever the account has. */
  wrong(problem: Problem): void {
    this.#problems.push(problem);
  }

  warn(problem: Problem): void {
    this.warnings.push(problem);
  }

  /** It costs what nobody knows here: no run may then have a limit. */
  unpriced({ fix, ...problem }: Problem): void {
    if (this.maxCost === undefined) this.warn(problem);
    else this.lacks({ ...problem, fix: `${fix} Or leave \`max-cost\` out.` });
  }

  /** Whether something is wrong with this field. */
  has(field: string): boolean {
    return this.#problems.some((one) => one.field?.split(', ').includes(field));
  }

  /**
   * Asks AWS.
   *
   * @param action as IAM names it: `ec2:DescribeSubnets`
   * @returns undefined when this role may not ask; that is then among the problems
   * @throws UserError when nothing can be asked at all
   */
  async ask<T>(action: string, question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question();
    } catch (error) {
      throwIfNoAccess(error);
      if (errorKind(error) !== 'denied') throw noAnswer(action, error);
      this.lacks(deniedAction(action, error));
      return undefined;
    }
  }

  /** @throws UserError with all problems, if there are any */
  throwIfAny(): void {
    if (this.#problems.length === 0) return;
    const code = this.#accountLacks ? ExitCode.clusterUnavailable : ExitCode.badInput;
    throw new UserError(this.#problems, code);
  }
}

/** What is wrong with the credentials is told by whoever had them; the rest says so itself. */
export function throwIfNoAccess(error: unknown): void {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof UserError) throw at;
    if (at.name === 'AbortError') throw at;
    if (badCredentials.test(at.name) || errorKind(at) === 'expired') {
      const region = isOfNobody.test(at.name)
        ? ' Or the region (`region_name`, `aws-region`) is not enabled in the account.'
        : '';
      throw new UserError(
        {
          field: 'role-to-assume',
          message: `AWS does not take the credentials: ${awsWords(at)}`,
          fix: `Look at the role, or at the AWS credentials of this machine, and at its clock.${region}`,
        },
        ExitCode.clusterUnavailable,
        { cause: error },
      );
    }
  }
}

/** What AWS does not do for other reasons than rights. */
export function noAnswer(action: string, error: unknown): UserError {
  const kind = errorKind(error);
  const words = awsWords(error);
  const isLater = kind === 'outage' || kind === 'throttled';
  const later = {
    message: `AWS gives no answer to ${action}: ${words}`,
    fix: 'Try again later.',
  };
  const refused = { message: `AWS refuses ${action}: ${words}` };
  const problem = isLater ? later : kind === 'quota' ? overQuota(action, words) : refused;
  return new UserError(problem, ExitCode.clusterUnavailable, { cause: error });
}

/** @param words what AWS said */
export function overQuota(action: string, words: string): Problem {
  const page = 'https://console.aws.amazon.com/servicequotas/home/services/ec2/quotas';
  return {
    message: `AWS refuses ${action}: ${words}`,
    fix: `Ask for a higher quota, or remove what nobody needs: ${page}`,
  };
}

/** What the role may not do: AWS mostly names the action itself. */
export function deniedAction(action: string, error: unknown): Problem {
  const words = awsWords(error).replace(/ ?Encoded authorization failure message: \S+/, '');
  const [, named = action] = /not authorized to perform: ([\w-]+:\w+)/.exec(words) ?? [];
  return {
    field: 'role-to-assume',
    message: `It may not do ${named}: ${words}`,
    fix: 'Give it the rights in docs/aws-setup.md.',
  };
}
