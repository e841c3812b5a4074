import type { Problem } from '../problem';

/** Why an extension cannot be had, as the end of a sentence that its address begins. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly problem: Pick<Problem, 'message' | 'fix'>;

  constructor(problem: Pick<Problem, 'message' | 'fix'>) {
    super(problem.message);
    this.problem = problem;
  }

  /** Whether the repository was not reached at all. */
  get isOffline(): boolean {
    return /could not resolve|connection (refused|timed out)|failed to connect|couldn't connect|network is unreachable|no route to host|no answer for|operation timed out|returned error: 5\d\d/i.test(
      this.problem.message,
    );
  }
}
