import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

/**
 * Ends the output with what was skipped, each with the reason that its name gives, what failed, what
 * passed only when it was tried again, and `N passed, N failed[, N skipped]`: what has run, in one
 * line that tools read.
 */
export default class TallyReporter implements Reporter {
  /** Only tests of some names were asked for: the others are no news. */
  #isFiltered = false;

  onInit({ config }: Vitest): void {
    this.#isFiltered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    const broken = (where: string, errors: readonly SerializedError[]) => {
      count.failed += errors.length;
      for (const error of errors) console.log(`failed: ${where}: ${inShort(error)}`);
    };
    broken('outside of tests', unhandled);
    for (const module of modules) {
      // A file or hook that breaks counts as one failed test: its own tests may not even be known.
      broken(module.relativeModuleId, module.errors());
      for (const suite of module.children.allSuites()) broken(nameOf(suite), suite.errors());
      for (const test of module.children.allTests()) {
        count[test.result().state] += 1;
        this.#tell(test);
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    console.log(`${count.passed} passed, ${count.failed + count.pending} failed${skipped}`);
  }

  #tell(test: TestCase): void {
    const { state, errors } = test.result();
    const why = inShort(errors?.[0]);
    if (state === 'failed' || state === 'pending') console.log(`failed: ${nameOf(test)}: ${why}`);
    if (test.diagnostic()?.flaky) console.log(`passed when tried again: ${nameOf(test)}: ${why}`);
    if (state === 'skipped' && !this.#isFiltered) console.log(`skipped: ${nameOf(test)}`);
  }
}

function nameOf(part: TestCase | TestSuite): string {
  return `${part.module.relativeModuleId} > ${part.fullName}`;
}

/** The first line of its message; of a long one, as where it shows a log, how it ends, too. */
function inShort(error?: { readonly message?: string }): string {
  const [first = 'did not end', ...more] = error?.message?.trimEnd().split('\n') ?? [];
  return [first, ...(more.length > 4 ? ['…'] : []), ...more.slice(-4)].join('\n    ');
}
