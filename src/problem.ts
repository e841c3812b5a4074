/**
 * What a user can mend: an input, a file, a host. Shown without a stack trace, all at once.
 */
export interface Problem {
  /** Path as the user wrote it, when the problem is in a file. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Input, option or field, as the user spells it: `max-runtime`, `factories_ips[2]`. */
  readonly field?: string;
  /** What is wrong: what was given (never a secret's value) and what is accepted. */
  readonly message: string;
  /** The way to mend it, as an imperative sentence. */
  readonly fix?: string;
}

/**
 * Exit codes of the command line besides the job's own (sysexits.h).
 */
export const ExitCode = {
  wrongUse: 64,
  badInput: 65,
  clusterUnavailable: 69,
  ourFault: 70,
  lost: 75,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** An error that is not ours: it is shown as its problems, without a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;

  constructor(
    problems: Problem | readonly Problem[],
    exitCode: ExitCode = ExitCode.badInput,
    options?: ErrorOptions,
  ) {
    const list: readonly Problem[] = 'message' in problems ? [problems] : problems;
    super(list.map(formatProblem).join('\n'), options);
    this.problems = list;
    this.exitCode = exitCode;
  }
}

/** `file:line:column: field: message. fix`, leaving out what is not known. */
export function formatProblem({ file, line, column, field, message, fix }: Problem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [place, field, [message, fix].filter(Boolean).join(' ')].filter(Boolean).join(': ');
}
