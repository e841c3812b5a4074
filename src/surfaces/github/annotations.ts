import { formatProblem, type Problem } from '../../problem';
import { issueCommand } from './commands';

/** GitHub shows so many of a kind for one step and drops the others. */
const MOST = 10;

/** The annotations of one kind. The tenth stands for all that come after the ninth. */
export class Annotations {
  readonly #kind: 'error' | 'warning';
  readonly #later: Problem[] = [];
  #shown = 0;

  constructor(kind: 'error' | 'warning') {
    this.#kind = kind;
  }

  /** Whether the problem was annotated; otherwise it waits for `flush`. */
  add(problem: Problem): boolean {
    if (this.#shown === MOST - 1) {
      this.#later.push(problem);
      return false;
    }
    this.#shown += 1;
    this.#annotate(problem);
    return true;
  }

  flush(): void {
    const later = this.#later.splice(0);
    if (later.length > 1) {
      const title = `${later.length} more ${this.#kind}s`;
      issueCommand(this.#kind, { title }, later.map(formatProblem).join('\n'));
    } else {
      for (const problem of later) this.#annotate(problem);
    }
  }

  #annotate(problem: Problem): void {
    const { file, line, column, field } = problem;
    issueCommand(this.#kind, { title: field, file, line, col: column }, formatProblem(problem));
  }
}
