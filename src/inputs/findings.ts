import { type Problem, UserError } from '../problem';

/** Problems of one file that anybody reads. */
export const mostProblems = 100;

/** Gathers what is wrong in many places, to be told at once. */
export class Findings {
  readonly problems: Problem[];
  readonly warnings: Problem[] = [];

  /** @param problems found before */
  constructor(problems: readonly Problem[] = []) {
    this.problems = [...problems];
  }

  /** The result of this work; undefined, with its problems kept, if it throws a UserError. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }
}
