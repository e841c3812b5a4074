import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take three minutes and more beside others on two cores. */
const longest = new Set(
  [
    ...['aws-killed', 'killed', 'fault-matrix', 'flambe', 'flambe-environment', 'offline'],
    ...['offline-ray', 'warm', 'aws-machines', 'without-cloud-init', 'examples'],
    ...['network', 'undoing', 'flambe-files', 'newer-flambe', 'sweep', 'aws-alone'],
  ].map((name) => `${name}.long.test.ts`),
);

/**
 * Begins with the files that take longest: one that begins last has the machine to itself, and
 * everybody waits. Vitest's own order goes by size where it has not seen the files run, as in a clean
 * clone.
 */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification) => longest.has(basename(moduleId));
    return [...rest.filter(isLongest), ...rest.filter((file) => !isLongest(file))];
  }
}
